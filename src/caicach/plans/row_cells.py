"""The cells of a row as forms show them; prints of them tell which ones somebody has changed."""

from collections.abc import Mapping
from typing import Any
from zlib import crc32

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.plans.compare import plain_number
from caicach.plans.models import PlanItem
from caicach.plans.row_edits import DoubtfulNumber, read_budget
from caicach.plans.schedules import printed_times
from caicach.ui.fields import doubt_about

_NO_NUMBER = _("“%(value)s” không phải là số triệu đồng. Ghi ví dụ 12,5 hoặc 1250.")


CELLS = (
    "level", "outline_code", "title", "acceptance_note", "deliverable", "lead_text", "coordinating_text",
    "start_text", "end_text", "budget_million_vnd", "note",
)  # fmt: skip


def prints_of(values: Mapping[str, Any]) -> dict[str, str]:
    """A short print of each cell: enough to see whether it is still the same, without sending it twice."""
    return {name: f"{crc32(str(values[name]).encode()):x}" for name in CELLS}


def seen_text(prints: Mapping[str, str]) -> str:
    return ".".join(prints[name] for name in CELLS)


def row_initial(item: PlanItem) -> dict[str, Any]:
    """What the form shows for a row."""
    names = ("level", "outline_code", "title", "acceptance_note", "deliverable", "lead_text", "coordinating_text")
    shown = {name: getattr(item, name) for name in (*names, "note", "version")}
    start, end = printed_times(item.schedule, item.time_frame_text)
    budget = plain_number(item.budget_million_vnd).replace(".", ",")
    shown |= {"start_text": start, "end_text": end, "budget_million_vnd": budget}
    return shown | {"seen": seen_text(prints_of(shown))}


def checked_budget(typed: str) -> str:
    try:
        read_budget(typed)
    except DoubtfulNumber as doubt:
        raise forms.ValidationError(doubt_about(typed, doubt.proposals), code="doubtful") from None
    except ValueError:
        raise forms.ValidationError(_NO_NUMBER, params={"value": typed}) from None
    return typed
