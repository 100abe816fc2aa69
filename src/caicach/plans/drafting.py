"""A draft made of what a document says, or begun by hand."""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import uuid4

from django.db import transaction

from caicach.agencies.models import Agency
from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.core.text import fold
from caicach.files.models import StoredFile
from caicach.people.models import User
from caicach.plans.compare import lineages_of, lineages_of_targets, texts_of_contents, texts_of_plan
from caicach.plans.contents import PlanContent, PlanHead, TargetContent
from caicach.plans.copying import next_version_of
from caicach.plans.domains import DomainFinder
from caicach.plans.errors import DraftInTheWay, NumberTaken
from caicach.plans.models import Plan, PlanState, Target
from caicach.plans.permissions import drafting_permission
from caicach.plans.rows import add_rows


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
def draft_from_content(
    *,
    head: PlanHead,
    content: PlanContent,
    owner: Agency,
    kind: str,
    by: User,
    source_file: StoredFile | None = None,
    follows: Plan | None = None,
) -> Plan:
    """Make a draft of all that a document says. With `follows` it is the next version of that plan, lineage kept."""
    require(by, drafting_permission(kind), owner)
    if follows is not None:
        require(by, drafting_permission(follows.kind), follows.owner)
        refuse_second_draft(follows)
    plan = next_version_of(follows) if follows else Plan(owner=owner, kind=kind)
    set_head(plan, head)
    plan.source_file, plan.totals, plan.duties = source_file, content.totals, list(content.duties)
    refuse_taken_number(plan)
    plan.full_clean()
    plan.save(force_insert=True)
    lineages = lineages_of(texts_of_plan(follows), texts_of_contents(content.rows)) if follows else {}
    items = add_rows(plan, content.rows, lineages=lineages)
    _add_targets(plan, content.targets, follows=follows)
    record("plans.draft_read", actor=by, target=plan, rows=len(items), targets=len(content.targets))
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


def _add_targets(plan: Plan, targets: Sequence[TargetContent], *, follows: Plan | None) -> None:
    finder = DomainFinder(plan.issued_on)
    lineages = lineages_of_targets(follows, [target.text for target in targets]) if follows else {}
    Target.objects.bulk_create(
        Target(
            plan=plan,
            order=order,
            lineage=lineages.get(order - 1) or uuid4(),
            code=target.code[:20],
            text=target.text,
            heading=target.heading[:300],
            measures=list(target.measures),
            domain=finder.find(target.heading) if target.heading else None,
        )
        for order, target in enumerate(targets, 1)
    )
