"""The three things that want a leader's word today: what, why, and who answers for it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from caicach.dashboards.figures import Overview, TalliedRow, WorstRow

MOST = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing to decide. query: what narrows the list of duties to the rows that it is about."""

    what: str
    cause: str
    owner: str
    query: str


def decisions_of(found: Overview) -> list[Decision]:
    """The row that most agencies are late with, then the agencies with the most overdue leads; at most three."""
    shared = [row for row in found.worst if row.count > 1]
    rows = [_about_row(max(shared, key=lambda row: (row.count, row.days)))] if shared else []
    late = [row for row in found.agencies if row.tally.overdue]
    return [*rows, *(_about_agency(row) for row in late)][:MOST]


def _about_row(row: WorstRow) -> Decision:
    return Decision(
        what=str(row.item),
        cause=_("%(count)s cơ quan chủ trì quá hạn, lâu nhất %(days)s ngày") % {"count": row.count, "days": row.days},
        owner=_("các cơ quan chủ trì"),
        query=f"item={row.item.pk}",
    )


def _about_agency(row: TalliedRow) -> Decision:
    numbers = {"overdue": row.tally.overdue, "base": row.tally.base}
    return Decision(
        what=row.name,
        cause=_("%(overdue)s trong %(base)s việc chủ trì có hạn đã quá hạn") % numbers,
        owner=row.owner or row.name,
        query=f"agency={row.key}",
    )
