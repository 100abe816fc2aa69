"""The annex of a plan as DOCX, in the form of official papers."""

from collections.abc import Sequence
from typing import Any

from caicach.annexes.annex import (
    attached_to,
    columns_of,
    extract_line,
    rows_of,
)
from caicach.core.officialdocs.paper import body, new_paper, paragraph, saved
from caicach.core.officialdocs.parts import add_annex_head
from caicach.core.officialdocs.tables import Column, Row, add_table
from caicach.plans.models import Plan, PlanItem


def annex_docx(plan: Plan, items: Sequence[PlanItem] | None = None, words: Sequence[str] = ()) -> bytes:
    """The whole file. items: only these rows, in this order; `words` say what they were chosen by."""
    document = new_paper(title=plan.title, author=plan.owner.name, is_landscape=True)
    add_annex_head(document, "", plan.title, attached_to(plan).strip("()"))
    if items is None:
        _add_targets(document, plan)
    else:
        paragraph(document, extract_line(items, words), is_italic=True)
    columns = columns_of(plan)
    heads = [Column(column.heading, column.width_mm, is_centred=column.is_centred) for column in columns]
    rows = (Row(row.cells, is_heading=row.is_heading) for row in rows_of(plan, columns, items))
    add_table(document, heads, rows, is_numbered=False)
    return saved(document)


def _add_targets(document: Any, plan: Plan) -> None:
    targets = list(plan.targets.all())
    if not targets:
        return
    body(document, "", lead="I. CHỈ TIÊU")
    for target in targets:
        body(document, f"- {target.text}")
    body(document, "", lead="II. NHIỆM VỤ")
