"""Self-assessments: an agency fills in its leaves, proves them, and its head signs; on pages or in a workbook."""
