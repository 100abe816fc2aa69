"""What a meeting concludes: rows of a plan of its own kind, so that everything that plans have holds for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from caicach.agencies.models import Agency
from caicach.audit.trail import record
from caicach.core.documents.reading import Level
from caicach.meetings import errors
from caicach.meetings.models import Meeting
from caicach.meetings.services import locked
from caicach.people.models import User
from caicach.plandrafts.row_services import add_item
from caicach.planprogress.overview import ItemRow, plan_tree
from caicach.plans.contents import PlanHead, RowContent
from caicach.plans.drafting import create_draft
from caicach.plans.models import Plan, PlanItem, PlanKind, PlanQuerySet, PlanState
from caicach.plans.row_edits import CellReader
from caicach.work.models import Assignment


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """One conclusion as it is typed: what, who leads, with whom, until when, with which product."""

    title: str
    lead: str
    coordinating: str = ""
    end: str = ""
    deliverable: str = ""


@transaction.atomic
def add_conclusion(*, meeting: Meeting, conclusion: Conclusion, by: User, on: date) -> PlanItem:
    """Add a conclusion to the draft of the notice; the first one begins the draft."""
    row = locked(meeting, by)
    if on < row.held_on:
        raise errors.NotHeldYet(on=row.held_on)
    plan = plan_of(row)
    if plan is not None and not plan.is_draft:
        raise errors.ConclusionsIssued()
    if plan is None:
        plan = create_draft(head=_head(row), owner=_province(), kind=PlanKind.CONCLUSION, by=by)
        row.conclusion_series = plan.series
        row.version += 1
        row.save(update_fields=["conclusion_series", "version"])
    item = add_item(plan=plan, content=content_of(conclusion, plan), under=None, by=by)
    record("meetings.concluded", actor=by, target=row, text=conclusion.title, lead=conclusion.lead)
    return item


@transaction.atomic
def add_conclusions(*, meeting: Meeting, conclusions: Iterable[Conclusion], by: User, on: date) -> list[PlanItem]:
    """Add all of them, or none where one is refused."""
    return [add_conclusion(meeting=meeting, conclusion=one, by=by, on=on) for one in conclusions]


@transaction.atomic
def attach(*, meeting: Meeting, plan: Plan, version: int, by: User) -> Meeting:
    """The notice came in as a signed document: its rows are the conclusions of this meeting from now on."""
    row = locked(meeting, by, version)
    if plan_of(row) is not None:
        raise errors.ConclusionsIssued()
    if not loose_notices().filter(pk=plan.pk).exists():
        raise errors.NotLoose(plan=plan)
    row.conclusion_series = plan.series
    row.version += 1
    row.save(update_fields=["conclusion_series", "version"])
    record("meetings.notice_attached", actor=by, target=row, plan=str(plan), number=plan.number)
    return row


def loose_notices() -> PlanQuerySet:
    """Conclusions in the system that belong to no meeting yet."""
    taken = Meeting.objects.exclude(conclusion_series=None).values("conclusion_series")
    of_meetings = Plan.objects.filter(kind=PlanKind.CONCLUSION).exclude(series__in=taken)
    return of_meetings.filter(state__in=(PlanState.DRAFT, PlanState.ISSUED))


def content_of(conclusion: Conclusion, plan: Plan) -> RowContent:
    """The row as plans keep it; names of agencies are read as in every plan."""
    reader = CellReader(plan)
    return RowContent(
        level=Level.TASK,
        code=str(plan.items.filter(parent=None).count() + 1),
        title=conclusion.title,
        deliverable=conclusion.deliverable,
        leads=reader.duty_names(conclusion.lead),
        coordinating=reader.duty_names(conclusion.coordinating),
        lead_text=conclusion.lead,
        coordinating_text=conclusion.coordinating,
        end_text=conclusion.end,
        schedule=reader.schedule("", conclusion.end),
    )


def plan_of(meeting: Meeting) -> Plan | None:
    """The conclusions of a meeting: the newest version that holds or is being drafted; none where there are none."""
    if meeting.conclusion_series is None:
        return None
    states = (PlanState.DRAFT, PlanState.ISSUED, PlanState.CLOSED)
    versions = Plan.objects.filter(series=meeting.conclusion_series, state__in=states)
    return versions.select_related("owner").order_by("-number_of_version").first()


def reader_for(meeting: Meeting) -> CellReader:
    """Reads names and time frames as the conclusions of this meeting do."""
    return CellReader(plan_of(meeting) or Plan(year=meeting.held_on.year, issued_on=meeting.held_on))


def rows_of(plan: Plan, *, today: date) -> list[ItemRow]:
    """The conclusions with how they stand."""
    return [
        row for row in plan_tree(plan, Assignment.objects.standing().of_plan(plan), today=today) if row.item.is_leaf
    ]


def open_conclusions(*, but_not_on: Meeting | None = None) -> list[PlanItem]:
    """Conclusions in force that some lead has not got confirmed yet, the oldest due first.

    but_not_on: without those that are on the agenda of this meeting already, or are its own.
    """
    undone = Assignment.objects.standing().leads().filter(item=OuterRef("pk"), confirmed_on=None)
    rows = PlanItem.objects.filter(Exists(undone), plan__kind=PlanKind.CONCLUSION, plan__state=PlanState.ISSUED)
    if but_not_on is not None:
        rows = rows.exclude(lineage__in=but_not_on.agenda.exclude(follows=None).values("follows__lineage"))
        if but_not_on.conclusion_series:
            rows = rows.exclude(plan__series=but_not_on.conclusion_series)
    return list(rows.select_related("plan").order_by("due_on", "plan__issued_on", "order"))


def _head(meeting: Meeting) -> PlanHead:
    """Plans are Vietnamese whatever language a person reads the site in."""
    return PlanHead(
        year=meeting.held_on.year,
        title=f"Kết luận {_lowered(meeting.title)} ngày {meeting.held_on:%d/%m/%Y}",
        document_kind="Thông báo",
        signer="",
    )


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]


def _province() -> Agency:
    province = Agency.objects.filter(kind="province").first()
    if province is None:
        raise errors.ProvinceMissing()
    return province
