"""Rows of totals within a table of work: they are no work themselves, but what the other rows must add up to."""

import re
from collections.abc import Sequence

from caicach.core.documents.recognition.budgets import BudgetColumn
from caicach.core.documents.recognition.columns import Role
from caicach.core.documents.recognition.grid import GridRow
from caicach.core.text import fold, squeeze

_TOTAL = re.compile(
    r"^(?:tong(?: cong| so| diem| kinh phi)?|cong)\b(?!\s*(?:ket|hop|tac|hoa|kiem|van|chuc|khai|bo|an|thong|dan|don))"
)
_FIGURES = (Role.BUDGET, Role.MAX_SCORE, Role.PREVIOUS_SCORE, Role.TARGET_SCORE)
_WORK = (Role.LEAD, Role.AGENCIES, Role.TIME, Role.START, Role.END, Role.DELIVERABLE, Role.COORDINATING)


def has_work(row: GridRow) -> bool:
    """Does a row say who, when or what for?"""
    return any(row.text(role) for role in _WORK)


def is_total(row: GridRow) -> bool:
    """A row such as "Tổng cộng: 936", and the line below it that says the sum in words."""
    keys = [fold(row.text(role)) for role in (Role.TITLE, Role.CODE)]
    words = [row.text(role).strip().casefold() for role in (Role.TITLE, Role.CODE)]
    is_sum = any(word.startswith(("tổng", "cộng", "tong", "cong ")) for word in words)  # "công vụ" is a domain
    is_named = is_sum and any(_TOTAL.match(key) for key in keys) and len(keys[0]) < 160
    return (is_named or any(key.lstrip("( ").startswith("bang chu") for key in keys)) and not has_work(row)


def total_budget(rows: Sequence[GridRow]) -> str:
    """The printed sum of the whole table: of several rows of totals the last one."""
    printed = [text for row in rows if (text := row.text(Role.BUDGET) or _behind_colon(row))]
    return printed[-1] if printed else ""


def printed_totals(rows: Sequence[GridRow], money: BudgetColumn) -> dict[str, str]:
    """All totals as printed, by their words; and the sum of money in million đồng as `budget_million_vnd`."""
    totals: dict[str, str] = {}
    for row in rows:
        words = squeeze(row.text(Role.TITLE) or row.text(Role.CODE))
        totals[words] = " | ".join(squeeze(row.text(role)) for role in _FIGURES if row.text(role))
    amount = money.amount(total_budget(rows))
    return totals | ({"budget_million_vnd": f"{amount:f}"} if amount is not None else {})


def _behind_colon(row: GridRow) -> str:
    """The figure of "Tổng kinh phí: 936 triệu đồng", printed in one cell over all columns."""
    found = re.search(r":\s*(?P<money>\d[^():]*)", row.text(Role.TITLE) or row.text(Role.CODE))
    return found["money"].strip() if found else ""
