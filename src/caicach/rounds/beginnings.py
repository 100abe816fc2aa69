"""What a new round begins with: everything that last year's round, the set and the register already say."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q

from caicach.agencies.matching import AgencyFinder
from caicach.agencies.models import Agency, AgencyKind
from caicach.agencies.succession import SuccessionGraph
from caicach.assessments.models import Phase, Round
from caicach.assessments.windows import windows_of
from caicach.core.text import fold
from caicach.criteria.models import CriteriaSet, Criterion
from caicach.rounds.preparing import USUAL_SHARE, Setting, Span

Bodies = dict[UUID, list[Agency]]

_USUAL = {  # days of the year of assessment, or, with 1, of the year after it
    Phase.FILLING: ((0, 11, 15), (0, 12, 20)),
    Phase.APPRAISAL: ((0, 12, 1), (1, 1, 15)),
    Phase.APPEAL: ((1, 1, 5), (1, 1, 25)),
    Phase.DECISION: ((1, 1, 5), (1, 1, 31)),
}


def beginning(criteria_set: CriteriaSet, *, year: int, previous: Round | None, today: date) -> Setting:
    """A proposal for a round; whoever runs it corrects what differs this year."""
    agencies_on = min(today, date(year, 12, 31))
    agencies = agencies_for(criteria_set, agencies_on)
    bodies = bodies_proposed(criteria_set, today, set(agencies))
    return Setting(
        name=_name_of(criteria_set, year),
        year=year,
        period=_next_year(previous.period_first, previous.period_last, year - previous.year)
        if previous
        else (date(year - 1, 12, 15), date(year, 12, 14)),
        agencies_on=agencies_on,
        agencies=groups_for(agencies, criteria_set, previous),
        windows=_windows(previous, year),
        bodies=pairs_of(criteria_set, bodies),
        second_share=previous.second_share if previous else USUAL_SHARE,
        may_lower=previous.may_lower if previous else False,
    )


def _name_of(criteria_set: CriteriaSet, year: int) -> str:
    """ "Chỉ số CCHC của …" of "Bộ tiêu chí Chỉ số CCHC của …", with the year."""
    name = criteria_set.name.removeprefix("Bộ tiêu chí ")
    return (name if str(year) in name else f"{name} ({year})")[:200]


def agencies_for(criteria_set: CriteriaSet, day: date) -> list[Agency]:
    """The agencies of the register on a day that the set is for."""
    living = Agency.objects.valid_on(day)
    kind = criteria_set.agency_kind
    if kind in AgencyKind.values:
        return list(living.filter(kind=kind))
    return list(living.filter(kind__in=[AgencyKind.DEPARTMENT, AgencyKind.COMMUNE]))


def groups_for(agencies: Iterable[Agency], criteria_set: CriteriaSet, previous: Round | None) -> Mapping[Agency, str]:
    """The group of each agency: last year's, else the one whose name its own begins with, else the first of the set."""
    before = dict(previous.assessments.values_list("agency", "group")) if previous else {}
    groups = criteria_set.as_core.groups
    return {agency: before.get(agency.pk) or _group_by_name(agency, groups) for agency in agencies}


def bodies_proposed(criteria_set: CriteriaSet, day: date, assessed: set[Agency]) -> Bodies:
    """Who appraises which node, from the leads that the set prints, followed to who carries on today.

    Where all leaves of a top node have the same bodies, they stand at that node. Where a body would have to appraise
    itself alone, the body of most other leaves stands beside it.
    """
    leads = _leads(criteria_set, day)
    bodies = _gathered(criteria_set, leads)
    counted = Counter(agency for found in leads.values() for agency in found)
    for found in bodies.values():
        if len(found) == 1 and found[0] in assessed:
            other = next((agency for agency, _ in counted.most_common() if agency != found[0]), None)
            if other is not None:
                found.append(other)
    return bodies


def pairs_of(criteria_set: CriteriaSet, bodies: Bodies) -> list[tuple[Criterion, Agency]]:
    """The same as pairs of node and body."""
    nodes = {node.pk: node for node in criteria_set.nodes.all()}
    return [(nodes[key], agency) for key, found in bodies.items() for agency in found]


def _leads(criteria_set: CriteriaSet, day: date) -> Bodies:
    """For each leaf the agencies that its printed leads name for certain; others are left to a person."""
    finder, graph = AgencyFinder.of_register(), SuccessionGraph.load()
    by_code = {agency.code: agency for agency in Agency.objects.all()}
    known: dict[str, list[Agency]] = {}
    found: Bodies = {}
    printed = {leaf.code: leaf.leads for leaf in criteria_set.as_core.leaves()}
    for node in criteria_set.nodes.filter(is_leaf=True):
        found[node.pk] = []
        for lead in printed[node.code]:
            if lead not in known:
                code = finder.find(lead).code
                known[lead] = [one.agency for one in graph.heirs_on(by_code[code], day)] if code else []
            found[node.pk] += [agency for agency in known[lead] if agency not in found[node.pk]]
    return found


def _gathered(criteria_set: CriteriaSet, leads: Bodies) -> Bodies:
    """Bodies at the top node where all its leaves agree, else at each leaf that differs from most."""
    nodes = list(criteria_set.nodes.all())
    top: dict[UUID, UUID] = {}
    for node in nodes:
        top[node.pk] = top[node.parent_id] if node.parent_id else node.pk
    under: dict[UUID, list[UUID]] = defaultdict(list)
    for leaf in leads:
        under[top[leaf]].append(leaf)
    bodies: Bodies = {}
    for above, leaves in under.items():
        usual, _count = Counter(tuple(leads[leaf]) for leaf in leaves).most_common(1)[0]
        bodies[above] = list(usual)
        bodies |= {leaf: list(leads[leaf]) for leaf in leaves if tuple(leads[leaf]) != usual and leads[leaf]}
    return {key: found for key, found in bodies.items() if found}


def _group_by_name(agency: Agency, groups: tuple[str, ...]) -> str:
    name = fold(agency.brief.removeprefix("UBND "))
    for group in groups:
        if any(name.startswith(fold(word)) for word in group.split(",")):
            return group
    return groups[0] if groups else ""


def _windows(previous: Round | None, year: int) -> dict[Phase, Span]:
    if previous is None:
        return {phase: (_day(first, year), _day(last, year)) for phase, (first, last) in _USUAL.items()}
    windows, years = windows_of(previous), year - previous.year
    held = {phase: windows.of(phase) for phase in Phase}
    return {phase: _next_year(one.opens_on, one.closes_on, years) for phase, one in held.items() if one is not None}


def _day(of_year: tuple[int, int, int], year: int) -> date:
    later, month, day = of_year
    return date(year + later, month, day)


def _next_year(first: date, last: date, years: int) -> Span:
    return _shifted(first, years), _shifted(last, years)


def _shifted(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes the 28th."""
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def sets_for(year: int) -> list[CriteriaSet]:
    """Issued sets that may be used for a year: those made for it first, then the newest."""
    issued = CriteriaSet.objects.filter(Q(state="issued")).defer("content")
    return sorted(issued, key=lambda one: (one.last_year != year, -(one.last_year or 0), one.key))
