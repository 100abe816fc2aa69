"""What rooms above have against signing a consolidated report, such as comments that nobody has dealt with."""

from collections.abc import Callable

from caicach.consolidation.models import Consolidation
from caicach.ui.errors import CaicachError

Check = Callable[[Consolidation], CaicachError | None]

_checks: list[Check] = []


def register(check: Check) -> None:
    """Enter a question that is asked before a report is signed."""
    if check not in _checks:
        _checks.append(check)


def hindrances(report: Consolidation) -> list[CaicachError]:
    """What stands against signing, as the rooms above tell it."""
    return [found for check in _checks if (found := check(report)) is not None]
