"""Making the plan of inspections: agencies are chosen, the words completed, the paper made from its template."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from caicach.agencies.permissions import require
from caicach.letters.forms import PaperForm
from caicach.letters.permissions import sender_of
from caicach.letters.values import signing_hints
from caicach.papers.keeping import Source, keep_paper
from caicach.papers.kinds import kind_of
from caicach.papers.making import make_paper
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.steering.forms import VisitForm
from caicach.steering.inspection import KIND, candidates, inspection_values, visits
from caicach.ui.errors import NotAllowed

_PUT_IN = ("ghi_chu", "doi_tuong")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@sent_once
def inspection_new(request: Request) -> HttpResponse:
    """The plan of inspections of this year."""
    require(request.user, Permission.ASSIGNMENT_URGE)
    sender, today = sender_of(request.user), timezone.localdate()
    if sender is None:
        raise NotAllowed()
    kind, sent = kind_of(KIND), request.POST if request.method == "POST" else None
    found = candidates(today=today, without=sender)
    choice = VisitForm(sent, found=found, initial={"first": today.month, "last": 12})
    begun, hints = inspection_values(sender, today=today), signing_hints(sender, today=today)
    form = PaperForm(kind, sent, without=_PUT_IN, begun=begun, hints=hints)
    if sent is None or not (choice.is_valid() & form.is_valid()):
        context = {"choice": choice, "form": form}
        return render(request, "steering/inspection_new.html", context, status=200 if sent is None else 422)
    given = choice.cleaned_data
    rows = visits(choice.agencies, first=given["first"], last=given["last"], year=today.year)
    with override("vi"):
        content = make_paper(kind=KIND, values={**form.values, "doi_tuong": rows}, on=today)
        title = f"{kind.name}: {form.values['trich_yeu']}"
    source = Source(path=reverse("steering:warning_list"), title="Cảnh báo sớm", key=f"inspection:{today.year}")
    paper = keep_paper(content=content, kind=KIND, title=title, agency=sender, on=today, by=request.user, source=source)
    return redirect("papers:made_detail", paper.pk)
