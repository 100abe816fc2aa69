"""Step 3 of the wizard: what is doubtful, one question at a time; one answer serves all that are alike."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from caicach.core.text import collation_key
from caicach.intake.errors import DecisionMovedOn, DecisionWithdrawn
from caicach.intake.models import ImportRun
from caicach.intake.services import decide_many, undo_many
from caicach.people.requests import Request
from caicach.wizard.agency_names import AgencyNames
from caicach.wizard.forms import AnswerForm, keys_of_tokens, shown_million
from caicach.wizard.questions import KEEP, QuestionGroup
from caicach.wizard.review import Review
from caicach.wizard.views.runs import context_of, get_run, of_run_under_review, step_after

_OF_A_FORM = ("act", "agency", "start", "end", "text", "budget")
_MOST_PROPOSALS = 5


@dataclass(frozen=True, slots=True)
class Conflict:
    """A colleague was faster: both answers, and what this person's form held, to send it again on purpose."""

    sentence: str
    typed: list[tuple[str, str]]


@require_http_methods(["GET", "POST"])
@login_required
@of_run_under_review
def review(request: Request, run: ImportRun) -> HttpResponse:
    state = Review(run)
    if request.method != "POST":
        return _page(request, state, _group(state.groups, request.GET.get("cau", "")))
    wanted = request.POST.get("group", "")
    group = _group(state.groups, wanted)
    if group is None or group.key != wanted:
        return redirect(_address(run))
    return _answered(request, state, group)


@require_POST
@login_required
@of_run_under_review
def keep_notices(request: Request, run: ImportRun) -> HttpResponse:
    """Say of everything that is only to be known that it has been seen and stays as printed."""
    notices = [group for group in Review(run).groups if group.is_notice]
    keys = {one.key: one.version for group in notices for one in group.questions if one.answer is None}
    value = {"act": KEEP, "label": _("giữ nguyên như văn bản")}
    decide_many(run=run, keys=keys, value=value, by=request.user)
    return redirect(_following(request, run, None))


@require_POST
@login_required
def undo_answers(request: Request, run_id: UUID) -> HttpResponse:
    """Take the answers to one group back, each as it was seen."""
    run = get_run(request, run_id)
    undo_many(run=run, keys=keys_of_tokens(request.POST.getlist("tokens")), by=request.user)
    return redirect(_address(run, cau=request.POST.get("group", "")))


def _answered(request: Request, state: Review, group: QuestionGroup) -> HttpResponse:
    tokens = [question.token for question in group.questions]
    form = AnswerForm(request.POST, tokens=tokens, names=AgencyNames(), year=state.reading.head.year)
    if not form.is_valid():
        return _page(request, state, group, form=form, status=422)
    try:
        decide_many(run=state.run, keys=form.keys(), value=form.cleaned_data["value"], by=request.user)
    except (DecisionMovedOn, DecisionWithdrawn) as error:
        return _conflict_page(request, state.run, group, form, str(error))
    return redirect(_following(request, state.run, group))


def _conflict_page(request: Request, run: ImportRun, group: QuestionGroup, form: AnswerForm, told: str) -> HttpResponse:
    """The question as it is now, with both answers: what this person meant is one click away, and not written yet."""
    state = Review(run)
    keys = form.keys()
    newest = _group(state.groups, group.key) or group
    typed = [(name, str(request.POST[name])) for name in _OF_A_FORM if request.POST.get(name)]
    typed += [("tokens", one.token) for one in newest.questions if one.key in keys]
    return _page(request, state, newest, conflict=Conflict(told, typed), status=409)


def _following(request: Request, run: ImportRun, group: QuestionGroup | None) -> str:
    """Where to go on: the next open question, or the check once nothing is open."""
    state = Review(run)
    if not state.open_count:
        words = _("Đã trả lời hết %(count)d chỗ. Hãy đối chiếu với văn bản lần cuối.")
        messages.success(request, words % {"count": len(state.questions)})
        return step_after(state)
    place = next((n for n, one in enumerate(state.groups) if group and one.key == group.key), 0)
    onwards = [*state.groups[place:], *state.groups[:place]]
    following = next(one for one in onwards if one.is_open)
    return _address(run, cau=following.key, vua=group.key if group else "")


def _page(
    request: Request,
    state: Review,
    group: QuestionGroup | None,
    *,
    form: AnswerForm | None = None,
    conflict: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    names = AgencyNames()
    context = context_of(state, 3) | _side_of(state) | {"group": group, "form": form, "conflict": conflict}
    context["names"] = sorted(names.names.values(), key=collation_key)
    context["just_now"] = next((one for one in state.groups if one.key == request.GET.get("vua") and one.newest), None)
    if group is not None:
        context |= _place_of(group, state.groups) | {"proposals": _proposals(group, names)}
    return render(request, "wizard/review.html", context, status=status)


def _side_of(state: Review) -> dict[str, Any]:
    """The list of questions beside the one that is asked, and how far they are answered."""
    notices = [one for one in state.groups if one.is_notice and one.is_open]
    answered = len(state.questions) - state.open_count
    only_seen = sum(len(one.questions) for one in notices)
    return {"groups": state.groups, "answered_count": answered, "only_seen": only_seen}


def _place_of(group: QuestionGroup, groups: list[QuestionGroup]) -> dict[str, Any]:
    """The number of a question and its neighbours."""
    place = next(number for number, one in enumerate(groups) if one.key == group.key)
    before = groups[place - 1] if place else None
    after = groups[place + 1] if place + 1 < len(groups) else None
    return {"number": place + 1, "before": before, "after": after}


def _group(groups: list[QuestionGroup], key: str) -> QuestionGroup | None:
    """The group that was asked for; else the first that is open; else the first."""
    wanted = next((one for one in groups if one.key == key), None)
    return wanted or next((one for one in groups if one.is_open), groups[0] if groups else None)


def _address(run: ImportRun, **query: str) -> str:
    given = {name: value for name, value in query.items() if value}
    address = reverse("wizard:review", args=[run.pk])
    return f"{address}?{urlencode(given)}" if given else address


def _proposals(group: QuestionGroup, names: AgencyNames) -> list[tuple[str, str, bool]]:
    """Key, name, and whether it is a group, of what a person may choose with one click."""
    if group.kind == "budget":
        return [(key, shown_million(key), False) for key in group.proposals]
    found = [(key, names.names[key], key in names.group_keys) for key in group.proposals if key in names.names]
    return found[:_MOST_PROPOSALS]
