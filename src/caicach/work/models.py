"""Carrying out: what each agency owes, what it has done, and what the machine computes from that."""

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency, AgencyGroup
from caicach.agencies.permissions import agencies_where
from caicach.files.models import Document, StoredFile
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.plans.models import DutyRole, Plan, PlanItem, PlanState
from caicach.work.searching import DutySearch
from caicach.work.status import AssignmentStatus, DutyFacts, implied_by, status_expression

_HELD_STATES = (PlanState.ISSUED, PlanState.CLOSED)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What a person may see: the agencies' own duties, and what was handed out to the person or the unit."""
        agencies = agencies_where(user, Permission.ASSIGNMENT_VIEW)
        if not agencies.query.has_filters():
            return self
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(Q(agency__in=agencies) | Q(pk__in=_handed_out_to(user, agencies)))

    def standing(self) -> Self:
        """Without what was withdrawn and without plans that no longer hold."""
        return self.filter(withdrawn_at=None)

    def of_plan(self, plan: Plan) -> Self:
        return self.filter(item__in=PlanItem.objects.order_by().filter(plan=plan).values("pk"))

    def of_year(self, year: int) -> Self:
        items = PlanItem.objects.order_by().filter(plan__year=year, plan__state__in=_HELD_STATES)
        return self.filter(item__in=items.values("pk"))

    def leads(self) -> Self:
        return self.filter(role=DutyRole.LEAD)

    def with_status(self, today: date) -> Self:
        """Each row with `status`, computed by the database."""
        return self.annotate(status=status_expression(today))

    def in_status(self, today: date, statuses: frozenset[AssignmentStatus] | set[AssignmentStatus]) -> Self:
        likely = self.filter(implied_by(statuses, today))
        return likely.with_status(today).filter(status__in=sorted(statuses))

    def overdue(self, today: date) -> Self:
        return self.filter(submitted_on=None, due_on__lt=today)

    def awaiting_confirmation(self) -> Self:
        return self.filter(submitted_on__isnull=False, confirmed_on=None)

    def given_to_nobody(self) -> Self:
        """Duties still to be done that the agency has not handed out to a unit or a person yet."""
        return self.filter(submitted_on=None).exclude(pk__in=HandOut.objects.filter(to_on=None).values("assignment"))

    def handed_to(self, person: int) -> Self:
        return self.filter(pk__in=HandOut.objects.filter(to_on=None, person=person).values("assignment"))

    def those_of_nobody_first(self) -> Self:
        """By due date, but what the agency has given to nobody yet stands on top."""
        held = HandOut.objects.filter(assignment=OuterRef("pk"), to_on=None)
        return self.annotate(is_held=Exists(held)).order_by("is_held", F("due_on").asc(nulls_last=True), "pk")

    def with_holders(self) -> Self:
        """Each row with `held`: who looks after it now, in the query that reads it; None where nobody does."""
        held = FilteredRelation("hand_outs", condition=Q(hand_outs__to_on=None))
        return self.annotate(held=held).select_related("held__person", "held__unit")

    def matching(self, words: str) -> Self:
        """Rows in whose item or agency each of the words stands, diacritics or not."""
        search = DutySearch(words)
        return self.filter(search.condition()).annotate(**search.ranks()) if search.terms else self

    def count_by(self, *fields: str, today: date) -> list[dict[str, Any]]:
        """How many rows there are of each status, for each value of the fields: one grouped query."""
        rows = self.with_status(today).order_by().values(*fields, "status")
        return list(rows.annotate(count=Count("pk")))

    def tally_by(self, *fields: str, today: date, since: date | None = None) -> list[dict[str, Any]]:
        """For each value of the fields: how many rows in all, completed, late, overdue, beside the rate.

        Sums of plain conditions are twice as fast as groups by status, and each costs. `completed_lately` counts
        from the day `since`, where it is given.
        """
        completed, is_open = Q(confirmed_on__isnull=False), Q(submitted_on=None)
        overdue = is_open & Q(due_on__lt=today)
        beside = is_open & Q(due_on=None, returned_on=None)
        counts = {
            "total": Count("pk"),
            "completed": Count("pk", filter=completed),
            "late": Count("pk", filter=completed & Q(submitted_on__gt=F("due_on"))),
            "overdue": Count("pk", filter=overdue),
            "waiting": Count("pk", filter=beside & Q(waits_for_event=True)),
            "ongoing": Count("pk", filter=beside & Q(waits_for_event=False)),
        }
        if since is not None:
            counts["completed_lately"] = Count("pk", filter=Q(confirmed_on__gte=since))
        return list(self.order_by().values(*fields).annotate(**counts))


def _handed_out_to(user: User, agencies: models.QuerySet[Agency]) -> models.QuerySet[Any, Any]:
    held = HandOut.objects.filter(Q(person=user) | Q(unit__in=agencies), to_on=None)
    return held.values("assignment")


