"""The register as plain data for the reader of documents, and the way back from its keys."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from caicach.agencies.models import Agency, AgencyGroup, AgencyName, AgencyNameKind
from caicach.agencies.succession import SuccessionGraph, is_valid_on
from caicach.core.documents.directory import AgencyDirectory, DirectoryEntry, DirectoryName
from caicach.core.text import fold

GROUP_KEY = "group:"
"""Begins the key of a group; the key of an agency is its code, which cannot hold a colon."""

_COMMITTEE = ("Ủy ban nhân dân ", "UBND ")


def agency_directory(on: date) -> AgencyDirectory:
    """All agencies, also ended ones, and all groups, with their names and days, as documents of a day mean them."""
    names: dict[int, list[AgencyName]] = defaultdict(list)
    for name in AgencyName.objects.order_by("agency", "kind", "valid_from", "pk"):
        names[name.agency_id].append(name)
    graph = SuccessionGraph.load()
    agencies = [_agency_entry(agency, names[agency.pk], graph, on) for agency in Agency.objects.all()]
    groups = [_group_entry(group) for group in AgencyGroup.objects.all()]
    return AgencyDirectory(entries=(*agencies, *groups), on=on)


def resolve_keys(keys: Iterable[str]) -> dict[str, Agency | AgencyGroup]:
    """The rows behind keys of the directory; a key that is gone is left out."""
    wanted = set(keys)
    agencies = Agency.objects.filter(code__in=wanted)
    codes = [key.removeprefix(GROUP_KEY) for key in wanted if key.startswith(GROUP_KEY)]
    groups = AgencyGroup.objects.filter(code__in=codes)
    return {agency.code: agency for agency in agencies} | {GROUP_KEY + group.code: group for group in groups}


def _agency_entry(agency: Agency, names: list[AgencyName], graph: SuccessionGraph, on: date) -> DirectoryEntry:
    living = is_valid_on(agency, on)
    heirs = [] if living else [heir.agency.code for heir in graph.heirs_on(agency, on)]
    return DirectoryEntry(
        key=agency.code,
        kind=agency.kind,
        names=tuple(_names_of(agency, names)),
        valid_from=agency.valid_from,
        valid_to=agency.valid_to,
        successors=tuple(dict.fromkeys(heirs)),
    )


def _names_of(agency: Agency, names: list[AgencyName]) -> list[DirectoryName]:
    """Each written form once: what is stored, UBND written out or not, and the head's title before a name."""
    found: dict[tuple[str, date | None, date | None], DirectoryName] = {}
    for name in names:
        first, last = _later(name.valid_from, agency.valid_from), _earlier(name.valid_to, agency.valid_to)
        forms = [(text, name.kind if text == name.text else AgencyNameKind.ALIAS.value) for text in _forms(name.text)]
        if agency.head_title and name.kind != AgencyNameKind.ALIAS:
            forms += [(_head(agency.head_title, text), AgencyNameKind.ALIAS.value) for text, _ in forms]
        for text, kind in forms:
            found.setdefault((text, first, last), DirectoryName(text, kind, first, last))
    return list(found.values())


def _forms(text: str) -> list[str]:
    for here, there in (_COMMITTEE, _COMMITTEE[::-1]):
        if fold(text).startswith(fold(here) + " "):
            return [text, there + text[len(here) :]]
    return [text]


def _head(title: str, name: str) -> str:
    """ "Giám đốc" or "Giám đốc Sở" and "Sở Nội vụ" both give "Giám đốc Sở Nội vụ"."""
    words = name.split()
    for count in range(len(words), 0, -1):
        if fold(title).endswith(" " + fold(" ".join(words[:count]))):
            return " ".join([title, *words[count:]])
    return f"{title} {name}"


def _group_entry(group: AgencyGroup) -> DirectoryEntry:
    names = [DirectoryName(group.name), *(DirectoryName(text, "alias") for text in group.aliases)]
    return DirectoryEntry(key=GROUP_KEY + group.code, kind="group", names=tuple(names), is_group=True)


def _later(one: date | None, other: date | None) -> date | None:
    return max(one or date.min, other or date.min) if one or other else None


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(one or date.max, other or date.max) if one or other else None
