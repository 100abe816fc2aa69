"""ODK's form (XForm) of a questionnaire, and what clients of OpenRosa such as ODK Collect send back."""

ROOT = "data"
"""The element around all answers, in the form and in each submission of it."""
