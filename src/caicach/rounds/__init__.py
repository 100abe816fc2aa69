"""Running rounds of assessment: what becomes of a round as a whole, and who has agreed to it."""
