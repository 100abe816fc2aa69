"""Groups of agencies with who is in them, and domains with who leads them, from day to day."""