class Assignment(models.Model):
    """One agency's duty on one leaf item of a plan, as lead or as coordinating agency."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="assignments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(_("vai trò"), max_length=12, choices=DutyRole)
    group = models.ForeignKey(AgencyGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments")
    start_on = models.DateField(_("bắt đầu"), null=True, blank=True)
    due_on = models.DateField(_("kết thúc"), null=True, blank=True)  # none: ongoing, or waiting for an event
    extended_from = models.DateField(_("hạn ban đầu"), null=True, blank=True)  # none: never extended
    progress_percent = models.PositiveSmallIntegerField(_("tiến độ"), null=True, blank=True)  # none: not reported
    submitted_on = models.DateField(_("ngày gửi kết quả"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_on = models.DateField(_("ngày xác nhận"), null=True, blank=True)
    returned_on = models.DateField(_("ngày trả lại"), null=True, blank=True)
    return_reason = models.TextField(_("lý do trả lại"), blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)  # when the coordinator opened what was handed in
    last_reported_on = models.DateField(_("ngày cập nhật gần nhất"), null=True, blank=True)
    waits_for_event = models.BooleanField(_("chờ sự kiện"), default=False)  # the due date is not known before
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    moved_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="moved_to")
    version = models.PositiveIntegerField(default=1)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="assignment_has_submitted_on_if_confirmed",
                condition=Q(confirmed_on=None) | Q(submitted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="assignment_progress_is_a_percentage",
                condition=Q(progress_percent=None) | Q(progress_percent__lte=100),
            ),
            models.UniqueConstraint(fields=["item", "agency", "role"], name="assignment_once_for_each_role"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "due_on"], name="assignment_agency_due"),
            models.Index(fields=["role", "item", "due_on"], name="assignment_role_item_due"),
            models.Index(fields=["role", "agency"], name="assignment_role_agency"),
            models.Index(fields=["submitted_on", "confirmed_on"], name="assignment_handed_in"),
            models.Index(fields=["due_on", "id"], name="assignment_due", condition=Q(withdrawn_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.item}"

    def facts(self) -> DutyFacts:
        """What the status is computed from."""
        return DutyFacts(
            start_on=self.start_on,
            due_on=self.due_on,
            waits_for_event=self.waits_for_event,
            last_reported_on=self.last_reported_on,
            submitted_on=self.submitted_on,
            confirmed_on=self.confirmed_on,
            returned_on=self.returned_on,
        )


class Occurrence(models.Model):
    """One due instance of a recurring duty."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="occurrences")
    first_on = models.DateField(_("từ ngày"))
    due_on = models.DateField(_("hạn"))
    planned_quantity = models.PositiveIntegerField(_("số lượng giao"), null=True, blank=True)
    actual_quantity = models.PositiveIntegerField(_("số lượng đạt"), null=True, blank=True)
    done_on = models.DateField(_("ngày xong"), null=True, blank=True)

    class Meta:
        ordering = ["due_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assignment", "due_on"], name="occurrence_once_for_each_due_date")
        ]

    def __str__(self) -> str:
        return f"{self.assignment} {self.due_on:%d/%m/%Y}"

    @property
    def is_untold(self) -> bool:
        """Done, and nobody has said how much of what was planned."""
        return self.done_on is not None and self.planned_quantity is not None and self.actual_quantity is None


class ProgressReportQuerySet(models.QuerySet["ProgressReport"]):
    def with_evidence(self) -> Self:
        """Each report with the documents and files that prove it, in two queries for all."""
        pieces = ReportEvidence.objects.select_related("document", "file")
        return self.prefetch_related(Prefetch("evidence", queryset=pieces))


class ProgressReport(models.Model):
    """What an agency says of its duty on a day: words, percentage, quantity. Never changed, only followed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="reports")
    occurrence = models.ForeignKey(Occurrence, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports")
    text = models.TextField(_("kết quả thực hiện"), blank=True)
    obstacle = models.TextField(_("khó khăn, vướng mắc"), blank=True)
    progress_percent = models.PositiveSmallIntegerField(_("tiến độ"), null=True, blank=True)
    actual_quantity = models.PositiveIntegerField(_("số lượng đạt"), null=True, blank=True)
    reported_on = models.DateField(_("ngày"))
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(auto_now_add=True)

    objects = ProgressReportQuerySet.as_manager()

    class Meta:
        ordering = ["-reported_at"]

    def __str__(self) -> str:
        return f"{self.assignment} {self.reported_on:%d/%m/%Y}"


class Verdict(models.TextChoices):
    """What the coordinator says of a piece of evidence; apart from whether the duty is done."""

    ACCEPTED = "accepted", _("được chấp nhận")
    RETURNED = "returned", _("bị trả lại")


class ReportEvidence(models.Model):
    """A document of the register that proves a report. `file` is the version of that moment; none: by reference."""

    report = models.ForeignKey(ProgressReport, on_delete=models.CASCADE, related_name="evidence")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="proves_reports")
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="proves_reports")
    place = models.CharField(_("trang, mục"), max_length=100, blank=True)
    period_reason = models.CharField(_("lý do dùng văn bản trước kỳ"), max_length=300, blank=True)
    verdict = models.CharField(_("xem xét"), max_length=10, choices=Verdict, blank=True)  # empty: not looked at
    verdict_reason = models.CharField(_("lý do"), max_length=500, blank=True)
    missing_until = models.DateField(_("bổ sung trước ngày"), null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "document"], name="report_evidence_once_for_each_document"),
            models.CheckConstraint(
                name="report_evidence_is_returned_with_a_reason",
                condition=~Q(verdict="returned") | ~Q(verdict_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}"

    @property
    def seen(self) -> str:
        """When it was judged last, as a form carries it: who judges knows what was said before."""
        return self.judged_at.isoformat() if self.judged_at else ""


class HandOut(models.Model):
    """Within an agency: who looks after a duty, from a day on; the newest open one counts, the others are history."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="hand_outs")
    unit = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="hand_outs")
    from_on = models.DateField(_("từ ngày"))
    to_on = models.DateField(_("đến ngày"), null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-from_on", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["person", "to_on"], name="hand_out_person"),
            models.Index(fields=["unit", "to_on"], name="hand_out_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.person or self.unit}"
