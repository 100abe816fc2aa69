"""One duty: its page, progress, evidence, handing in, confirming or returning, who looks after it."""
