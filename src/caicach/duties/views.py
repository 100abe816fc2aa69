"""One duty: its page and what may be done with it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from caicach.agencies.permissions import can
from caicach.documentregister.errors import OutsidePeriod
from caicach.duties import services
from caicach.duties.evidence import proposals, registered, returned_pieces
from caicach.duties.evidence_period import first_day
from caicach.duties.forms import (
    EvidenceForm,
    HandOutForm,
    MoveForm,
    ReportForm,
    ReturnForm,
)
from caicach.duties.handing_out import hand_out
from caicach.files.errors import FileRefused
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.errors import NotAllowed, RowMovedOn
from caicach.ui.pages import page_or_part
from caicach.ui.versions import VersionForm
from caicach.work.duty_parts import parts_of
from caicach.work.filters import ordered
from caicach.work.following import heirs_of, move_assignment
from caicach.work.history import history_of, receipt_of
from caicach.work.models import Assignment, Occurrence
from caicach.work.permissions import may, may_assign, require_for
from caicach.work.quantities import quantity_of
from caicach.work.selection import Desk, DutyRow, own_rows
from caicach.work.status import AssignmentStatus, status_label, status_of


def get_assignment(request: Request, assignment_id: UUID) -> Assignment:
    """A duty that this person sees, with what its page shows of it."""
    rows = Assignment.objects.visible_to(request.user).prefetch_related("occurrences")
    return get_object_or_404(
        rows.select_related("item__plan__owner", "item__parent", "item__domain", "agency", "group"), pk=assignment_id
    )


def duty_page(request: Request, assignment: Assignment, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of a duty; forms that came back with errors stand in the place of the empty ones."""
    today = timezone.localdate()
    context = _context(request, assignment, today) | forms
    return page_or_part(request, "duties/assignment_detail.html", "duty", context, status=status)


def _context(request: Request, assignment: Assignment, today: date) -> dict[str, Any]:
    status = status_of(assignment.facts(), today=today)
    hand_outs = list(assignment.hand_outs.select_related("unit", "person", "made_by"))
    holder = next((one for one in hand_outs if one.to_on is None), None)
    reports = list(assignment.reports.with_evidence().select_related("reported_by", "occurrence"))
    version = {"version": assignment.version}
    occurrences = list(assignment.occurrences.all())
    context: dict[str, Any] = {
        "assignment": assignment,
        "item": assignment.item,
        "period_first": first_day(assignment),
        "row": DutyRow(assignment=assignment, status=status, holder=holder, today=today),
        "status": status,
        "status_label": status_label(status),
        "holder": holder,
        "hand_outs": hand_outs,
        "reports": reports,
        "latest": reports[0] if reports else None,
        "returned_pieces": returned_pieces(piece for report in reports for piece in report.evidence.all()),
        "occurrences": occurrences,
        "quantity": quantity_of(reports, occurrences),
        "parts": parts_of(assignment, request.user, today),
        "history": history_of(assignment),
        "version_form": VersionForm(initial=version),
    }
    return context | _acts(request, assignment, status, today)


def _acts(request: Request, assignment: Assignment, status: AssignmentStatus, today: date) -> dict[str, Any]:
    """The forms for what this person may do with the duty as it stands now."""
    version = {"version": assignment.version}
    is_open = assignment.withdrawn_at is None and assignment.confirmed_on is None
    is_handed_in = status is AssignmentStatus.SUBMITTED
    user, acts = request.user, dict[str, Any]()
    if is_open and not is_handed_in and may(user, Permission.ASSIGNMENT_REPORT, assignment):
        known = proposals(assignment)
        begun = version | _begun(request, assignment)
        acts["report_form"] = ReportForm(assignment=assignment, proposals=known, initial=begun)
    if is_open and can(user, Permission.ASSIGNMENT_SUBMIT, assignment.agency):
        acts["may_send"] = not is_handed_in and _next_instance(assignment) is None
        acts["may_submit"] = acts["may_send"] and assignment.last_reported_on is not None
        acts["may_take_back"] = is_handed_in and assignment.seen_at is None
        acts["hand_out_form"] = HandOutForm(
            assignment=assignment, today=today, initial=version | {"from_on": f"{today:%d/%m/%Y}"}
        )
    if is_open and is_handed_in and can(user, Permission.ASSIGNMENT_CONFIRM, assignment.agency):
        acts["return_form"] = ReturnForm(initial=version)
        acts["evidence_form"] = EvidenceForm()
    if is_open and may_assign(user, assignment.item.plan) and (heirs := heirs_of(assignment)).exists():
        acts["move_form"] = MoveForm(heirs=heirs, initial=version)
    return acts


