"""Drafts of plans: written row by row on pages, pasted from tables, begun as a next version, discarded."""
