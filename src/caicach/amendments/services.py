"""Amending a plan in force: its next version is issued under a decision, with a reason."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from caicach.agencies.permissions import require
from caicach.amendments import errors
from caicach.amendments.differences import difference_of
from caicach.amendments.models import Amendment
from caicach.audit.trail import record
from caicach.core.text import squeeze
from caicach.files.models import Document
from caicach.issuing.services import issue_plan
from caicach.people.models import User
from caicach.plans.locking import locked_plan
from caicach.plans.models import Plan, PlanState
from caicach.plans.permissions import issuing_permission
from caicach.ui.errors import RowMovedOn


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The decision by which a plan is amended, as somebody has confirmed it."""

    number: str
    issued_on: date
    signer: str
    reason: str
    effective_on: date | None = None
    document: Document | None = None


def amended_by(plan: Plan) -> Plan | None:
    """The version in force in whose place a draft would step; None where it is the first, or begins anew."""
    if not plan.is_draft:
        return None
    earlier = Plan.objects.filter(series=plan.series, state=PlanState.ISSUED)
    return earlier.filter(number_of_version__lt=plan.number_of_version).first()


def version_before(plan: Plan) -> Plan | None:
    """The version that was in force before this one: what a page compares it with."""
    earlier = Plan.objects.filter(series=plan.series, number_of_version__lt=plan.number_of_version)
    counted = earlier.exclude(state__in=[PlanState.DRAFT, PlanState.WITHDRAWN])
    return counted.order_by("-number_of_version").first()


@transaction.atomic
def issue_amendment(*, plan: Plan, decision: Decision, version: int, by: User, at: datetime) -> Plan:
    """Put the next version of a plan into force under its decision; duties follow, their owners are told."""
    plan = locked_plan(plan)
    require(by, issuing_permission(plan.kind), plan.owner)
    if plan.is_draft and plan.version != version:
        raise RowMovedOn(row=plan)
    old = amended_by(plan)
    if plan.is_draft:
        _check(plan, old, decision)
        Plan.objects.filter(pk=plan.pk).update(signer=squeeze(decision.signer)[:100])
    given = {"number": decision.number, "issued_on": decision.issued_on, "version": version}
    issued = issue_plan(plan=plan, by=by, at=at, **given)  # type: ignore[arg-type]
    facts = {"reason": squeeze(decision.reason), "effective_on": decision.effective_on, "document": decision.document}
    amendment, _is_new = Amendment.objects.update_or_create(plan=issued, defaults={**facts, "written_by": by})
    told = {"reason": amendment.reason, "effective_on": decision.effective_on, "number": decision.number}
    record("amendments.issued", actor=by, target=issued, **told)
    return issued


def _check(plan: Plan, old: Plan | None, decision: Decision) -> None:
    if old is None:
        raise errors.NothingToAmend()
    if not squeeze(decision.reason):
        raise errors.NoReason()
    if old.issued_on and decision.issued_on < old.issued_on:
        raise errors.IssuedBeforeTheOldOne(issued_on=decision.issued_on, before=old.issued_on)
    if decision.effective_on and decision.effective_on < decision.issued_on:
        raise errors.EffectiveBeforeIssue(effective_on=decision.effective_on, issued_on=decision.issued_on)
    if difference_of(old, plan).is_nothing:
        raise errors.NothingAmended()


@transaction.atomic
def link_document(*, amendment: Amendment, document: Document, version: int, by: User) -> Amendment:
    """Name the signed document of a decision that is in force already."""
    row = Amendment.objects.select_for_update(of=("self",)).select_related("plan__owner").get(pk=amendment.pk)
    require(by, issuing_permission(row.plan.kind), row.plan.owner)
    if row.version != version:
        raise RowMovedOn(row=row)
    row.document, row.version = document, row.version + 1
    row.save(update_fields=["document", "version"])
    record("amendments.document_linked", actor=by, target=row.plan, document=str(document))
    return row
