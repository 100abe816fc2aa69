"""Rounds: set up, opened, their windows moved, closed, and reopened where two people want it."""
