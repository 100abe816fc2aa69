"""Who carries on, and what an agency was called: questions to the register for one day. Nothing is written here."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Self

from django.db.models import Q

from caicach.agencies.models import Agency, AgencyName, AgencyNameKind, Succession, SuccessionKind

_WHOLE = Decimal(1)


class Heir(NamedTuple):
    """An agency that carries on a share of what another did; `scope` says which part, empty for no limit."""

    agency: Agency
    share: Decimal
    scope: str

    @property
    def percent(self) -> Decimal:
        return self.share * 100


class SuccessionGraph:
    """All successions in memory, so that many agencies are followed with one query."""

    def __init__(self, successions: Iterable[Succession]) -> None:
        self._out: dict[int, list[Succession]] = defaultdict(list)
        for succession in successions:
            if succession.to_agency_id != succession.from_agency_id:  # a dated renaming hands nothing over
                self._out[succession.from_agency_id].append(succession)

    @classmethod
    def load(cls) -> Self:
        return cls(Succession.objects.select_related("from_agency", "to_agency").order_by("on", "pk"))

    def heirs_on(self, agency: Agency, day: date) -> list[Heir]:
        """Who carries on on a day: through all links of the chain, the agency itself while it lives."""
        found: dict[tuple[int, str], Heir] = {}
        for heir in self._follow(agency, day, Heir(agency, _WHOLE, ""), since=None, seen=frozenset()):
            key = (heir.agency.pk, heir.scope)
            before = found[key].share if key in found else Decimal(0)
            found[key] = heir._replace(share=min(_WHOLE, before + heir.share))
        return list(found.values())

    def _follow(
        self, agency: Agency, day: date, come: Heir, *, since: date | None, seen: frozenset[int]
    ) -> Iterable[Heir]:
        links = [link for link in self._out[agency.pk] if link.on <= day and link.pk not in seen]
        links = [link for link in links if since is None or link.on > since or not is_valid_on(agency, since)]
        if is_valid_on(agency, day) and (rest := _rest(links)):
            yield come._replace(agency=agency, share=come.share * rest)
        for link in links:
            if link.to_agency is None:
                continue
            scope = "; ".join(part for part in (come.scope, link.scope) if part)
            passed = Heir(link.to_agency, come.share * link.share, scope)
            yield from self._follow(link.to_agency, day, passed, since=link.on, seen=seen | {link.pk})


def _rest(links: list[Succession]) -> Decimal:
    """What an agency that goes on has kept: a transfer of a named function leaves its share whole."""
    gone = sum((link.share for link in links if not link.scope and link.to_agency_id), start=Decimal(0))
    return max(Decimal(0), _WHOLE - gone)


def is_valid_on(agency: Agency, day: date) -> bool:
    return (agency.valid_from is None or agency.valid_from <= day) and (
        agency.valid_to is None or agency.valid_to >= day
    )


def successors_on(agency: Agency, day: date) -> list[Heir]:
    """Who carries on, on a day, what this agency did: (agency, share, scope), chains followed to their end."""
    return SuccessionGraph.load().heirs_on(agency, day)


def name_on(agency: Agency, day: date) -> str:
    """The official name that was in force on a day; the nearest known one where the register has a gap."""
    return names_on([agency], day)[agency.pk]


def names_on(agencies: Iterable[Agency], day: date) -> dict[int, str]:
    """The official names of many agencies on a day, by key of the agency, with one query."""
    wanted = {agency.pk: agency for agency in agencies}
    kept: dict[int, list[AgencyName]] = defaultdict(list)
    for name in AgencyName.objects.filter(agency__in=wanted, kind=AgencyNameKind.OFFICIAL):
        kept[name.agency_id].append(name)
    return {pk: name_among(kept[pk], agency, day) for pk, agency in wanted.items()}


def name_among(names: Iterable[AgencyName], agency: Agency, day: date) -> str:
    """The official name on a day, where all names of the agency are at hand."""
    return _nearest([name for name in names if name.kind == AgencyNameKind.OFFICIAL], day) or agency.name


def _nearest(names: list[AgencyName], day: date) -> str:
    """The name in force on the day, else the last one before it, else the first one after it."""
    ordered = sorted(names, key=lambda name: name.valid_from or date.min)
    begun = [name for name in ordered if name.valid_from is None or name.valid_from <= day]
    chosen = begun[-1:] or ordered[:1]
    return chosen[0].text if chosen else ""


class AgencyHistory(NamedTuple):
    """What the agency came from, what became of it, and its own renamings, oldest first."""

    came_from: list[Succession]
    became: list[Succession]
    renamings: list[Succession]


def history_of(agency: Agency) -> AgencyHistory:
    """All successions that an agency takes part in, with one query."""
    links = Succession.objects.filter(Q(from_agency=agency) | Q(to_agency=agency))
    found = AgencyHistory([], [], [])
    for link in links.select_related("from_agency", "to_agency"):
        is_own = link.from_agency_id == link.to_agency_id
        if is_own and link.kind == SuccessionKind.RENAME:
            found.renamings.append(link)
            continue
        if link.to_agency_id == agency.pk:
            found.came_from.append(link)
        if link.from_agency_id == agency.pk:
            found.became.append(link)
    return found


class Change(NamedTuple):
    """What happened to an agency on one day by one document: from whom it took over, to whom it handed over."""

    on: date
    kind: str
    legal_basis: str
    givers: list[Succession]
    heirs: list[Succession]

    @property
    def is_renaming(self) -> bool:
        return not self.givers and not self.heirs


def changes_of(history: AgencyHistory) -> list[Change]:
    """The history of an agency, the newest first; what happened on one day by one document stands together."""
    found: dict[tuple[date, str, str], Change] = {}
    for rows, side in ((history.came_from, "givers"), (history.became, "heirs"), (history.renamings, "")):
        for row in rows:
            key = (row.on, row.kind, row.legal_basis)
            change = found.setdefault(key, Change(row.on, row.get_kind_display(), row.legal_basis, [], []))
            if side:
                getattr(change, side).append(row)
    return sorted(found.values(), key=lambda change: change.on, reverse=True)
