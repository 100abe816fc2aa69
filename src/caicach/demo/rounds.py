"""The rounds of the demonstration: set up by the services as a coordinator would, then lived through up to a day."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction

from caicach.agencies.models import Agency, Membership
from caicach.assessments.ledger import figures_for
from caicach.assessments.models import Phase, Round, RoundState, Window
from caicach.criteria.models import CriteriaSet
from caicach.demo.cast import person, person_of
from caicach.demo.moments import Stretch, moment
from caicach.demo.round_life import live_through_round
from caicach.demo.round_papers import Shelf
from caicach.demo.round_past import People, RoundPast
from caicach.demo.stories import chance, working_day
from caicach.demo.trail import Event, append
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.rounds.beginnings import beginning
from caicach.rounds.preparing import Span, open_round, prepare_round

HALF = frozenset({"so-tu-phap", "phuong-lac-dong"})
"""Agencies with a card on the login page: in the running rounds they are in the middle of filling in."""

_HAVE_FILES = 40  # in a hundred departments of the running round; of the others only number and day are known
_DEPARTMENTS = "Chỉ số CCHC của các sở, ban, ngành năm {year}"
_COMMUNES = "Chỉ số CCHC của UBND cấp xã năm {year}"


@dataclass(frozen=True, slots=True)
class Programme:
    """One round; period: the days whose figures count, where they are not the usual ones."""

    set_key: str
    name: str
    year: int
    is_over: bool
    period: Span | None = None


def programmes() -> list[Programme]:
    """In the order in which they took place.

    The communes exist since 1 July 2025: there is no round of 2024 for them, and that of 2025 covers half a year.
    """
    half_a_year = (date(2025, 7, 1), date(2025, 12, 14))
    return [
        Programme("department-2025", _DEPARTMENTS, 2024, is_over=True),
        Programme("department-2025", _DEPARTMENTS, 2025, is_over=True),
        Programme("commune-2026", _COMMUNES, 2025, is_over=True, period=half_a_year),
        Programme("department-2026", _DEPARTMENTS, 2026, is_over=False),
        Programme("commune-2026", _COMMUNES, 2026, is_over=False, period=(date(2025, 12, 15), date(2026, 12, 14))),
    ]


@transaction.atomic
def hold_rounds(today: date) -> dict[str, Counter[str]]:
    """Hold every round that is not there yet. Returns for each by how many acts of each kind it came about."""
    told, events = dict[str, Counter[str]](), list[Event]()
    for one in programmes():
        windows = _windows(one, today)
        if Round.objects.filter(criteria_set__key=one.set_key, year=one.year).exists():
            continue
        if one.is_over and windows[Phase.DECISION][1] >= today:
            continue  # looked at on an earlier day, this round has not come to its end
        row = _opened(one, windows)
        found = live_through_round(_past(row, one, windows, today))
        _date(row, one, windows, found)
        told[row.name] = Counter(code.partition(".")[2] for _at, code, _by, _row, _details in found)
        events += found
    append(sorted(events, key=lambda event: (event[0], event[1], str(event[3]))))
    return told


def _windows(one: Programme, today: date) -> dict[Phase, Span]:
    """A finished round was held at the beginning of the next year; in a running one every phase is open today."""
    if one.is_over:
        after = one.year + 1
        return {
            Phase.FILLING: (date(after, 1, 5), date(after, 1, 23)),
            Phase.APPRAISAL: (date(after, 1, 19), date(after, 2, 16)),
            Phase.APPEAL: (date(after, 2, 2), date(after, 2, 24)),
            Phase.DECISION: (date(after, 2, 9), date(after, 2, 27)),
        }
    days = {Phase.FILLING: (-24, 12), Phase.APPRAISAL: (-14, 28), Phase.APPEAL: (-6, 34), Phase.DECISION: (-5, 40)}
    return {phase: (today + timedelta(first), today + timedelta(last)) for phase, (first, last) in days.items()}


def _opened(one: Programme, windows: dict[Phase, Span]) -> Round:
    """Prepared from last year's round, the set and the register, and opened: the real services."""
    criteria_set = CriteriaSet.objects.get(key=one.set_key)
    kind = criteria_set.agency_kind
    previous = Round.objects.filter(criteria_set__agency_kind=kind, year=one.year - 1).first()
    begins = windows[Phase.FILLING][0]
    setting = beginning(criteria_set, year=one.year, previous=previous, today=begins)
    setting = replace(
        setting,
        name=one.name.format(year=one.year),
        windows=windows,
        period=one.period or setting.period,
        seed=f"{one.set_key}-{one.year}",
    )
    by = person("demo-coordinator")
    row = prepare_round(criteria_set=criteria_set, setting=setting, by=by, previous=previous)
    return open_round(round=row, version=row.version, by=by)


def _past(row: Round, one: Programme, windows: dict[Phase, Span], today: date) -> RoundPast:
    last = today - timedelta(days=1)
    agencies = Agency.objects.filter(assessments__round=row)
    is_recent = not one.is_over and row.criteria_set.agency_kind == "department"
    return RoundPast(
        round=row,
        people=_people(agencies),
        today=today,
        is_over=one.is_over,
        half=HALF,
        with_files=HALF | {one.code for one in agencies if is_recent and chance(one.code, "files") < _HAVE_FILES},
        stretches={phase: Stretch(first, min(end, last)) for phase, (first, end) in windows.items()},
        criteria={leaf.code: leaf for leaf in row.criteria_set.as_core.leaves()},
        shelf=Shelf(row.year),
        ledger=figures_for(row.criteria_set.as_core.leaves(), [agency.pk for agency in agencies], row),
    )


def _people(agencies: Iterable[Agency]) -> People:
    """The focal point and the head of each agency, and the appraisers of each body."""
    of_body: dict[int, list[User]] = defaultdict(list)
    for held in Membership.objects.filter(role=Role.APPRAISER).select_related("user").order_by("pk"):
        of_body[held.agency_id].append(held.user)
    pairs = {one.pk: (person_of(one, Role.FOCAL_POINT), person_of(one, Role.AGENCY_HEAD)) for one in agencies}
    return People(
        of_agency=pairs,
        of_body=of_body,
        coordinator=person("demo-coordinator"),
        surveyor=person("demo-survey_manager"),
    )


def _date(row: Round, one: Programme, windows: dict[Phase, Span], events: list[Event]) -> None:
    """The round, its windows and its end bear the days on which they would have been made."""
    begun = moment(windows[Phase.FILLING][0] - timedelta(days=3), chance(row.name, "begun"))
    facts: dict[str, object] = {"made_at": begun, "opened_at": begun + timedelta(hours=2)}
    if one.is_over:
        closed = moment(working_day(windows[Phase.DECISION][1]), 99)
        facts |= {"closed_at": closed, "state": RoundState.CLOSED, "version": row.version + 1}
        events.append((closed, "assessments.round_closed", person("demo-coordinator"), row, {}))
    Round.objects.filter(pk=row.pk).update(**facts)
    Window.objects.filter(round=row).update(set_at=begun)
