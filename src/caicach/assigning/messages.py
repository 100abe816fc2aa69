"""The text with a link that the coordinator sends to an agency by the means that both use."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _

from caicach.agencies.models import Agency
from caicach.plans.models import DutyRole, Plan
from caicach.work.models import Assignment


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyMessage:
    """A text that is ready to be copied for one agency."""

    agency: Agency
    leads: int
    coordinating: int
    text: str


def message_for(*, agency: Agency, plan: Plan, link: str) -> AgencyMessage:
    """The text for one agency."""
    return next(iter(_messages(plan, link, agency=agency)))


def messages_for(*, plan: Plan, link: str) -> list[AgencyMessage]:
    """The texts for every agency of a plan, in the order of protocol."""
    return _messages(plan, link, agency=None)


def _messages(plan: Plan, link: str, *, agency: Agency | None) -> list[AgencyMessage]:
    rows = Assignment.objects.of_plan(plan).standing()
    if agency is not None:
        rows = rows.filter(agency=agency)
    lead = Q(role=DutyRole.LEAD)
    counts = (
        rows.order_by()
        .values("agency")
        .annotate(leads=Count("pk", filter=lead), total=Count("pk"), first_due_on=Min("due_on", filter=lead))
    )
    of_agency = {row["agency"]: row for row in counts}
    agencies = Agency.objects.filter(pk__in=of_agency) if agency is None else [agency]
    made = []
    for one in agencies:
        row = of_agency.get(one.pk, {"leads": 0, "total": 0, "first_due_on": None})
        coordinating = row["total"] - row["leads"]
        text = _text(one, plan, link, leads=row["leads"], coordinating=coordinating, first_due_on=row["first_due_on"])
        made.append(AgencyMessage(agency=one, leads=row["leads"], coordinating=coordinating, text=text))
    return made


def _text(agency: Agency, plan: Plan, link: str, *, leads: int, coordinating: int, first_due_on: date | None) -> str:
    lines = [
        _("Kính gửi %(agency)s,") % {"agency": agency.name},
        _("%(plan)s giao quý cơ quan %(leads)s việc chủ trì và %(coordinating)s việc phối hợp.")
        % {"plan": _plan_name(plan), "leads": leads, "coordinating": coordinating},
    ]
    if first_due_on:
        lines.append(_("Việc chủ trì đến hạn sớm nhất: ngày %(day)s.") % {"day": f"{first_due_on:%d/%m/%Y}"})
    lines.append(_("Xem việc và cập nhật tiến độ tại: %(link)s") % {"link": link})
    return "\n".join(lines)


def _plan_name(plan: Plan) -> str:
    if plan.number and plan.issued_on:
        return _("%(title)s (số %(number)s ngày %(day)s)") % {
            "title": plan.title,
            "number": plan.number,
            "day": f"{plan.issued_on:%d/%m/%Y}",
        }
    return plan.title
