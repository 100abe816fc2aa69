"""The coordinator looks at the evidence of a result, piece by piece."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from caicach.duties.evidence import judge_evidence
from caicach.duties.forms import EvidenceForm
from caicach.duties.views import duty_page, get_assignment
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.work.models import ReportEvidence, Verdict
from caicach.work.permissions import require_for


@require_POST
@login_required
def evidence_judge(request: Request, assignment_id: UUID, piece_id: int) -> HttpResponse:
    """Accept a piece, or send it back with a reason and a day."""
    assignment = get_assignment(request, assignment_id)
    require_for(request.user, Permission.ASSIGNMENT_CONFIRM, assignment)
    pieces = ReportEvidence.objects.filter(report__assignment=assignment).select_related("document")
    piece = get_object_or_404(pieces, pk=piece_id)
    form = EvidenceForm(request.POST)
    if not form.is_valid():
        return duty_page(request, assignment, status=422, evidence_form=form, judged=piece.pk)
    judge_evidence(piece=piece, by=request.user, **form.cleaned_data)
    is_accepted = form.cleaned_data["verdict"] is Verdict.ACCEPTED
    sentence = _("Đã chấp nhận “%(document)s”.") if is_accepted else _("Đã trả lại “%(document)s”, kèm lý do.")
    messages.success(request, sentence % {"document": piece.document})
    return redirect("duties:assignment_detail", assignment.pk)
