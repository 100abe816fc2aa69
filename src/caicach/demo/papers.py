"""The papers of the demonstration on their way through the real importer: read, asked about, issued, assigned."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone

from caicach.agencies.models import Agency
from caicach.assigning.services import assign_plan
from caicach.demo.cast import person
from caicach.demo.errors import ContentMissing
from caicach.demo.links import link_to_the_province
from caicach.demo.register import CONTENT
from caicach.files.policy import DOCUMENTS
from caicach.files.services import store_file
from caicach.intake.models import ImportRun
from caicach.intake.services import begin_run, decide
from caicach.issuing.services import issue_plan
from caicach.jobs.worker import run_now
from caicach.people.models import User
from caicach.plans.models import Plan, PlanKind, PlanState
from caicach.wizard.heads import HEAD_KEY, head_answer, head_of
from caicach.wizard.importers import AGENCY_CODE, PROVINCE_CODE
from caicach.wizard.questions import KEEP
from caicach.wizard.review import Review
from caicach.wizard.services import draft_from_run


@dataclass(frozen=True, slots=True)
class Paper:
    """One file, whose plan it is and what kind of plan; later ones may belong to the plan of the province."""

    file: str
    owner: str
    kind: PlanKind
    brought_by: str
    is_assigned: bool = True


PAPERS = (
    Paper("ke-hoach-2025.docx", "tinh", PlanKind.ANNUAL, "demo-coordinator", is_assigned=False),
    Paper("ke-hoach-2026.docx", "tinh", PlanKind.ANNUAL, "demo-coordinator"),
    Paper("ke-hoach-nang-chi-so-2026.docx", "tinh", PlanKind.IMPROVEMENT, "demo-coordinator", is_assigned=False),
    Paper("ke-hoach-so-tu-phap-2026.docx", "so-tu-phap", PlanKind.AGENCY, "demo-agency_head", is_assigned=False),
    Paper(
        "ke-hoach-phuong-lac-dong-2026.docx",
        "phuong-lac-dong",
        PlanKind.AGENCY,
        "demo-agency_head-2",
        is_assigned=False,
    ),
)


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a paper, for the last lines of the command."""

    plan: Plan
    rows: int
    agencies: int
    problems: Counter[str]
    duties: int
    links: int


def bring_in(paper: Paper) -> Told | None:
    """Read one paper and put it into force; None where the system knows it already."""
    path = CONTENT / paper.file
    if not path.exists():
        raise ContentMissing(name=paper.file)
    owner, by = Agency.objects.get(code=paper.owner), person(paper.brought_by)
    code = AGENCY_CODE if paper.kind is PlanKind.AGENCY else PROVINCE_CODE
    with path.open("rb") as content:
        stored = store_file(content=content, name=path.name, by=by, policy=DOCUMENTS)
    begun = begin_run(importer=code, file=stored, file_name=path.name, params={}, by=by)
    if not begun.is_new:
        return None
    if begun.run.job is not None:
        run_now(begun.run.job)
    run = ImportRun.objects.get(pk=begun.run.pk)
    problems = _answer(run, paper, owner, by)
    plan = _put_into_force(draft_from_run(run=run, by=by), by)
    duties = assign_plan(plan=plan, by=by, at=_at(plan)) if paper.is_assigned else 0
    links = link_to_the_province(plan, owner, by) if paper.kind is PlanKind.AGENCY else 0
    agencies = plan.items.filter(duties__agency__isnull=False).values("duties__agency").distinct().count()
    return Told(plan, plan.items.count(), agencies, problems, duties, links)


def _answer(run: ImportRun, paper: Paper, owner: Agency, by: User) -> Counter[str]:
    """Confirm the head as it was read, and leave every doubt as it is printed: nobody is guessed."""
    review = Review(run)
    head = head_answer(head_of(review.before), kind=paper.kind, owner=owner)
    decide(run=run, key=HEAD_KEY, value=head, version=0, by=by)
    problems = Counter(question.problem.code for question in review.questions)
    for question in Review(run).questions:
        if question.answer is None:
            decide(run=run, key=question.key, value={"act": KEEP, "label": ""}, version=0, by=by)
    return problems


def _put_into_force(plan: Plan, by: User) -> Plan:
    if plan.state != PlanState.DRAFT or plan.issued_on is None:
        return plan
    return issue_plan(
        plan=plan, number=plan.number, issued_on=plan.issued_on, version=plan.version, by=by, at=_at(plan)
    )


def _at(plan: Plan) -> datetime:
    """Nine in the morning of the day on which the plan was signed."""
    if plan.issued_on is None:
        return timezone.now()
    return timezone.make_aware(datetime.combine(plan.issued_on, time(9)))
