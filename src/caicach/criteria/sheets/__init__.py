"""A criteria set as a workbook that officials change, read again with every problem at its cell."""
