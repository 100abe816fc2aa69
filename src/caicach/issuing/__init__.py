"""Plans put into force, taken back, corrected in one cell."""
