"""Every change that the wizard makes itself: the plan that comes of a reviewed run."""

from datetime import date, datetime

from django.db import transaction

from caicach.intake.models import ImportRun
from caicach.intake.services import finish_run
from caicach.issuing.services import issue_plan
from caicach.people.models import User
from caicach.plans.compare import Change
from caicach.plans.drafting import draft_from_content
from caicach.plans.models import Plan
from caicach.plans.permissions import may_issue
from caicach.wizard.contents import plan_content_of
from caicach.wizard.errors import NothingNew, QuestionsOpen
from caicach.wizard.review import Review


@transaction.atomic
def draft_from_run(*, run: ImportRun, by: User) -> Plan:
    """Make the draft of a reviewed run: every doubt is answered, and what the system knows already is not repeated."""
    run = ImportRun.objects.select_for_update(of=("self",)).select_related("file").get(pk=run.pk)
    review = Review(run)
    head, owner = review.head, review.owner
    if review.open_count or head is None or owner is None:
        raise QuestionsOpen(count=review.open_count or 1)
    existing = review.existing()
    if existing and all(row.change is Change.SAME for row in review.differences(existing)):
        raise NothingNew(plan=existing)
    plan = draft_from_content(
        head=head,
        content=plan_content_of(review.reading),
        owner=owner,
        kind=review.kind,
        by=by,
        source_file=run.file,
        follows=existing,
    )
    finish_run(run=run, result_key=str(plan.pk), by=by)
    return plan


@transaction.atomic
def issue_from_run(*, run: ImportRun, number: str, issued_on: date, by: User, at: datetime) -> Plan:
    """Make the plan of a reviewed run and put it into force; it stays a draft where this person may only draft."""
    plan = draft_from_run(run=run, by=by)
    if not may_issue(by, plan):
        return plan
    return issue_plan(plan=plan, number=number, issued_on=issued_on, version=plan.version, by=by, at=at)
