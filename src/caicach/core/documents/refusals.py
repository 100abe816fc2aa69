"""Why files are refused: each code with what it says and how to repair it, in English for the command line.

`{…}` are filled from the parameters of the `UnreadableDocument`; the rooms say the same in Vietnamese.
"""

from dataclasses import dataclass

from caicach.core.documents.errors import UnreadableDocument


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason for which a file is not read, and what its owner can do."""

    sentence: str
    repair: str


_SAVE_AGAIN = "Open it in Word or Excel and save it again as a new DOCX or XLSX file."
_TAKE_ORIGINAL = "Ask the sender for the original file, or open the file and save it again under its real type."

REFUSALS: dict[str, Refusal] = {
    # what the file is
    "empty_file": Refusal("The file is empty.", "Choose the file again; copy it anew when its size is 0."),
    "file_too_big": Refusal(
        "The file has {size_mb} MB; at most {limit_mb} MB are read.",
        "Take pictures out of it, or save only the plan and its annexes.",
    ),
    "file_changed": Refusal("The file changed while it was read.", "Wait until it is copied wholly, then try again."),
    "type_mismatch": Refusal("The file is named .{extension}, but its content is {found}.", _TAKE_ORIGINAL),
    "type_not_supported": Refusal(
        "Files of this type ({found}) are not read.", "Save it as DOCX, XLSX or PDF, or paste the table."
    ),
    "old_office_format": Refusal(
        "This is a file of Word or Excel 97–2003 (.doc, .xls).", "Open it and save it as .docx or .xlsx."
    ),
    "image_not_supported": Refusal(
        "This is a picture, not a document with text.", "Scan it to PDF, or better take the DOCX it was printed from."
    ),
    "archive_not_supported": Refusal("This is an archive ({found}).", "Unpack it and choose the document inside."),
    "html_not_supported": Refusal(
        "This is a web page, whatever its name says.", "Open it in Word or Excel and save it as .docx or .xlsx."
    ),
    "not_text": Refusal("The file holds no text: it is binary.", "Choose the right file, or save it as DOCX or PDF."),
    "unknown_encoding": Refusal(
        "The letters of this text file cannot be read with certainty.", "Save it as “Unicode (UTF-8)”, then try again."
    ),
    "torn_quotes": Refusal(
        "In row {row} a quotation mark opens and does not close.",
        "Close or delete it, or save the table as XLSX, then try again.",
    ),
    "legacy_font": Refusal(
        "The text is typed in an old {encoding} font, not in Unicode.",
        "Convert it to Unicode (UniKey: Ctrl+Shift+F6), then try again.",
    ),
    # what is hidden in it
    "encrypted": Refusal("The file is locked with a password.", "Open it, take the password off, and save it."),
    "hidden_content": Refusal("The file holds foreign content before, after or between its own.", _SAVE_AGAIN),
    "macros": Refusal("The file holds macros.", "Save it as .docx or .xlsx without macros."),
    "active_content": Refusal(
        "The file holds actions that run when it is opened.", "Print it to a new PDF or save it without them."
    ),
    "embedded_object": Refusal(
        "The file holds an embedded object ({where}).", "Delete the object, or paste it as a picture, and save."
    ),
    "external_link": Refusal(
        "The file is linked to content outside itself ({where}).", "Break the links (Data → Edit links), then save."
    ),
    "dde": Refusal("The file holds a field or formula that starts other programs (DDE).", "Delete it, then save."),
    "forbidden_xml": Refusal("A part of the file ({where}) defines XML entities or hides its encoding.", _SAVE_AGAIN),
    # limits
    "archive_bomb": Refusal("Unpacked, the file is far too large ({where}).", _SAVE_AGAIN),
    "lying_size": Refusal("The file gives false sizes of its parts ({where}).", _SAVE_AGAIN),
    "too_many_entries": Refusal("The file consists of more than {limit} parts.", _SAVE_AGAIN),
    "nested_archive": Refusal("The file holds another archive ({where}).", "Delete the embedded file, then save."),
    "unsafe_name": Refusal("A part of the file has a forbidden name.", _SAVE_AGAIN),
    "sheet_too_large": Refusal(
        "A sheet ({where}) has cells beyond row {max_rows} or column {max_columns}.",
        "Delete everything below and beside the table, then save.",
    ),
    "table_too_wide": Refusal(
        "Table {where} has more than {limit} columns.", "Delete the columns beside the table, then save."
    ),
    "too_many_pages": Refusal("The PDF has more than {limit} pages.", "Save only the plan and its annexes."),
    "text_too_large": Refusal("The text has more than {limit} characters.", "Save only the plan and its annexes."),
    # damage
    "damaged_zip": Refusal("The file is damaged ({where}).", "Copy or download it again, or open it and save it anew."),
    "damaged_docx": Refusal("The Word document is damaged.", _SAVE_AGAIN),
    "damaged_xlsx": Refusal("The Excel workbook is damaged.", _SAVE_AGAIN),
    "damaged_picture": Refusal("The picture is damaged or too large to be shown.", "Save or photograph it anew."),
    "damaged_pdf": Refusal("The PDF is damaged.", "Print or export it to PDF again."),
    "template_not_filled": Refusal(
        "The template cannot be filled: {told}", "Check the template again, or go back to an earlier one."
    ),
    "no_office_program": Refusal(
        "There is no LibreOffice on this server.", "Install libreoffice-writer, or make the PDF in Word."
    ),
    "pdf_not_made": Refusal("LibreOffice made no PDF of it.", "Open the DOCX in Word and save it as PDF."),
    # nothing to read
    "scan_without_text": Refusal(
        "The PDF is a scan: pictures of pages, without text.",
        "Take the DOCX or the signed PDF made from it; or install OCR (tesseract with Vietnamese) on the server.",
    ),
    "unreadable_fonts": Refusal(
        "The letters of this PDF cannot be turned into text.", "Export the PDF again with its fonts embedded."
    ),
    "nothing_found": Refusal("The file holds no text at all.", "Choose the right file."),
    # the jail
    "took_too_long": Refusal("Reading took too long and was stopped.", _SAVE_AGAIN),
    "too_much_memory": Refusal("Reading needed too much memory and was stopped.", _SAVE_AGAIN),
    "reader_crashed": Refusal("The file broke the reader; nothing was taken over.", _SAVE_AGAIN),
    "reading_too_large": Refusal("The reading of the file is too large.", "Save only the plan and its annexes."),
}


def refusal_in_english(refused: UnreadableDocument) -> str:
    """What is wrong, where, and how to repair it, as one line for the command line."""
    refusal = REFUSALS[refused.code]
    return f"{refusal.sentence.format_map(_Known(refused.params))} {refusal.repair}"


class _Known(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "?"
