"""Many proposals of how to measure, confirmed at once as they were shown; undone on the same day."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from caicach.agencies.models import AgencyKind
from caicach.indicators.models import Figure
from caicach.people.models import User
from caicach.plans.models import Plan
from caicach.targets import errors
from caicach.targets.models import KINDS, Gauge, GaugeQuerySet
from caicach.targets.proposals import Proposal, proposals_of
from caicach.targets.services import GaugeFacts, drop_gauge, set_gauge


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal as a row to tick. against: why it cannot be confirmed as it stands."""

    proposal: Proposal
    against: str

    @property
    def key(self) -> str:
        """Names the figure and what is proposed for it: another proposal by now has another key."""
        told = "\n".join(f"{name}={value}" for name, value in sorted(self.proposal.facts.items()))
        return f"{self.proposal.target.pk}-{self.proposal.place}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"

    @property
    def gauge(self) -> Gauge:
        """What would be written, to be shown as gauges are."""
        return Gauge(target=self.proposal.target, place=self.proposal.place, **self.proposal.facts)


def proposal_lines(plan: Plan, *, today: date) -> list[ProposalLine]:
    """What nobody has said yet how to measure, with what its words propose."""
    told = set(Figure.objects.current().filter(agency=plan.owner).values_list("indicator", flat=True))
    return [ProposalLine(one, _against(one, plan, told)) for one in proposals_of(plan, today=today)]


def _against(proposal: Proposal, plan: Plan, told: Collection[int]) -> str:
    if proposal.facts["aim"] is None:
        return _("Câu chữ không có mức phải đạt; ghi mức ở trang cách đo.")
    indicator = proposal.best
    is_one = not KINDS[proposal.facts["reach"]] and plan.owner.kind == AgencyKind.PROVINCE
    if indicator is not None and not indicator.is_ratio and is_one and indicator.pk not in told:
        return str(errors.NotOneValue(indicator=indicator))
    return ""


@transaction.atomic
def confirm_proposals(*, plan: Plan, keys: Sequence[str], by: User, today: date) -> list[Gauge]:
    """Write the chosen proposals, all or none. ProposalsMovedOn where one of them is another by now."""
    lines = {line.key: line for line in proposal_lines(plan, today=today) if not line.against}
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        raise errors.NothingChosen()
    if any(key not in lines for key in wanted):
        raise errors.ProposalsMovedOn()
    return [_confirm(lines[key].proposal, by) for key in wanted]


def _confirm(proposal: Proposal, by: User) -> Gauge:
    told = {**proposal.facts, "quarters": tuple(proposal.facts["quarters"])}
    return set_gauge(target=proposal.target, place=proposal.place, facts=GaugeFacts(**told), version=0, by=by)


def undoable(plan: Plan, user: User, *, today: date) -> GaugeQuerySet:
    """What this person has confirmed today and nobody has touched or told a value for since."""
    rows = Gauge.objects.filter(target__plan=plan, set_by=user, set_at__date=today, version=1, values=None)
    return rows.select_related("target").order_by("target__order", "place")


@transaction.atomic
def undo_proposals(*, plan: Plan, gauges: Sequence[UUID], by: User, today: date) -> int:
    """Take confirmed proposals back, all or none; they stand among the open ones again."""
    rows = list(undoable(plan, by, today=today).filter(pk__in=gauges))
    if not rows or len(rows) < len(set(gauges)):
        raise errors.ProposalsMovedOn()
    for row in rows:
        drop_gauge(gauge=row, version=row.version, by=by)
    return len(rows)