def _next_instance(assignment: Assignment) -> Occurrence | None:
    """The instance of a recurring duty that is due next; they were read with the duty."""
    return next((one for one in assignment.occurrences.all() if one.done_on is None), None)


def _begun(request: Request, assignment: Assignment) -> dict[str, Any]:
    """What the form starts with: the instance that is due next, and, to correct what was just written, its words."""
    found: dict[str, Any] = {"occurrence": _next_instance(assignment)}
    report = assignment.reports.first() if "sua" in request.GET else None
    if report is not None:
        found |= {"text": report.text, "obstacle": report.obstacle, "progress_percent": report.progress_percent}
    return found


@require_GET
@login_required
def assignment_detail(request: Request, assignment_id: UUID) -> HttpResponse:
    return duty_page(request, get_assignment(request, assignment_id))


@require_POST
@login_required
def assignment_report(request: Request, assignment_id: UUID) -> HttpResponse:
    assignment = get_assignment(request, assignment_id)
    require_for(request.user, Permission.ASSIGNMENT_REPORT, assignment)
    form = ReportForm(request.POST, request.FILES, assignment=assignment, proposals=proposals(assignment))
    if not form.is_valid():
        return duty_page(request, assignment, status=422, report_form=form)
    given, is_sending = form.cleaned_data, request.POST.get("then") == "check"
    try:
        new = registered(given["file"], assignment=assignment, by=request.user)
    except FileRefused as refusal:
        form.add_error("file", str(refusal))
        return duty_page(request, assignment, status=422, report_form=form)
    progress = services.Progress(
        text=given["text"],
        obstacle=given["obstacle"],
        percent=100 if is_sending and given["progress_percent"] is None else given["progress_percent"],
        quantity=given["actual_quantity"],
        occurrence=given.get("occurrence"),
        proofs=tuple(dict.fromkeys([*new, *form.chosen])),
        period_reason=given["period_reason"],
    )
    today = timezone.localdate()
    try:
        services.report_progress(
            assignment=assignment, version=given["version"], progress=progress, by=request.user, on=today
        )
    except RowMovedOn as conflict:
        return duty_page(request, assignment, status=409, report_form=_kept(form, assignment, conflict))
    except OutsidePeriod as refused:
        return duty_page(request, assignment, status=422, report_form=form.asking_why(refused, new))
    if is_sending:
        return redirect("duties:assignment_check", assignment.pk)
    messages.success(request, _("Đã lưu cập nhật. Kết quả chưa gửi đi."))
    return redirect("duties:assignment_detail", assignment.pk)


@require_POST
@login_required
def assignment_submit(request: Request, assignment_id: UUID) -> HttpResponse:
    assignment, version = _seen(request, assignment_id)
    services.submit(assignment=assignment, version=version, by=request.user, on=timezone.localdate())
    return redirect("duties:assignment_sent", assignment.pk)


@require_GET
@login_required
def assignment_check(request: Request, assignment_id: UUID) -> HttpResponse:
    """Look once more at what will be handed in."""
    assignment = get_assignment(request, assignment_id)
    require_for(request.user, Permission.ASSIGNMENT_SUBMIT, assignment)
    today = timezone.localdate()
    context = _context(request, assignment, today)
    if not context.get("may_submit"):
        return redirect("duties:assignment_detail", assignment.pk)
    late = (today - assignment.due_on).days if assignment.due_on else 0
    return render(request, "duties/duty_check.html", context | {"late": max(late, 0), "today": today})


@require_GET
@login_required
def assignment_sent(request: Request, assignment_id: UUID) -> HttpResponse:
    """The receipt: code, who has it now, how to take it back, what is due next."""
    assignment = get_assignment(request, assignment_id)
    if assignment.submitted_on is None:
        return redirect("duties:assignment_detail", assignment.pk)
    today = timezone.localdate()
    own = own_rows(request.user, Desk.of(request.user, on=today))
    following = ordered(own.filter(submitted_on=None), "due")
    context = _context(request, assignment, today)
    context |= {"receipt": receipt_of(assignment), "following": following.select_related("item").first()}
    return render(request, "duties/duty_sent.html", context)


