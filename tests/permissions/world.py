"""A small province in which every address of the site has something to show: twice, for one agency and for its twin.

All people of the table work in the first agency (one for each role); nobody of them works in the second.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caicach.agencies.models import Agency, Succession, SuccessionKind
from caicach.audit.trail import record
from caicach.core.documents.transfer import reading_to_plain
from caicach.criteria.models import CriteriaSet
from caicach.documentregister.services import Head, register_document
from caicach.files.models import Document, StoredFile
from caicach.files.policy import EVIDENCE
from caicach.files.services import store_file
from caicach.indicators.models import Figure, Indicator
from caicach.intake.models import ImportRun
from caicach.intake.services import READ
from caicach.jobs.models import Job
from caicach.notices.models import Feed, Mail, Notice, Reminder
from caicach.people.invitations import renew_invitation
from caicach.people.models import User
from caicach.people.permissions import Permission, Role
from caicach.people.sessions import NAME, SessionStore
from caicach.plans.models import ItemLink, Plan, PlanItem, PlanKind, RemovedRows
from caicach.publications.services import approve, prepare
from caicach.rounds.reopening import ask_reopening
from caicach.wizard.heads import HEAD_KEY, head_answer, head_of
from caicach.wizard.importers import AGENCY_CODE, PROVINCE_CODE
from caicach.wizard.review import reading_of
from caicach.work.models import Assignment, HandOut, ProgressReport, ReportEvidence
from tests.factories.agencies import (
    AgencyFactory,
    AgencyGroupFactory,
    DomainFactory,
    DomainLeadFactory,
    GroupMemberFactory,
    MembershipFactory,
)
from tests.factories.criteria import crosswalk_between, draft_set_with_a_past, issued_set
from tests.factories.delegations import lent
from tests.factories.files import word_file
from tests.factories.indicators import ExternalIndexFactory, FigureFactory, IndicatorFactory
from tests.factories.intake import DecisionFactory, ImportRunFactory
from tests.factories.people import UserFactory
from tests.factories.plans import (
    ItemDutyFactory,
    PlanFactory,
    PlanItemFactory,
    ProvinceFactory,
    TargetFactory,
)
from tests.factories.publications import closed_round
from tests.factories.readings import reading, usual_rows
from tests.factories.work import AssignmentFactory
from tests.permissions.amendments import things_of_amendments
from tests.permissions.consolidation import things_of_consolidation
from tests.permissions.meetings import things_of_meetings
from tests.permissions.obstacles import things_of_obstacles
from tests.permissions.papers import things_of_papers
from tests.permissions.questionnaires import things_of_questionnaires
from tests.permissions.reports import things_of_reports
from tests.permissions.rounds import things_of_rounds
from tests.permissions.samples import things_of_samples
from tests.permissions.targets import things_of_targets

Keys = dict[str, Any]
SPECIAL = frozenset(
    {
        "a template",
        "a changed draft of a questionnaire",
        "the province's plan, handed to agencies",
        "the province's plan, being carried out",
        "a draft that amends the province's plan",
        "a version that has amended the province's plan",
        "own agency's import, all answered",
        "other agency's import, all answered",
        "an import for the province, all answered",
        "own agency's duty, of a unit",
        "other agency's duty, of a unit",
        "a duty whose agency has gone",
        "a round in preparation",
        "own agency's assessment, signed",
        "other agency's assessment, signed",
        "own agency's assessment, with a difference",
        "other agency's assessment, with a difference",
        "own agency's meeting, concluded",
        "a meeting in preparation",
        "own agency's part, signed",
        "other agency's part, signed",
        "the whole report, signed",
    }
)
"""Things in a state of their own: the table asks about them only where the state matters."""
SINCE = date(2020, 1, 1)
INDICATOR = "ho_so_dung_han"


@dataclass
class Side:
    """What belongs to one of the two twin agencies."""

    agency: Agency
    unit: Agency
    person: User
    head: User
    former: User
    draft: Plan
    issued: Plan
    duty: Assignment
    handed_in: Assignment
    duty_of_unit: Assignment
    report: ProgressReport
    evidence: StoredFile
    document: Document
    paper: StoredFile
    piece: ReportEvidence
    run: ImportRun
    ready_run: ImportRun
    job: Job
    removed: RemovedRows
    membership: Any
    figure: Figure
    frozen: Figure


@dataclass
class World:
    """The rows by the words of the table, and a signed-in browser for each role."""

    own: Side
    other: Side
    people: dict[str, User]
    things: dict[str, Keys] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    elsewhere: dict[str, str] = field(default_factory=dict)  # a second session of each

    def address(self, name: str, thing: str, role: str = "") -> str:
        """The address of a name for a thing of the table; a thing may bring its own query."""
        keys = self.things[thing]
        wanted = {key: keys[key] for key in parameters_of(name)}
        if wanted.get("job_id", "") is None:  # one's own; who has not signed in asks for somebody's
            wanted["job_id"] = self.jobs.get(role, self.own.job).pk
        if wanted.get("session_name", "") is None:
            wanted["session_name"] = (
                self.elsewhere.get(role) or self.things["a session of somebody else"]["session_name"]
            )
        return reverse(name, kwargs=wanted) + keys.get("?", "")

    def ask(self, role: str, method: str, url: str, body: Keys | None = None, **more: Any) -> Any:
        """The answer that somebody of a role gets, as a browser that has only just signed in."""
        client = self.clients[role]
        client.cookies.clear()
        if role in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return getattr(client, method.lower())(url, body, **more)


def parameters_of(name: str) -> list[str]:
    """The names of what an address wants to know."""
    from tests.permissions.walking import patterns

    return patterns()[name]


def build() -> World:
    """Make the province. Call inside a transaction that is rolled back."""
    province = ProvinceFactory()
    domain = DomainFactory()
    own, other = AgencyFactory(name="Sở Y tế", code="so-y-te"), AgencyFactory(name="Sở Công Thương", code="so-ct")
    people = {role.value: _person(own, role) for role in Role}
    whole = PlanFactory(owner=province, issued=True, issued_at=timezone.now(), title="Kế hoạch tỉnh đã ban hành")
    assigned = PlanFactory(
        owner=province, issued=True, issued_at=timezone.now(), assigned_at=timezone.now(), title="Kế hoạch đã giao"
    )
    held = PlanFactory(
        owner=province, issued=True, issued_at=timezone.now(), assigned_at=timezone.now(), title="Kế hoạch đang làm"
    )
    draft = PlanFactory(owner=province, title="Dự thảo của tỉnh")
    source = kept_file("Văn bản đã ký.txt", b"KE HOACH da ky", people["coordinator"])
    whole.source_file = source
    whole.save()
    sides = [_side(agency, held, whole, domain, people) for agency in (own, other)]
    world = World(own=sides[0], other=sides[1], people=people)
    run = _ready_run(PROVINCE_CODE, province, people["coordinator"], "Nhập của tỉnh.txt")
    begun = _run(PROVINCE_CODE, own, people["coordinator"], "Nhập mới của tỉnh.txt", {})
    plans = {
        "the province's plan in force": _plan_keys(whole, sides, source=source),
        "the province's plan, handed to agencies": _plan_keys(assigned, sides),
        "the province's plan, being carried out": _plan_keys(held, sides),
        "the province's draft": _plan_keys(draft, sides),
    }
    world.things = {
        "": {},
        "a merger": {"?": f"?{_succession_query(own, other)}", "arrow": f"{own.pk}-{other.pk}"},
        "a plan of the province": {"owner": province},
        "a plan of the own agency": {"owner": own},
        "a plan of the other agency": {"owner": other},
        **plans,
        **_register(own, domain),
        **_criteria(),
        **things_of_rounds(own, other),
        **_loans(world),
        **things_of_meetings(own, other, people["coordinator"]),
        "an indicator": {"code": INDICATOR},
        "an indicator to type": {"?": f"?chi_so={INDICATOR}"},
        "an index of provinces": {"index_code": ExternalIndexFactory().code},
        **_published([own, other]),
        **things_of_questionnaires(people["coordinator"]),
        **things_of_samples(people["coordinator"]),
        **things_of_reports(own, other),
        **things_of_consolidation(own, other),
        **things_of_amendments(province, own, people["coordinator"]),
        **things_of_targets(
            whole,
            {"own agency": (own, sides[0].issued), "other agency": (other, sides[1].issued)},
        ),
        **things_of_papers(kept_file, people["coordinator"], own, other),
        **_of_side("own agency", world.own),
        **_of_side("other agency", world.other),
        "an import for the province": {"run_id": begun.pk, "file_id": begun.file_id},
        "an import for the province, all answered": {"run_id": run.pk, "file_id": run.file_id},
        "the plans of the province": {"importer_code": PROVINCE_CODE},
        "the plans of agencies": {"importer_code": AGENCY_CODE},
        "the plan of the own agency": {"importer_code": AGENCY_CODE, "?": f"?agency={own.pk}"},
        "the plan of the other agency": {"importer_code": AGENCY_CODE, "?": f"?agency={other.pk}"},
        "a link for a new password": {"secret": renew_invitation(user=world.own.former, by=None)},
        "duties of the own agency": {"duty": _ticks(world.own.duty), "person": world.own.person.pk},
        "duties of the other agency": {"duty": _ticks(world.other.duty), "person": world.own.person.pk},
        "results of both agencies": {"duty": _ticks(world.own.handed_in, world.other.handed_in)},
        "a job of one's own": {"job_id": None},
        "a session of one's own": {"session_name": None},
        "a session of somebody else": {"session_name": _session(world.other.person)},
        **_notices(world),
        "somebody who was shut out": {"user_id": UserFactory(is_active=False).pk},
    }
    _waiting_duty(world, held, domain)
    for role, person in people.items():
        world.jobs[role] = Job.objects.create(kind=READ, params={"run": str(begun.pk)}, asked_by=person)
        world.elsewhere[role] = _session(person)
        world.clients[role] = Client(raise_request_exception=False)
        world.clients[role].force_login(person)
        world.sessions[role] = world.clients[role].cookies[settings.SESSION_COOKIE_NAME].value
    world.clients["visitor"] = Client(raise_request_exception=False)
    return world


def _notices(world: World) -> Keys:
    """What was urged, what was told, and a calendar of each agency."""
    leader, now = world.people["leader"], timezone.now()
    found: Keys = {"duties to urge about": {"?": f"?key={world.own.duty.pk}"}}
    for name, side in (("own", world.own), ("other", world.other)):
        facts = {"made_by": leader, "made_on": SINCE, "made_at": now}
        reminder = Reminder.objects.create(assignment=side.duty, text="Đề nghị gửi kết quả", **facts)
        told = {"user": side.person, "day": SINCE, "key": "k", "made_at": now}
        Notice.objects.create(kind="urged", text="Đề nghị gửi", path="/", assignment=side.duty, **told)
        mail = {"address": "ai@x.example", "subject": "Đề nghị", "body": "Đề nghị", "next_try_at": now}
        Mail.objects.create(kind="urged", slot=1, **mail, **told)
        digest = hashlib.sha256(f"bi-mat-{name}".encode()).hexdigest()
        feed = Feed.objects.create(
            user=side.head, agency=side.agency, secret_hash=digest, made_at=now, used_at=now + timedelta(days=1)
        )  # read just now: another reading of it is not noted
        found[f"{name} agency's reminder"] = {"reminder_id": reminder.pk}
        found[f"{name} agency's calendar"] = {"feed_id": feed.pk}
    doubtful = Mail.objects.create(kind="urged", slot=2, state="doubtful", **mail, **(told | {"key": "khong-ro"}))
    found["a mail that may have arrived"] = {"mail_id": doubtful.pk}
    return found | {"a calendar's secret address": {"feed_secret": "bi-mat-own"}}


def _loans(world: World) -> Keys:
    """In each agency a post in whose place somebody may act, and somebody who acts in that of another."""
    found: Keys = {}
    for name, side in (("own", world.own), ("other", world.other)):
        focal = MembershipFactory(agency=side.agency, role=Role.FOCAL_POINT, user__username=f"dau-moi-{name}")
        row = lent(side.head, side.person, side.agency, Role.AGENCY_HEAD, Permission.REPORT_SIGN)
        found[f"{name} agency's post"] = {"post_id": focal.pk, "taker": side.person.pk}
        found[f"{name} agency's loan"] = {"delegation_id": row.pk}
    return found


def _person(agency: Agency, role: Role) -> User:
    user = UserFactory(username=role.value, full_name=f"Người làm {role.value}")
    return MembershipFactory(agency=agency, role=role, user=user).user


def kept_file(name: str, content: bytes, by: User) -> StoredFile:
    """A stored file whose content really lies in the store."""
    return store_file(content=BytesIO(content), name=name, by=by, policy=EVIDENCE)


def upload(name: str = "Kế hoạch mới.txt", content: bytes = b"KE HOACH moi") -> ContentFile:
    return ContentFile(content, name=name)


def _side(agency: Agency, held: Plan, whole: Plan, domain: Any, people: dict[str, User]) -> Side:
    unit = AgencyFactory(name=f"Phòng của {agency.name}", code=f"phong-{agency.code}", parent=agency, kind="unit")
    membership = MembershipFactory(agency=agency, role=Role.STAFF, user__username=f"nguoi-{agency.code}")
    head = MembershipFactory(agency=agency, role=Role.AGENCY_HEAD, user__username=f"truong-{agency.code}").user
    person = membership.user
    draft = PlanFactory(owner=agency, kind=PlanKind.AGENCY, parent=whole, title=f"Dự thảo của {agency.name}")
    issued = PlanFactory(
        owner=agency, kind=PlanKind.AGENCY, issued=True, issued_at=timezone.now(), title=f"Kế hoạch của {agency.name}"
    )
    rows = [_row(plan, agency, domain) for plan in (draft, issued)]
    _row(draft, agency, domain)
    ItemLink.objects.create(item=rows[0], carried=_row(whole, agency, domain))
    duty, handed_in, of_unit = (
        AssignmentFactory(item=_row(held, owner, domain), agency=owner, **state)
        for owner, state in ((agency, {"reported": True}), (agency, {"submitted": True}), (unit, {"reported": True}))
    )
    HandOut.objects.create(assignment=duty, person=person, from_on=SINCE, made_by=head)
    evidence = kept_file(f"Minh chứng của {agency.code}.txt", agency.code.encode() * 9, person)
    report = ProgressReport.objects.create(
        assignment=duty, text="Đã làm", obstacle="Thiếu người", reported_on=SINCE, reported_by=person
    )
    paper = register_document(agency=agency, head=Head(title="Minh chứng"), by=person, file=evidence)
    piece = ReportEvidence.objects.create(report=report, document=paper, file=evidence)
    record("work.progress_reported", actor=person, target=duty, text=report.text, obstacle=report.obstacle)
    removed = RemovedRows.objects.create(plan=draft, title="Dòng đã bỏ", rows=[], removed_by=head)
    run = _run(AGENCY_CODE, agency, head, f"Nhập của {agency.code}.txt", {"agency": agency.pk})
    return Side(
        agency=agency,
        unit=unit,
        person=person,
        head=head,
        former=MembershipFactory(agency=agency, role=Role.STAFF, valid_to=date(2021, 1, 1)).user,
        draft=draft,
        issued=issued,
        duty=duty,
        handed_in=handed_in,
        duty_of_unit=of_unit,
        report=report,
        evidence=evidence,
        document=_document(agency, person),
        paper=_paper(agency, person),
        piece=piece,
        run=run,
        ready_run=_ready_run(AGENCY_CODE, agency, head, f"Nhập xong của {agency.code}.txt"),
        job=Job.objects.create(kind=READ, params={"run": str(run.pk)}, asked_by=head),
        removed=removed,
        membership=membership,
        figure=FigureFactory(indicator=_indicator(), agency=agency),
        frozen=FigureFactory(
            indicator=_indicator(), agency=agency, period_last=date(2026, 6, 14), frozen_at=timezone.now()
        ),
    )


def _document(agency: Agency, by: User) -> Document:
    """A paper of the register that nothing rests on, with its file."""
    number = f"{agency.pk}/BC"
    file = kept_file(f"Văn bản của {agency.code}.txt", f"BAO CAO {agency.code}\n".encode() * 9, by)
    head = Head(title=f"Văn bản của {agency.name}", number=number, issued_on=SINCE)
    return register_document(agency=agency, head=head, by=by, file=file)


def _paper(agency: Agency, by: User) -> StoredFile:
    """The Word file of a paper of the register."""
    file = kept_file(f"cong-van-{agency.code}.docx", word_file(f"Cong van {agency.code}"), by)
    register_document(agency=agency, head=Head(title=f"Cong van {agency.code}"), by=by, file=file)
    return file


def _indicator() -> Indicator:
    return Indicator.objects.filter(code=INDICATOR).first() or IndicatorFactory(code=INDICATOR)


def _row(plan: Plan, agency: Agency, domain: Any) -> PlanItem:
    item = PlanItemFactory(plan=plan, domain=domain, lead_text=agency.name)
    ItemDutyFactory(item=item, agency=agency)
    return item


def _run(code: str, agency: Agency, by: User, name: str, params: Keys) -> ImportRun:
    """A run under review in which nothing has been answered."""
    read = reading_to_plain(reading(*usual_rows(agency), number=f"{name[:20]}/KH", title=f"Kế hoạch trong {name}"))
    file = kept_file(name, name.encode(), by)
    return ImportRunFactory(importer=code, reading=read, begun_by=by, params=params, file=file, file_name=name)


def _ready_run(code: str, owner: Agency, by: User, name: str) -> ImportRun:
    """A run in which everything has been answered."""
    run = _run(code, owner, by, name, {"agency": owner.pk} if code == AGENCY_CODE else {})
    kind = PlanKind.AGENCY if code == AGENCY_CODE else PlanKind.ANNUAL
    value = head_answer(head_of(reading_of(run)), kind=kind, owner=owner)
    DecisionFactory(run=run, key=HEAD_KEY, value=value, made_by=by)
    return run


def _plan_keys(plan: Plan, sides: list[Side], *, source: StoredFile | None = None) -> Keys:
    """The keys of a plan of the province: its first row, something taken out of it, a version to compare it with."""
    domain = plan.items.first().domain if plan.items.exists() else DomainFactory()
    item = _row(plan, sides[0].agency, domain)
    TargetFactory(plan=plan)
    _row(plan, sides[0].agency, domain)
    removed = RemovedRows.objects.create(
        plan=plan, title="Dòng đã bỏ", rows=[], removed_by=MembershipFactory(role=Role.COORDINATOR).user
    )
    keys = {"plan_id": plan.pk, "other_id": plan.pk, "item_id": item.pk, "removed_id": removed.pk}
    return keys | ({"file_id": source.pk} if source else {})


def _of_side(whose: str, side: Side) -> dict[str, Keys]:
    """Everything of one side, named by whose it is."""

    def of_plan(plan: Plan) -> Keys:
        rows = plan.items.order_by("order")
        row = rows.first() or PlanItemFactory(plan=plan)
        return {"plan_id": plan.pk, "other_id": plan.pk, "item_id": row.pk}

    return {
        f"{whose}'s draft": of_plan(side.draft) | {"removed_id": side.removed.pk},
        f"{whose}'s plan in force": of_plan(side.issued),
        f"{whose}'s duty": {
            "assignment_id": side.duty.pk,
            "file_id": side.evidence.pk,
            "piece_id": side.piece.pk,
        },
        f"{whose}'s document": {
            "document_id": side.document.pk,
            "file_id": side.document.file_id,
            "page": 1,
            "number": 1,
        },
        f"{whose}'s word file": {"paper_id": side.paper.pk},
        f"{whose}'s duty, handed in": {"assignment_id": side.handed_in.pk},
        f"{whose}'s duty, of a unit": {"assignment_id": side.duty_of_unit.pk},
        f"{whose}'s import": {"run_id": side.run.pk, "file_id": side.run.file_id},
        f"{whose}'s import, all answered": {"run_id": side.ready_run.pk, "file_id": side.ready_run.file_id},
        f"{whose}'s job": {"job_id": side.job.pk},
        f"{whose}'s entry": {"agency_id": side.agency.pk},
        f"{whose}'s figure": {"figure_id": side.figure.pk},
        f"{whose}'s figure, frozen": {"figure_id": side.frozen.pk},
        f"{whose}'s person": {"user_id": side.person.pk, "membership_id": side.membership.pk},
    }


def _register(agency: Agency, domain: Any) -> dict[str, Keys]:
    alias = agency.names.create(text="Ngành y tế", kind="alias", search_text="nganh y te")
    group = AgencyGroupFactory(rule_kinds=[])
    member = GroupMemberFactory(group=group, agency=AgencyFactory())
    lead = DomainLeadFactory(domain=domain, agency=agency)
    keys = {"name_id": alias.pk, "group_id": group.pk, "member_id": member.pk}
    return {"the register": keys | {"domain_id": domain.pk, "lead_id": lead.pk}}


def _criteria() -> dict[str, Keys]:
    in_force, draft, other = issued_set(), draft_set_with_a_past(), issued_set("bo-truoc")
    crosswalk, on_a_draft = crosswalk_between(other, in_force), crosswalk_between(other, draft)
    return {
        "a criteria set in force": _set_keys(in_force),
        "a draft of a criteria set": _set_keys(draft),
        "a crosswalk": {"crosswalk_id": crosswalk.pk},
        "a crosswalk on a draft": {"crosswalk_id": on_a_draft.pk},
    }


def _set_keys(criteria_set: CriteriaSet) -> Keys:
    return {"set_id": criteria_set.pk, "criterion_id": criteria_set.nodes.get(code="1.1").pk}


def _published(agencies: list[Agency]) -> dict[str, Keys]:
    """A round that is published, one whose result waits for a leader, one that is only closed."""
    body = AgencyFactory()
    maker = MembershipFactory(agency=body, role=Role.COORDINATOR).user
    leader = MembershipFactory(agency=body, role=Role.LEADER).user
    done = prepare(round=closed_round(agencies, "da-cong-bo"), by=maker)
    approve(publication=done, version=done.version, sha256=done.sha256, by=leader)
    waiting = prepare(round=closed_round(agencies, "cho-duyet"), by=maker)
    closed = closed_round(agencies, "xin-mo-lai")
    asked = ask_reopening(round=closed, version=closed.version, reason="Nhập sai phiếu", by=maker)
    results = [row.results.get(agency=agency).pk for row in (done, waiting) for agency in agencies]
    return {
        "a published result": {"of_round": done.round_id, "publication_id": done.pk},
        "a result that waits for a leader": {"of_round": waiting.round_id, "publication_id": waiting.pk},
        "a closed round": {"of_round": closed_round(agencies, "da-chot").pk},
        "a closed round that somebody wants to reopen": {"of_round": asked.round_id},
        "a request to reopen a round": {"reopening_id": asked.pk},
        "own agency's result": {"result_id": results[0]},
        "other agency's result": {"result_id": results[1]},
        "own agency's result, not yet published": {"result_id": results[2]},
    }


def _session(person: User) -> str:
    """Somebody has signed in on another machine; the name of that session."""
    store = SessionStore()
    store[SESSION_KEY], store[NAME] = str(person.pk), str(uuid4())
    store.create()
    return str(store[NAME])


def _ticks(*duties: Assignment) -> list[str]:
    """Ticked boxes of a list."""
    return [f"{duty.pk}:{duty.version}" for duty in duties]


def _succession_query(giver: Agency, heir: Agency) -> str:
    from urllib.parse import urlencode

    asked = {"kind": "merge", "on": "01/01/2027", "legal_basis": "Nghị quyết 1", "from_1": giver.name}
    return urlencode(asked | {"to_1": heir.name})


def _waiting_duty(world: World, plan: Plan, domain: Any) -> None:
    """A duty that waits for an event, and one whose agency has gone to two heirs."""
    gone = AgencyFactory(name="Sở đã giải thể", valid_to=date(2025, 6, 30))
    for heir in (world.own.agency, world.other.agency):
        Succession.objects.create(
            from_agency=gone, to_agency=heir, kind=SuccessionKind.SPLIT, on=date(2025, 7, 1), share="0.5"
        )
    waiting = AssignmentFactory(item=_row(plan, gone, domain), agency=gone, due_on=None, waits_for_event=True)
    world.things["a duty whose agency has gone"] = {"assignment_id": waiting.pk}
    sides = {"own agency": world.own, "other agency": world.other}
    workers = {whose: (side.agency, side.person) for whose, side in sides.items()}
    world.things |= things_of_obstacles(plan, workers, waiting.item)
