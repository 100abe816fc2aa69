"""Rounds of assessment: agencies score themselves, others appraise, appeals are decided; three values side by side."""