@require_POST
@login_required
def assignment_take_back(request: Request, assignment_id: UUID) -> HttpResponse:
    assignment, version = _seen(request, assignment_id)
    services.take_back(assignment=assignment, version=version, by=request.user)
    messages.success(request, _("Đã lấy lại kết quả. Bạn có thể sửa rồi gửi lại."))
    return redirect("duties:assignment_detail", assignment.pk)


@require_POST
@login_required
def assignment_look(request: Request, assignment_id: UUID) -> HttpResponse:
    """Open what was handed in: noted, therefore a POST."""
    assignment = get_assignment(request, assignment_id)
    services.look_at(assignment=assignment, by=request.user, at=timezone.now())
    return redirect("duties:assignment_detail", assignment.pk)


@require_POST
@login_required
def assignment_confirm(request: Request, assignment_id: UUID) -> HttpResponse:
    assignment, version = _seen(request, assignment_id)
    services.confirm(assignment=assignment, version=version, by=request.user, on=timezone.localdate())
    messages.success(request, _("Đã xác nhận hoàn thành."))
    return redirect("work:confirmation_queue")


@require_POST
@login_required
def assignment_return(request: Request, assignment_id: UUID) -> HttpResponse:
    assignment = get_assignment(request, assignment_id)
    require_for(request.user, Permission.ASSIGNMENT_CONFIRM, assignment)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return duty_page(request, assignment, status=422, return_form=form)
    try:
        services.return_(assignment=assignment, by=request.user, on=timezone.localdate(), **form.cleaned_data)
    except RowMovedOn as conflict:
        return duty_page(request, assignment, status=409, return_form=_kept(form, assignment, conflict))
    messages.success(request, _("Đã trả lại cho cơ quan, kèm lý do."))
    return redirect("work:confirmation_queue")


@require_POST
@login_required
def assignment_hand_out(request: Request, assignment_id: UUID) -> HttpResponse:
    assignment = get_assignment(request, assignment_id)
    require_for(request.user, Permission.ASSIGNMENT_HAND_OUT, assignment)
    form = HandOutForm(request.POST, assignment=assignment, today=timezone.localdate())
    if not form.is_valid():
        return duty_page(request, assignment, status=422, hand_out_form=form)
    try:
        hand_out(assignment=assignment, by=request.user, **form.cleaned_data)
    except RowMovedOn as conflict:
        return duty_page(request, assignment, status=409, hand_out_form=_kept(form, assignment, conflict))
    messages.success(request, _("Đã giao việc trong cơ quan."))
    return redirect("duties:assignment_detail", assignment.pk)


@require_POST
@login_required
def assignment_move(request: Request, assignment_id: UUID) -> HttpResponse:
    """Give a duty to one of the heirs, where the register cannot tell which."""
    assignment = get_assignment(request, assignment_id)
    if not may_assign(request.user, assignment.item.plan):
        raise NotAllowed()
    form = MoveForm(request.POST, heirs=heirs_of(assignment))
    if not form.is_valid():
        return duty_page(request, assignment, status=422, move_form=form)
    moved = move_assignment(assignment=assignment, by=request.user, on=timezone.localdate(), **form.cleaned_data)
    messages.success(request, _("Đã chuyển việc cho %(agency)s.") % {"agency": moved.agency})
    return redirect("duties:assignment_detail", moved.pk)


def _kept(form: VersionForm, assignment: Assignment, conflict: RowMovedOn) -> VersionForm:
    """The form with what was typed, above the row as it is now: sent again, it counts."""
    assignment.refresh_from_db()
    form.data = dict(form.data.items()) | {"version": str(assignment.version)}
    form.add_error(None, str(conflict))
    return form


def _seen(request: Request, assignment_id: UUID) -> tuple[Assignment, int]:
    """The duty and the version that the person saw; a version that is no number counts as an old one."""
    assignment = get_assignment(request, assignment_id)
    form = VersionForm(request.POST)
    return assignment, form.cleaned_data["version"] if form.is_valid() else 0
