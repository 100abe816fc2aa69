"""What inputs of criteria may name as their indicator. The ledger stands beside this room, so a room above tells."""

from collections.abc import Callable

Source = Callable[[], frozenset[str]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Enter who knows the references: "code" of a value, "code:numerator" and "code:denominator" of a ratio."""
    if source not in _sources:
        _sources.append(source)


def known_indicators() -> frozenset[str] | None:
    """All references, or None while nothing is known: then names of indicators are not looked at."""
    return frozenset(reference for source in _sources for reference in source()) or None
