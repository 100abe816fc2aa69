"""Criteria sets and crosswalks out of YAML files, with every problem, its file and its line at once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from caicach.core.scoring.criteria import CriteriaSet
from caicach.core.scoring.crosswalk import Crosswalk, check_crosswalk
from caicach.core.scoring.errors import BadRule, SetProblem, problem
from caicach.core.scoring.plain import from_plain
from caicach.criteria.limits import check_whole
from caicach.criteria.yaml_files import Place, YamlText, read_yaml

CONTENT = Path(__file__).parent / "content"

SHIPPED_SETS = ("province-2022", "department-2025", "department-2026", "commune-2026")
SHIPPED_CROSSWALKS = ("crosswalk-department-2025-2026",)

_Read = TypeVar("_Read", CriteriaSet, Crosswalk)


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A problem with the file that has it, and the line or the cell where that is known."""

    file: str
    line: int | None
    problem: SetProblem
    cell: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line or self.cell}" if self.line or self.cell else self.file
        values = ", ".join(f"{name}={value}" for name, value in self.problem.params)
        return f"{where}: {'.'.join(self.problem.place)}: {self.problem.code}" + (f" ({values})" if values else "")


class BadContent(ValueError):
    """A file that holds no usable set; all its problems are told."""

    def __init__(self, problems: Iterable[FileProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@cache
def shipped_set(key: str) -> CriteriaSet:
    """One of the sets that come with the project, checked."""
    if key not in SHIPPED_SETS:
        raise KeyError(key)
    return load_set(CONTENT / f"{key}.yaml")


def shipped_sets() -> Iterator[CriteriaSet]:
    """All sets that come with the project, in their order."""
    return map(shipped_set, SHIPPED_SETS)


def shipped_crosswalk(key: str) -> Crosswalk:
    """One of the crosswalks between sets that come with the project, checked against both."""
    if key not in SHIPPED_CROSSWALKS:
        raise KeyError(key)
    return load_crosswalk(CONTENT / f"{key}.yaml")


def load_set(path: Path, *, known_indicators: Collection[str] | None = None) -> CriteriaSet:
    """The set of a file. Raises BadContent for what cannot be read and for what does not hold together."""
    return read_set(path.read_text(encoding="utf-8"), file=path.name, known_indicators=known_indicators)


def read_set(text: str, *, file: str, known_indicators: Collection[str] | None = None) -> CriteriaSet:
    """The set of a text; `file` is how problems name it. known_indicators: as in `check_set`."""
    read = read_yaml(text)
    made = _made(CriteriaSet, read, file)
    if found := check_whole(made, known_indicators=known_indicators):
        places = dict(places_of_codes(read.plain.get("criteria"), ("criteria",)))
        raise BadContent(_in_file(file, read, one, places) for one in found)
    return made


def load_crosswalk(path: Path) -> Crosswalk:
    """The crosswalk of a file, whose two sets lie beside it. Raises BadContent."""
    known = {one.stem for one in path.parent.glob("*.yaml")}
    return read_crosswalk(
        path.read_text(encoding="utf-8"),
        file=path.name,
        find=lambda key: load_set(path.parent / f"{key}.yaml") if key in known else None,
    )


def read_crosswalk(text: str, *, file: str, find: Callable[[str], CriteriaSet | None]) -> Crosswalk:
    """The crosswalk of a text, checked against its two sets; `find` gives a set by its key. Raises BadContent."""
    read = read_yaml(text)
    made = _made(Crosswalk, read, file)
    old, new = find(made.old_set), find(made.new_set)
    named = (("old_set", made.old_set, old), ("new_set", made.new_set, new))
    absent = [problem("unknown_set", field, value=key) for field, key, found in named if found is None]
    if old is None or new is None:
        raise BadContent(_in_file(file, read, one) for one in absent)
    if found := check_crosswalk(made, old, new):
        raise BadContent(_in_file(file, read, one) for one in found)
    return made


def _made(kind: type[_Read], read: YamlText, file: str) -> _Read:
    """The object, or all problems of the text and of the object together."""
    found = list(read.problems)
    try:
        made = from_plain(kind, read.plain) if read.plain is not None else None
    except BadRule as wrong:
        found += wrong.problems
        made = None
    if found or made is None:
        raise BadContent(_in_file(file, read, one) for one in found)
    return made


def _in_file(file: str, read: YamlText, found: SetProblem, codes: Mapping[str, Place] | None = None) -> FileProblem:
    """A problem with its line; a place that begins with the code of a criterion is looked for in the tree."""
    place = found.place
    if codes and place and place[0] in codes:
        place = codes[place[0]] + place[1:]
    return FileProblem(file, read.line_of(place), found)


def places_of_codes(criteria: Any, place: Place) -> Iterator[tuple[str, Place]]:
    """The place of each code in the tree of plain criteria."""
    for number, criterion in enumerate(criteria or (), 1):
        here = (*place, str(number))
        yield criterion.get("code", ""), here
        yield from places_of_codes(criterion.get("children"), (*here, "children"))
