"""Every change of a draft as a whole: its head, begun as the next version of a plan, discarded."""

from dataclasses import replace

from django.db import transaction

from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.people.models import User
from caicach.plans.contents import PlanHead
from caicach.plans.copying import copy_rows, copy_targets, next_version_of
from caicach.plans.drafting import refuse_second_draft, refuse_taken_number, set_head
from caicach.plans.errors import PlanNotDraft, PlanNotIssued
from caicach.plans.locking import locked_plan
from caicach.plans.models import Plan, PlanState
from caicach.plans.permissions import drafting_permission


@transaction.atomic
def change_head(*, plan: Plan, head: PlanHead, version: int, by: User) -> Plan:
    """Correct what stands at the head of a draft."""
    plan = locked_plan(plan, version)
    require(by, drafting_permission(plan.kind), plan.owner)
    if not plan.is_draft:
        raise PlanNotDraft(plan=plan)
    set_head(plan, replace(head, legal_bases=tuple(plan.legal_bases), recipients=tuple(plan.recipients)))
    refuse_taken_number(plan)
    plan.version += 1
    plan.full_clean()
    plan.save()
    record("plans.head_changed", actor=by, target=plan, number=plan.number, year=plan.year)
    return plan


@transaction.atomic
def draft_new_version(*, plan: Plan, by: User) -> Plan:
    """A draft with all the rows of a plan, to amend it or to begin anew after a withdrawal."""
    plan = locked_plan(plan)
    require(by, drafting_permission(plan.kind), plan.owner)
    if plan.state not in (PlanState.ISSUED, PlanState.WITHDRAWN):
        raise PlanNotIssued(plan=plan)
    refuse_second_draft(plan)
    draft = next_version_of(plan)
    draft.save(force_insert=True)
    copy_rows(plan, draft)
    copy_targets(plan, draft)
    record("plans.version_begun", actor=by, target=draft, follows=str(plan.pk), version=draft.number_of_version)
    return draft


@transaction.atomic
def discard_draft(*, plan: Plan, version: int, by: User) -> None:
    """Throw a draft away; what was issued before stays as it is."""
    plan = locked_plan(plan, version)
    require(by, drafting_permission(plan.kind), plan.owner)
    if not plan.is_draft:
        raise PlanNotDraft(plan=plan)
    record("plans.draft_discarded", actor=by, target=plan, rows=plan.items.count())
    plan.delete()
