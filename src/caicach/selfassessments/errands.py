"""What a round wants of the people of an agency, on the day they look."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Case, Count, F, Q, When
from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.agencies.errands import AGENCY, agency_in
from caicach.agencies.models import brief_name
from caicach.agencies.permissions import agencies_where, can
from caicach.assessments.models import AppraisalState, Assessment, AssessmentQuerySet, Phase, RoundState, Window
from caicach.assessments.windows import Windows, newest_of
from caicach.people.errands import Errand, Facts, Question, Teller, facts_of, key_of
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.formats import shown_day

_POINTS_DIFFER = Q(entries__appraised__points__lt=F("entries__filled__points")) | Q(
    entries__appraised__points__gt=F("entries__filled__points")
)
_ONE_IS_EXEMPT = Q(entries__appraised__is_not_applicable=True, entries__filled__is_not_applicable=False) | Q(
    entries__appraised__is_not_applicable=False, entries__filled__is_not_applicable=True
)
_IS_SILENT = Q(
    entries__appraised__isnull=False,
    entries__filled__isnull=False,
    entries__agreed_at=None,
    entries__appeal__isnull=True,
)


def _ask(user: User, on: date) -> dict[str, Question]:
    """The self-assessments of a person's agencies, what was returned and what was appraised otherwise."""
    if not can(user, Permission.ASSESSMENT_FILL):
        return {}
    own = agencies_where(user, Permission.ASSESSMENT_FILL)
    rows = Assessment.objects.standing().filter(agency__in=own, round__state=RoundState.OPEN).order_by()
    windows = Window.objects.filter(round__in=rows.values("round"))
    return {
        "assessments": _assessments(rows, on),
        "windows": facts_of(
            windows, key="pk", round="round", phase="phase", agency="agency", opens_on="opens_on", closes_on="closes_on"
        ),
    }


def _assessments(rows: AssessmentQuerySet, on: date) -> Question:
    """With how many leaves are done, were returned, were appraised otherwise and have no answer yet."""
    is_back = Q(entries__appraisal=AppraisalState.RETURNED, entries__return_until__gte=on)
    plain = {"key": "pk", "round": "round", "round_name": "round__name", "agency_name": "agency__name"} | AGENCY
    counted = rows.values(*plain.values(), "submitted_at", "ready_at").annotate(
        done=Count("entries", filter=Q(entries__is_done=True)),
        returned=Count("entries", filter=is_back),
        silent=Count("entries", filter=_IS_SILENT & (_POINTS_DIFFER | _ONE_IS_EXEMPT)),
    )
    states = {
        "is_signed": Case(When(submitted_at=None, then=0), default=1),
        "is_ready": Case(When(ready_at=None, then=0), default=1),
    }
    return facts_of(counted, **plain, **states, done="done", returned="returned", silent="silent")


def _tell(user: User, on: date, found: Mapping[str, list[Facts]]) -> Iterator[Errand]:
    rows = sorted(found["assessments"], key=lambda row: (str(row["round_name"]), str(row["agency_name"])))
    windows = _windows_in(found["windows"])
    has_one = len({row["agency"] for row in rows}) == 1
    for row in rows:
        name = row["round_name"] if has_one else f"{row['round_name']}: {brief_name(row['agency_name'])}"
        yield from _errands_of(row, name, windows[row["round"]], user, on)


def _windows_in(rows: list[Facts]) -> Mapping[str, Windows]:
    """The windows of each round."""
    held: dict[str, list[Window]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: int(row["key"])):
        window = Window(pk=row["key"], phase=row["phase"], agency_id=row["agency"])
        window.opens_on, window.closes_on = date.fromisoformat(row["opens_on"]), date.fromisoformat(row["closes_on"])
        held[row["round"]].append(window)
    return defaultdict(lambda: newest_of(()), {key: newest_of(of_round) for key, of_round in held.items()})


def _errands_of(row: Facts, name: str, windows: Windows, user: User, on: date) -> Iterator[Errand]:
    page, agency = reverse("selfassessments:assessment_detail", args=[key_of(row["key"])]), agency_in(row)
    filling, appeal = windows.of(Phase.FILLING, agency), windows.of(Phase.APPEAL, agency)
    if not row["is_signed"] and filling and filling.is_open(on):
        days = _("còn %s ngày") % (filling.closes_on - on).days
        if not row["is_ready"]:
            told = _("%(done)s tiêu chí đã xong, %(days)s") % {"done": row["done"], "days": days}
            yield Errand(text=_("Tự chấm điểm: %s") % name, told=told, url=page, icon="clipboard-check")
        elif can(user, Permission.ASSESSMENT_SIGN, agency):
            url = reverse("selfassessments:assessment_check", args=[key_of(row["key"])])
            yield Errand(text=_("Ký và gửi bản tự chấm: %s") % name, told=days, url=url, icon="pen-line")
    if row["returned"]:
        told = _("%s tiêu chí") % row["returned"]
        text = _("Bổ sung tiêu chí bị trả lại: %s") % name
        yield Errand(text=text, told=told, url=f"{page}?loc=returned", icon="undo-2")
    if row["silent"] and appeal and appeal.is_open(on):
        told = _("%(many)s tiêu chí, đồng ý hoặc giải trình đến hết ngày %(day)s") % {
            "many": row["silent"],
            "day": shown_day(appeal.closes_on),
        }
        url = reverse("appraisals:differences", args=[key_of(row["key"])])
        yield Errand(text=_("Điểm thẩm định khác tự chấm: %s") % name, told=told, url=url, icon="git-compare")


TELLER = Teller(_ask, _tell)
