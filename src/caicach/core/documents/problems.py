"""All findings that need a person, each with its English sentence; the rooms translate them.

A sentence is filled with the params of the problem, with `value` (as printed) and `subject` (path of the row).
"""

PROBLEMS: dict[str, str] = {
    "documents.agency_unknown": "“{value}” is not in the register of agencies.",
    "documents.agency_doubtful": "“{value}” may mean {best}.",
    "documents.agency_ended": "“{value}” ended before the document was signed.",
    "documents.deadline_unreadable": "The time frame “{value}” was not understood.",
    "documents.window_reversed": "The time frame “{value}” ends before it begins.",
    "documents.time_outside_year": "The time frame “{value}” lies outside the year {year} of the plan.",
    "documents.number_repeated": "The number {code} stands twice below the same row.",
    "documents.number_missing": "After {before} comes {code}: a number is missing.",
    "documents.row_without_number": "The row “{value}” has no number.",
    "documents.number_of_other_parent": "{code} stands below {parent}.",
    "documents.lead_missing": "No agency leads this row.",
    "documents.sum_differs": "The rows add up to {sum}, printed is {printed}.",
    "documents.parent_differs": "The rows below {code} add up to {sum}, the row itself says {printed}.",
    "documents.words_differ": "The total is {figures} in figures and “{value}” in words.",
    "documents.text_differs": "The text says {text}, the table {table}.",
    "documents.year_differs": "The title speaks of {title}, the table of {table}.",
    "documents.typing_error": "“{value}” may be a typing error for “{better}”.",
    "documents.budget_unreadable": "The amount “{value}” was not understood, or its unit is not printed.",
    "documents.score_unreadable": "The score “{value}” was not understood.",
    "documents.head_number_missing": "The number of the document was not found.",
    "documents.head_date_missing": "The day of the document was not found.",
    "documents.head_year_missing": "The year of the plan was not found.",
    "documents.head_title_missing": "The title of the document was not found.",
    "documents.nothing_found": "No row of tasks and no criterion was found.",
    "documents.unplaced_cell": "This cell was not understood: “{value}”.",
    "documents.flattened_table": "A table was rebuilt from lines; please compare it with the source.",
    "documents.columns_mixed": "{empty} of {count} rows have neither agency nor time: the columns seem to be mixed up. "
    "Take the Word or PDF file, or paste the table.",
    "documents.columns_by_spaces": "The columns of this text are set with blanks, which cannot be read safely. "
    "Take the Word or PDF file, or paste the table.",
    "documents.tracked_changes": "The document holds tracked changes: what was added is read, what was deleted is not.",
    "documents.headers_skipped": "Headers and footers of the pages were not read.",
    "documents.footnotes_skipped": "Footnotes were not read.",
    "documents.comments_skipped": "Comments in the margin were not read.",
    "documents.text_boxes_skipped": "Text in shapes that lie on a sheet was not read.",
    "documents.embedded_files_skipped": "Files attached inside the PDF were not read.",
    "documents.hidden_sheets_skipped": "Hidden sheets were not read.",
    "documents.hidden_rows_read": "Hidden rows or columns of a sheet were read like the others.",
    "documents.formulas_without_values": "Some cells hold a formula without its value: they were read as empty.",
    "documents.legacy_font_converted": "The text was typed in an old font and was converted to Unicode.",
    "documents.read_by_ocr": "The text was recognised from a picture; please compare it with the source.",
}
