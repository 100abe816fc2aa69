"""Where a set is used. The rounds stand above this room, so a room above tells."""

from collections.abc import Callable
from dataclasses import dataclass

from caicach.criteria.models import CriteriaSet


@dataclass(frozen=True, slots=True)
class SetUse:
    """Something that is scored by a set. state: how it stands, in words; is_running: it still needs the set."""

    name: str
    state: str
    address: str
    is_running: bool


Source = Callable[[CriteriaSet], list[SetUse]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Enter who knows where sets are used."""
    if source not in _sources:
        _sources.append(source)


def uses_of(row: CriteriaSet) -> list[SetUse]:
    """All uses of a set, those that still need it first."""
    return sorted((use for source in _sources for use in source(row)), key=lambda use: not use.is_running)
