"""Faults as they are collected: what was found, and what mends it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from caicach.core.officialdocs.findings import Finding
from caicach.core.officialdocs.lines import Line

MOST_WORDS = 80
_TOLD_ONCE = ("form.typeface", "form.colour", "form.body_size", "form.body_alignment")


@dataclass(slots=True)
class Fault:
    """A finding, and what mends it where no words have to change."""

    finding: Finding
    mends: list[Callable[[], None]] = field(default_factory=list)


class Faults:
    """The faults of one paper in the order in which they were met; what is wrong all over is told once, and counted."""

    def __init__(self) -> None:
        self._held: list[Fault] = []

    def add(
        self,
        code: str,
        line: Line | None = None,
        *,
        section: int = 0,
        table: int = 0,
        mends: Iterable[Callable[[], None]] = (),
        **params: object,
    ) -> None:
        """Enter a fault. params fill its sentence; mends repair it, where there are some."""
        mending = list(mends)
        told = tuple((name, str(value)) for name, value in params.items())
        if code in _TOLD_ONCE and (known := self._alike(code, told)):
            known.finding = replace(known.finding, count=known.finding.count + 1)
            known.mends += mending
            return
        finding = Finding(
            code=code,
            paragraph=line.number if line else 0,
            words=cut(line.text) if line else "",
            section=line.section if line else section,
            table=line.table_number if line else table,
            params=told,
            can_mend=bool(mending),
        )
        self._held.append(Fault(finding, mending))

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._held)

    def _alike(self, code: str, params: tuple[tuple[str, str], ...]) -> Fault | None:
        return next((one for one in self._held if (one.finding.code, one.finding.params) == (code, params)), None)


def cut(words: str) -> str:
    """The beginning of words, to find the place by."""
    line = " ".join(words.split())
    return line if len(line) <= MOST_WORDS else line[: MOST_WORDS - 1] + "…"
