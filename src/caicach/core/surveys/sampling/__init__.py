"""Samples from a frame: how many, shared out how, drawn by a printed seed, with the chance of each kept exactly."""
