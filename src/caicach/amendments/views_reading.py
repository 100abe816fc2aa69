"""Reading an amending decision: its words, what each clause would do, and the draft that says exactly this."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caicach.amendments.errors import DecisionUnreadable
from caicach.amendments.forms import DecisionTextForm
from caicach.amendments.reading import ReadDecision, draft_as_decided, read_decision
from caicach.core.documents.errors import UnreadableDocument
from caicach.files.uploaded_lines import lines_of_upload
from caicach.people.requests import Request
from caicach.plans.models import Plan, PlanState
from caicach.plans.permissions import may_draft_next
from caicach.plans.views.plans import get_plan
from caicach.ui.errors import CaicachError, NotAllowed


@require_http_methods(["GET", "POST"])
@login_required
def decision_read(request: Request, plan_id: UUID) -> HttpResponse:
    """Paste or upload, look at what was understood, correct the words, then make the draft."""
    plan = get_plan(request, plan_id)
    if plan.state != PlanState.ISSUED or not may_draft_next(request.user, plan):
        raise NotAllowed()
    if request.method != "POST":
        return _page(request, plan, DecisionTextForm())
    form = DecisionTextForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, plan, form, status=422)
    if upload := form.cleaned_data["file"]:
        return _from_file(request, plan, form, upload)
    text = form.cleaned_data["text"]
    if request.POST.get("then") != "draft":
        return _read(request, plan, text)
    return _make(request, plan, text, form.cleaned_data["seen"])


def _make(request: Request, plan: Plan, text: str, seen: str) -> HttpResponse:
    try:
        draft = draft_as_decided(plan=plan, text=text, fingerprint=seen, by=request.user)
    except NotAllowed:
        raise
    except CaicachError as refused:
        return _read(request, plan, text, refused=refused, status=409)
    messages.success(request, _("Đã lập dự thảo theo quyết định. Xem thay đổi rồi ban hành."))
    return redirect("amendments:amendment_detail", draft.pk)


def _from_file(request: Request, plan: Plan, form: DecisionTextForm, upload: UploadedFile) -> HttpResponse:
    """The words of the file go into the field, where they can be corrected; the file itself is not kept."""
    try:
        lines = lines_of_upload(upload)
    except UnreadableDocument as refused:
        form.add_error("file", str(DecisionUnreadable(refused)))
        return _page(request, plan, form, status=422)
    return _read(request, plan, "\n".join(lines))


def _read(
    request: Request, plan: Plan, text: str, *, refused: CaicachError | None = None, status: int = 200
) -> HttpResponse:
    read = read_decision(plan, text)
    form = DecisionTextForm(initial={"text": text, "seen": read.fingerprint})
    return _page(request, plan, form, read=read, refused=refused, status=status)


def _page(
    request: Request, plan: Plan, form: DecisionTextForm, *, read: ReadDecision | None = None,
    refused: CaicachError | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {"plan": plan, "form": form, "read": read, "refused": refused}
    return render(request, "amendments/decision_read.html", context, status=status)
