"""Plans of agencies made from the plan of the province: begun, linked row by row, how much is covered."""
