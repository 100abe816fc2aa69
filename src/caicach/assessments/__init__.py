"""Who is assessed by which set and by whom, and every score ever given: the rows of rounds, for the rooms above."""
