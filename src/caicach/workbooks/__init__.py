"""Criteria sets as workbooks that officials change, and files read in as drafts."""
