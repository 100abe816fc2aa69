"""Meetings of the steering committee: who takes part, the agenda, minutes, and conclusions that are carried out."""
