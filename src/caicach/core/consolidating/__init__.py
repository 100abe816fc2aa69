"""Texts of a report put together from the words of many: where each sentence comes from, and what contradicts what."""
