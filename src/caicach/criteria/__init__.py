"""Criteria sets as data: those that the project ships, the reader of their files, and the sentences of their rules."""
