"""A draft made of what was read, or begun by hand."""

import re
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from caicach.agencies.models import Agency
from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.core.dates import dates_in
from caicach.core.documents.reading import Measure, Reading
from caicach.core.text import fold
from caicach.files.models import StoredFile
from caicach.people.models import User
from caicach.plans.compare import lineages_of, texts_of_contents, texts_of_plan
from caicach.plans.contents import contents_of
from caicach.plans.copying import next_version_of
from caicach.plans.domains import DomainFinder
from caicach.plans.errors import DraftInTheWay, NumberTaken
from caicach.plans.models import Plan, PlanState, Target
from caicach.plans.permissions import drafting_permission
from caicach.plans.rows import add_rows

_ATTACHED = re.compile(
    r"(?P<kind>[^\d:]{3,50}?)\s+số\s*:?\s*(?P<number>\d[^\s,;)]*)(?:.*\bcủa\s+(?P<issuer>[^()]{3,200}))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHead:
    """What stands at the head of a plan, as a person has confirmed it."""

    year: int
    title: str
    theme: str = ""
    document_kind: str = ""
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    signer: str = ""
    legal_bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


def head_of(reading: Reading) -> PlanHead:
    """The head as it was read; year 0 and empty texts where the document does not say.

    A bare annex has neither number nor kind of its own: they are those of the document to which it is attached.
    """
    head = reading.head
    is_annex = not head.number or fold(head.kind).startswith("phu luc")
    main = _ATTACHED.match(head.attached_to) if is_annex else None
    return PlanHead(
        year=head.year or 0,
        title=head.plan_title or head.title,
        theme=head.theme,
        document_kind=main["kind"] if main else head.kind,
        number=head.number or (main["number"] if main else ""),
        issued_on=head.issued_on or (next(iter(dates_in(head.attached_to)), None) if main else None),
        issuer=head.issuer or (main["issuer"] or "" if main else ""),
        signer=head.signer,
        legal_bases=head.legal_bases,
        recipients=head.recipients,
    )


@transaction.atomic
def create_draft(*, head: PlanHead, owner: Agency, kind: str, by: User, parent: Plan | None = None) -> Plan:
    """Begin an empty draft, to be typed by hand."""
    require(by, drafting_permission(kind), owner)
    plan = Plan(owner=owner, kind=kind, parent=parent)
    set_head(plan, head)
    refuse_taken_number(plan)
    plan.full_clean()
    plan.save(force_insert=True)
    record("plans.draft_begun", actor=by, target=plan, kind=kind, year=head.year)
    return plan


@transaction.atomic
def draft_from_reading(
    *,
    reading: Reading,
    head: PlanHead,
    owner: Agency,
    kind: str,
    by: User,
    source_file: StoredFile | None = None,
    follows: Plan | None = None,
) -> Plan:
    """Make a draft of all that was read. With `follows` it is the next version of that plan, lineage kept."""
    require(by, drafting_permission(kind), owner)
    if follows is not None:
        require(by, drafting_permission(follows.kind), follows.owner)
        refuse_second_draft(follows)
    plan = next_version_of(follows) if follows else Plan(owner=owner, kind=kind)
    set_head(plan, head)
    plan.source_file, plan.totals = source_file, reading.totals
    plan.duties = [{"agency": duty.agency, "asked": list(duty.items)} for duty in reading.duties]
    refuse_taken_number(plan)
    plan.full_clean()
    plan.save(force_insert=True)
    contents = contents_of(reading)
    lineages = lineages_of(texts_of_plan(follows), texts_of_contents(contents)) if follows else {}
    items = add_rows(plan, contents, lineages=lineages)
    _add_targets(plan, reading)
    record("plans.draft_read", actor=by, target=plan, rows=len(items), targets=len(reading.targets))
    return plan


def set_head(plan: Plan, head: PlanHead) -> None:
    """Write a head into an unsaved or draft plan."""
    for name, value in asdict(head).items():
        setattr(plan, name, list(value) if isinstance(value, tuple) else value)
    plan.title = plan.title[:500]
    plan.search_text = fold(" ".join((plan.number, plan.title, plan.issuer, plan.owner.name, str(plan.year))))


def refuse_taken_number(plan: Plan) -> None:
    """One owner has one series for one document number of a year."""
    if not plan.number:
        return
    same = Plan.objects.filter(owner=plan.owner, number=plan.number, year=plan.year)
    other = same.exclude(series=plan.series).exclude(state=PlanState.WITHDRAWN).first()
    if other is not None:
        raise NumberTaken(number=plan.number, year=plan.year, plan=other)


def refuse_second_draft(plan: Plan) -> None:
    draft = Plan.objects.filter(series=plan.series, state=PlanState.DRAFT).first()
    if draft is not None:
        raise DraftInTheWay(number=draft.number_of_version)


def _add_targets(plan: Plan, reading: Reading) -> None:
    finder = DomainFinder(plan.issued_on)
    Target.objects.bulk_create(
        Target(
            plan=plan,
            order=order,
            code=target.code[:20],
            text=target.text,
            heading=target.heading[:300],
            measures=[measure_json(measure) for measure in target.measures],
            domain=finder.find(target.heading) if target.heading else None,
        )
        for order, target in enumerate(reading.targets, 1)
    )


def measure_json(measure: Measure) -> dict[str, str | None]:
    """A figure of a target as JSON; decimals travel as text so that nothing is rounded."""
    value, upper = measure.value, measure.upper
    return {
        "value": None if value is None else str(value),
        "unit": measure.unit,
        "comparator": measure.comparator,
        "upper": None if upper is None else str(upper),
    }
