"""What a round wants of the people of an agency, and of who answers explanations, on the day they look."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.agencies.permissions import agencies_where, can
from caicach.assessments.models import Appeal, AppraisalState, Assessment, Phase, RoundState, Window
from caicach.assessments.windows import Windows, newest_of
from caicach.people.errands import Errand
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.formats import shown_day

_POINTS_DIFFER = Q(entries__appraised__points__lt=F("entries__filled__points")) | Q(
    entries__appraised__points__gt=F("entries__filled__points")
)
_ONE_IS_EXEMPT = Q(entries__appraised__is_not_applicable=True, entries__filled__is_not_applicable=False) | Q(
    entries__appraised__is_not_applicable=False, entries__filled__is_not_applicable=True
)


def errands(user: User, on: date) -> list[Errand]:
    """The self-assessments of a person's agencies first, then explanations that wait for an answer."""
    return [*_of_agencies(user, on), *_of_who_decides(user)]


def _of_agencies(user: User, on: date) -> list[Errand]:
    if not can(user, Permission.ASSESSMENT_FILL):
        return []
    rows = _own_assessments(user, on)
    windows = _windows_of({row.round_id for row in rows})
    has_one = len({row.agency_id for row in rows}) == 1
    found: list[Errand] = []
    for row in rows:
        name = row.round.name if has_one else f"{row.round.name}: {row.agency.brief}"
        found += _errands_of(row, name, windows[row.round_id], user, on)
    return found


def _own_assessments(user: User, on: date) -> list[Any]:
    """With how many leaves are done, were returned, were appraised otherwise and have no answer yet."""
    own = agencies_where(user, Permission.ASSESSMENT_FILL)
    rows = Assessment.objects.standing().filter(agency__in=own, round__state=RoundState.OPEN)
    is_back = Q(entries__appraisal=AppraisalState.RETURNED, entries__return_until__gte=on)
    is_silent = Q(
        entries__appraised__isnull=False,
        entries__filled__isnull=False,
        entries__agreed_at=None,
        entries__appeal__isnull=True,
    )
    return list(
        rows.select_related("round", "agency").annotate(
            done=Count("entries", filter=Q(entries__is_done=True)),
            returned=Count("entries", filter=is_back),
            silent=Count("entries", filter=is_silent & (_POINTS_DIFFER | _ONE_IS_EXEMPT)),
        )
    )


def _windows_of(rounds: Iterable[UUID]) -> dict[UUID, Windows]:
    held: dict[UUID, list[Window]] = defaultdict(list)
    for window in Window.objects.filter(round__in=rounds):
        held[window.round_id].append(window)
    return defaultdict(lambda: newest_of(()), {key: newest_of(rows) for key, rows in held.items()})


def _errands_of(row: Any, name: str, windows: Windows, user: User, on: date) -> Iterable[Errand]:
    page = reverse("assessments:assessment_detail", args=[row.pk])
    filling, appeal = windows.of(Phase.FILLING, row.agency), windows.of(Phase.APPEAL, row.agency)
    if row.submitted_at is None and filling and filling.is_open(on):
        left = (filling.closes_on - on).days
        days = _("còn %s ngày") % left
        if row.ready_at is None:
            told = _("%(done)s tiêu chí đã xong, %(days)s") % {"done": row.done, "days": days}
            yield Errand(text=_("Tự chấm điểm: %s") % name, told=told, url=page, icon="clipboard-check")
        elif can(user, Permission.ASSESSMENT_SIGN, row.agency):
            url = reverse("assessments:assessment_check", args=[row.pk])
            yield Errand(text=_("Ký và gửi bản tự chấm: %s") % name, told=days, url=url, icon="pen-line")
    if row.returned:
        told = _("%s tiêu chí") % row.returned
        text = _("Bổ sung tiêu chí bị trả lại: %s") % name
        yield Errand(text=text, told=told, url=f"{page}?loc=returned", icon="undo-2")
    if row.silent and appeal and appeal.is_open(on):
        told = _("%(many)s tiêu chí, đồng ý hoặc giải trình đến hết ngày %(day)s") % {
            "many": row.silent,
            "day": shown_day(appeal.closes_on),
        }
        url = reverse("assessments:differences", args=[row.pk])
        yield Errand(text=_("Điểm thẩm định khác tự chấm: %s") % name, told=told, url=url, icon="git-compare")


def _of_who_decides(user: User) -> list[Errand]:
    """Explanations without an answer, round by round; the list itself says which of them are not this person's."""
    if not can(user, Permission.APPEAL_DECIDE):
        return []
    rows = Appeal.objects.filter(decided_at=None, entry__assessment__round__state=RoundState.OPEN)
    rows = rows.filter(entry__assessment__left_at=None)
    counted = rows.values_list("entry__assessment__round", "entry__assessment__round__name").annotate(many=Count("pk"))
    return [
        Errand(
            text=_("Trả lời giải trình: %s") % name,
            told=_("%s giải trình đang chờ") % many,
            url=reverse("assessments:appeal_list", args=[key]),
            icon="scale",
        )
        for key, name, many in counted.order_by("entry__assessment__round__name")
    ]
