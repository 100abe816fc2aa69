"""The indicators that come with the project, brought into the ledger from their dated files."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from caicach.agencies.permissions import require_or_machine
from caicach.audit.trail import record
from caicach.core.text import fold
from caicach.indicators.models import ExternalIndex, Indicator
from caicach.people.models import User
from caicach.people.permissions import Permission

CONTENT = Path(__file__).parent / "content"

FIELDS = {
    "code": "code",
    "name": "name",
    "kind": "kind",
    "unit": "unit",
    "numerator": "numerator_label",
    "denominator": "denominator_label",
    "domain": "domain_code",
    "written_by": "written_by",
    "is_less_better": "is_less_better",
    "description": "description",
    "source": "source_text",
    "valid_from": "valid_from",
    "valid_to": "valid_to",
}
"""How a file calls what an indicator keeps."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many indicators the files have made, changed and found unchanged."""

    new: int
    changed: int
    same: int


def shipped_indicators() -> list[Indicator]:
    """All indicators of the files, not saved, in their order."""
    found: list[Indicator] = []
    for path in sorted(CONTENT.glob("indicators-*.yaml")):
        told = yaml.safe_load(path.read_text("utf-8"))
        days = {key: told[key] for key in ("valid_from", "valid_to") if key in told}
        found += [_indicator({**days, **one}, len(found) + place) for place, one in enumerate(told["indicators"], 1)]
    return found


@transaction.atomic
def load_indicators(*, by: User | None) -> Loaded:
    """Bring in the shipped indicators. Safe to run again; what a file says anew takes the place of the old words.

    A ratio never becomes a value or the other way round: its figures would lose their meaning.
    """
    require_or_machine(by, Permission.FIGURE_WRITE)
    known = {row.code: row for row in Indicator.objects.select_for_update()}
    new, changed, all_shipped = 0, 0, shipped_indicators()
    for shipped in all_shipped:
        row = known.get(shipped.code)
        if row and row.kind != shipped.kind:
            raise ValueError(f"{row.code} is a {row.kind}: give the {shipped.kind} a code of its own")
        if row and _told(row) == _told(shipped):
            continue
        if row:
            shipped.pk, shipped._state.adding = row.pk, False
        shipped.full_clean()
        shipped.save()
        record("indicators.indicator_loaded", actor=by, target=shipped)
        new, changed = (new, changed + 1) if row else (new + 1, changed)
    _load_external()
    return Loaded(new, changed, len(all_shipped) - new - changed)


def _load_external() -> None:
    """The indices that others publish; which provinces got what, people bring."""
    told = yaml.safe_load((CONTENT / "external.yaml").read_text("utf-8"))
    for order, one in enumerate(told["external"], 1):
        ExternalIndex.objects.update_or_create(code=one["code"], defaults={**one, "order": order})


def _indicator(told: dict[str, Any], order: int) -> Indicator:
    if unknown := told.keys() - FIELDS.keys():
        raise ValueError(f"{told.get('code')}: unknown {', '.join(sorted(unknown))}")
    row = Indicator(order=order, **{FIELDS[key]: value for key, value in told.items()})
    row.search_text = fold(f"{row.name} {row.code} {row.numerator_label} {row.denominator_label}")
    return row


def _told(row: Indicator) -> list[Any]:
    return [getattr(row, field) for field in (*FIELDS.values(), "order")]
