"""Drafts of criteria sets: written on pages, criterion by criterion or as one table."""
