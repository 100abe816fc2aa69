"""The year of the demonstration up to a day, written in one go: by services its acts would take minutes.

The rows are those that the services would have left behind, with the trail dated as the acts were.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from caicach.agencies.models import Membership
from caicach.core.documents.numbers import number_key
from caicach.core.documents.recognition.letters import kind_of_number
from caicach.demo.cast import focal_point_of
from caicach.demo.moments import moment
from caicach.demo.proofs import first_versions, make_proof
from caicach.demo.stories import Act, Duty, Step, chance, story_of
from caicach.demo.trail import Event, append
from caicach.files.models import Document, DocumentVersion
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.plans.models import DutyRole, Plan
from caicach.work.models import Assignment, HandOut, Occurrence, ProgressReport, ReportEvidence

_ON_THE_WAY = (
    "Đã có dự thảo, đang lấy ý kiến các phòng, đơn vị.",
    "Đã tổng hợp ý kiến, trình lãnh đạo cơ quan xem xét.",
    "Đã triển khai đến các phòng, đơn vị; đang theo dõi kết quả.",
)
_PAPERS = (
    ("Kết quả thực hiện nhiệm vụ cải cách hành chính", "BC"),
    ("Nghiệm thu sản phẩm", "BB"),
    ("Thông báo kết luận về tiến độ thực hiện kế hoạch", "TB"),
    ("Ban hành sản phẩm theo kế hoạch", "QĐ"),
)
_OBSTACLE = "Chờ số liệu của cơ quan phối hợp nên chậm so với kế hoạch."
_REASON = "Sản phẩm chưa kèm danh mục theo yêu cầu của kế hoạch; đề nghị bổ sung."
_WORKS = (Role.STAFF, Role.FOCAL_POINT, Role.AGENCY_HEAD)
_BATCH = 500
_FACTS = (
    "due_on",
    "progress_percent",
    "last_reported_on",
    "submitted_on",
    "submitted_by",
    "confirmed_on",
    "returned_on",
    "return_reason",
    "version",
)


@dataclass(slots=True)
class _Past:
    """Everything that is written for the duties, collected before it is written."""

    coordinator: User
    reports: list[ProgressReport] = field(default_factory=list)
    papers: dict[tuple[int, str], Document] = field(default_factory=dict)
    proven: list[ReportEvidence] = field(default_factory=list)
    hand_outs: list[HandOut] = field(default_factory=list)
    done: dict[date, list[int]] = field(default_factory=lambda: defaultdict(list))
    events: list[Event] = field(default_factory=list)
    touched: dict[UUID, Assignment] = field(default_factory=dict)

    def tell(self, at: datetime, code: str, by: User, row: Assignment, **details: Any) -> None:
        self.events.append((at, code, by, row, details))
        self.touched[row.pk] = row


@transaction.atomic
def live_through(plan: Plan, *, coordinator: User, today: date) -> Counter[str]:
    """Report, hand in, confirm and return the duties of a plan. Returns how many acts of each kind there were."""
    past, told = _Past(coordinator), Counter[str]()
    people = _people()
    rows = (
        Assignment.objects.filter(item__plan=plan)
        .select_related("agency", "item")
        .order_by("item__order", "agency__code")
    )
    due = _instances(plan)
    first = min(plan.issued_on or today, today - timedelta(days=10))
    for row in rows:
        steps = story_of(_duty(row, due.get(row.pk, [])), today)
        told.update(step.act for step in steps)
        staff = people.get(row.agency_id) or [focal_point_of(row.agency)]
        _live(row, steps, due.get(row.pk, []), past, staff)
        _hand_out(row, past, staff, first)
    _write(past)
    return told


def _duty(row: Assignment, instances: list[Occurrence]) -> Duty:
    return Duty(
        key=f"{row.item.path}|{row.agency.code}",
        agency=row.agency.code,
        is_lead=row.role == DutyRole.LEAD,
        start_on=row.start_on,
        due_on=row.due_on,
        instances=[one.due_on for one in instances],
    )


def _instances(plan: Plan) -> dict[Any, list[Occurrence]]:
    found: dict[Any, list[Occurrence]] = defaultdict(list)
    for one in Occurrence.objects.filter(assignment__item__plan=plan).order_by("due_on"):
        found[one.assignment_id].append(one)
    return found


def _people() -> dict[int, list[User]]:
    """Who works in each agency, those who do the work before those who direct it."""
    found: dict[int, list[User]] = defaultdict(list)
    for role in _WORKS:
        for membership in Membership.objects.filter(role=role).select_related("user").order_by("pk"):
            found[membership.agency_id].append(membership.user)
    return found


def _live(row: Assignment, steps: Iterable[Step], due: list[Occurrence], past: _Past, staff: list[User]) -> None:
    """Play the acts of one duty; the row stands in the end as they leave it."""
    by = staff[chance(row.agency.code, row.item.path) % len(staff)]
    for number, step in enumerate(steps):
        at = moment(step.on, chance(f"{row.item.path}|{row.agency.code}", str(step.on))) + timedelta(minutes=7 * number)
        if step.act is Act.REPORT:
            _report(row, step, due, past, by, at)
        elif step.act is Act.SUBMIT:
            row.submitted_on, row.submitted_by, row.returned_on = step.on, by, None
            past.tell(at, "work.submitted", by, row, on=step.on)
        elif step.act is Act.CONFIRM:
            row.confirmed_on = step.on
            past.tell(at, "work.confirmed", past.coordinator, row, on=step.on, submitted_on=row.submitted_on)
        else:
            past.tell(
                at, "work.returned", past.coordinator, row, on=step.on, reason=_REASON, submitted_on=row.submitted_on
            )
            row.submitted_on, row.submitted_by = None, None
            row.returned_on, row.return_reason = step.on, _REASON
        row.version += 1


def _report(row: Assignment, step: Step, due: list[Occurrence], past: _Past, by: User, at: datetime) -> None:
    report = ProgressReport(
        assignment=row,
        text=_text(row, step, due),
        obstacle=_OBSTACLE if step.has_obstacle else "",
        progress_percent=step.percent,
        occurrence=due[step.instance] if step.instance is not None else None,
        reported_on=step.on,
        reported_by=by,
    )
    past.reports.append(report)
    row.last_reported_on = step.on
    if step.percent is not None:
        row.progress_percent = step.percent
    files = []
    if (step.percent == 100 or step.instance is not None) and chance(str(step.on), row.item.path) < 60:
        paper = _paper(past, row, step.on, by)
        past.proven.append(ReportEvidence(report=report, document=paper, file=paper.file))
        files = [paper.file.sha256] if paper.file else []
    if step.instance is not None:
        past.done[step.on].append(due[step.instance].pk)
        row.due_on = due[min(step.instance + 1, len(due) - 1)].due_on
    told = {"percent": step.percent, "quantity": None, "text": report.text, "obstacle": report.obstacle}
    past.tell(at, "work.progress_reported", by, row, **told, files=files)


def _paper(past: _Past, row: Assignment, on: date, by: User) -> Document:
    """One of the few papers of an agency that prove what it has done; the same proves many duties."""
    title, sign = _PAPERS[chance(row.agency.code, str(on)) % len(_PAPERS)]
    key = (row.agency_id, title)
    if key not in past.papers:
        short = row.agency.short_name if row.agency.short_name.isupper() else "UBND"
        number = f"{12 + chance(row.agency.code, title) * 3}/{sign}-{short}"
        paper = Document(
            agency=row.agency, title=title, kind=kind_of_number(number), number=number, number_key=number_key(number),
            issuer=row.agency.brief[:200], issued_on=on, registered_by=by, checked_at=timezone.now(),
            file=make_proof(title=f"{row.agency.brief}: {title}", number=number, by=by),
        )  # fmt: skip
        paper.put_in_order()
        past.papers[key] = paper
    return past.papers[key]


def _text(row: Assignment, step: Step, due: list[Occurrence]) -> str:
    number = 11 + chance(row.agency.code, str(step.on)) * 7
    product = row.item.deliverable.split("\n")[0].rstrip(" .;")
    if step.instance is not None:
        return f"Đã thực hiện kỳ đến {due[step.instance].due_on:%d/%m/%Y}, kèm {product[:1].lower()}{product[1:]}."
    if step.percent == 100:
        return f"Đã hoàn thành: {product} (văn bản số {number}/BC ngày {step.on:%d/%m/%Y})."
    return _ON_THE_WAY[chance(row.item.path, row.agency.code) % len(_ON_THE_WAY)]


def _hand_out(row: Assignment, past: _Past, staff: list[User], first: date) -> None:
    """Four of five duties lie with a person; the others wait for the focal point to give them to somebody."""
    key = f"{row.item.path}|{row.agency.code}"
    if chance(key, "hand out") >= 80:
        return
    person = staff[chance(key, "person") % len(staff)]
    from_on = first + timedelta(days=chance(key, "from") // 10)
    past.hand_outs.append(HandOut(assignment=row, person=person, from_on=from_on, made_by=staff[-1]))
    row.version += 1
    at = moment(from_on, chance(key, "at"))
    past.tell(at, "work.handed_out", staff[-1], row, unit=None, person=person.pk, from_on=from_on)


def _write(past: _Past) -> None:
    ProgressReport.objects.bulk_create(past.reports, batch_size=_BATCH)
    papers = list(past.papers.values())
    Document.objects.bulk_create(papers, batch_size=_BATCH)
    DocumentVersion.objects.bulk_create(first_versions(papers), batch_size=_BATCH)
    ReportEvidence.objects.bulk_create(past.proven, batch_size=_BATCH)
    HandOut.objects.bulk_create(past.hand_outs, batch_size=_BATCH)
    for on, keys in past.done.items():
        for first in range(0, len(keys), _BATCH):
            Occurrence.objects.filter(pk__in=keys[first : first + _BATCH]).update(done_on=on)
    for row in past.touched.values():
        _store(row)
    append(sorted(past.events, key=lambda event: (event[0], str(event[3]))))


def _store(row: Assignment) -> None:
    Assignment.objects.filter(pk=row.pk).update(**{name: getattr(row, name) for name in _FACTS})
