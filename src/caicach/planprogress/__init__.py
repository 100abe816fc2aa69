"""How a plan stands: its tree with statuses, a row with its duties, the year month by month."""
