"""Caicach: the system with which a Vietnamese province runs its public administrative reform."""

__version__ = "0.1.0"
