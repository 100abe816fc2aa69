"""The kinds of reports that come with the project, brought in from their dated files."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from caicach.agencies.permissions import require_or_machine
from caicach.audit.trail import record
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.reports.models import ReportKind

CONTENT = Path(__file__).parent / "content"
ROWS = ("done", "overdue", "done_all", "overdue_all", "obstacles")
"""What a section may list: duties of its domain or of all, and obstacles."""

_SHARED = ("levels", "outline", "annex", "source", "valid_from", "valid_to")
_FIELDS = ("name", "window", "levels", "outline", "annex", "source_text", "order", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many kinds the files have made, changed and found unchanged."""

    new: int
    changed: int
    same: int


def shipped_kinds() -> list[ReportKind]:
    """All kinds of the files, not saved, in their order."""
    found: list[ReportKind] = []
    for path in sorted(CONTENT.glob("kinds-*.yaml")):
        told = yaml.safe_load(path.read_text("utf-8"))
        shared = {key: told[key] for key in _SHARED if key in told}
        found += [_kind({**shared, **one}, len(found) + place) for place, one in enumerate(told["kinds"], 1)]
    return found


@transaction.atomic
def load_report_kinds(*, by: User | None) -> Loaded:
    """Bring in the shipped kinds. Safe to run again; rounds that are open keep the outline they were opened with."""
    require_or_machine(by, Permission.REPORT_MANAGE)
    known = {row.code: row for row in ReportKind.objects.select_for_update()}
    new = changed = 0
    shipped = shipped_kinds()
    for one in shipped:
        row = known.get(one.code)
        if row and _told(row) == _told(one):
            continue
        if row:
            one.pk, one._state.adding = row.pk, False
        one.full_clean()
        one.save()
        record("reports.kind_loaded", actor=by, target=one)
        new, changed = (new, changed + 1) if row else (new + 1, changed)
    return Loaded(new, changed, len(shipped) - new - changed)


def _kind(told: dict[str, Any], order: int) -> ReportKind:
    told = dict(told)
    window = {key: told.pop(key) for key in ("first", "last") if key in told}
    row = ReportKind(window=window, order=order, source_text=told.pop("source"), **told)
    for section in row.outline:
        if unknown := set(section.get("rows", ())) - set(ROWS):
            raise ValueError(f"{row.code}, {section['code']}: unknown rows {sorted(unknown)}")
    return row


def _told(row: ReportKind) -> list[Any]:
    return [getattr(row, field) for field in _FIELDS]
