"""The annex of a plan as XLSX; every cell is text, so that no cell becomes a formula or another date."""

import io
from collections.abc import Sequence

import xlsxwriter

from caicach.annexes.annex import (
    attached_to,
    columns_of,
    extract_line,
    rows_of,
)
from caicach.plans.models import Plan, PlanItem

_MM_PER_CHARACTER = 1.9


def annex_xlsx(plan: Plan, items: Sequence[PlanItem] | None = None, words: Sequence[str] = ()) -> bytes:
    """The whole file: one sheet, the heading row repeated on each printed page. items: only these rows."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    plain = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "top", "border": 1}
    usual, bold = book.add_format(plain), book.add_format(plain | {"bold": True})
    centred = book.add_format({"font_name": "Times New Roman", "font_size": 13, "align": "center", "bold": True})
    sheet = book.add_worksheet("Phụ lục")
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    columns = columns_of(plan)
    heads = ["PHỤ LỤC", plan.title, attached_to(plan)]
    if items is not None:
        heads[2] = f"{heads[2]} {extract_line(items, words)}"
    for line, text in enumerate(heads):
        sheet.merge_range(line, 0, line, len(columns) - 1, text, centred)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width_mm / _MM_PER_CHARACTER)
        sheet.write_string(3, place, column.heading, bold)
    sheet.repeat_rows(3)
    sheet.freeze_panes(4, 2)
    for line, row in enumerate(rows_of(plan, columns, items), 4):
        for place, text in enumerate(row.cells):
            sheet.write_string(line, place, text, bold if row.is_heading else usual)
    book.close()
    return stream.getvalue()
