"""Tables that people bring, XLSX, CSV or pasted: read, previewed row by row, written as they were seen."""
