"""The annex of a plan as a printed page, a Word file and a workbook."""
