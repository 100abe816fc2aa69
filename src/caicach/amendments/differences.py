"""Two versions of a plan, row by row: what is new, gone, changed in which cells, and what stands elsewhere now."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from caicach.plans.compare import Change, Difference, RowText, compare, texts_of_plan
from caicach.plans.models import Plan, Target


@dataclass(frozen=True, slots=True)
class Line:
    """One difference. is_moved: the row stands under another heading or in another order than before.

    behind_then, behind_now: the row that it stood behind, and the one that it stands behind.
    """

    difference: Difference
    is_moved: bool = False
    behind_then: str = ""
    behind_now: str = ""

    @property
    def is_shown(self) -> bool:
        return self.is_moved or self.difference.change is not Change.SAME


@dataclass(frozen=True, slots=True)
class TargetDifference:
    """A target that one of two versions has in other words, or does not have."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PlanDifference:
    """Everything that is different between two versions of a plan."""

    lines: Sequence[Line]
    targets: Sequence[TargetDifference]

    @property
    def shown(self) -> list[Line]:
        return [line for line in self.lines if line.is_shown]

    @property
    def is_nothing(self) -> bool:
        return not self.shown and not self.targets

    @property
    def counts(self) -> dict[str, int]:
        kinds = [line.difference.change for line in self.lines]
        found = {change.value: kinds.count(change) for change in Change}
        return found | {"moved": sum(line.is_moved for line in self.lines), "targets": len(self.targets)}


def difference_of(old: Plan, new: Plan) -> PlanDifference:
    """What a new version of a plan changes."""
    before = texts_of_plan(old)
    after = texts_of_plan(new)
    rows = compare(before, after)
    moved = moved_places([row for row in rows if row.change is not Change.GONE], before)
    place = 0
    lines = []
    for row in rows:
        if row.change is Change.GONE:
            lines.append(Line(row))
        else:
            lines.append(_moved_line(row, before, after, place) if place in moved else Line(row))
            place += 1
    return PlanDifference(lines, _targets(old, new))


def _moved_line(row: Difference, before: Sequence[RowText], after: Sequence[RowText], place: int) -> Line:
    then = next(number for number, one in enumerate(before) if one is row.old)
    return Line(row, is_moved=True, behind_then=_behind(before, then), behind_now=_behind(after, place))


def _behind(rows: Sequence[RowText], place: int) -> str:
    return f"{rows[place - 1].texts['outline_code']} {rows[place - 1].title}".strip() if place else ""


def applied(differences: Sequence[Difference]) -> list[dict[str, str]]:
    """The cells of the new version, made only of the old rows and of what is said to be different."""
    found = []
    for one in differences:
        if one.change is Change.GONE:
            continue
        if one.old is None:
            assert one.new is not None
            found.append(dict(one.new.texts))
        else:
            found.append({**one.old.texts, **{field.name: field.new for field in one.fields}})
    return found


def moved_places(rows: Sequence[Difference], old: Sequence[RowText]) -> set[int]:
    """The places of rows that stand elsewhere: under another parent, or out of the order of most others.

    rows: those of the new version in their order, whose old sides are those of `old` themselves.
    """
    order = {id(row): place for place, row in enumerate(old)}
    places = [None if row.old is None else order[id(row.old)] for row in rows]
    parents_now, parents_then = _parents([row.new for row in rows if row.new is not None]), _parents(old)
    elsewhere = {
        place
        for place, was in enumerate(places)
        if was is not None
        and not _is_new(parents_now[place], places)
        and _partner(parents_now[place], places) != parents_then[was]
    }
    others = [(place, was) for place, was in enumerate(places) if was is not None and place not in elsewhere]
    stays = _longest_in_order(others)
    return elsewhere | {place for place, _was in others if place not in stays}


def _partner(parent: int | None, places: Sequence[int | None]) -> int | None:
    return None if parent is None else places[parent]


def _is_new(parent: int | None, places: Sequence[int | None]) -> bool:
    """Whether the heading above did not exist before: what stands below it was not moved by anybody."""
    return parent is not None and places[parent] is None


def _parents(rows: Sequence[RowText]) -> list[int | None]:
    """For each row the place of the row above it in the outline."""
    found: list[int | None] = []
    above: list[int] = []
    for place, row in enumerate(rows):
        above = [one for one in above if rows[one].depth < row.depth]
        found.append(above[-1] if above else None)
        above.append(place)
    return found


def _longest_in_order(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Of the places now, the most that are still in the order of before; pairs: place now, place then."""
    tails: list[int] = []
    ends: list[int] = []  # index into pairs
    before: list[int | None] = []
    for index, (_now, then) in enumerate(pairs):
        at = bisect_left(tails, then)
        before.append(ends[at - 1] if at else None)
        tails[at : at + 1], ends[at : at + 1] = [then], [index]
    found, step = set(), ends[-1] if ends else None
    while step is not None:
        found.add(pairs[step][0])
        step = before[step]
    return found


def _targets(old: Plan, new: Plan) -> list[TargetDifference]:
    was, now = _texts(old), _texts(new)
    found = [TargetDifference(was.get(key, ""), text) for key, text in now.items() if was.get(key) != text]
    return found + [TargetDifference(text, "") for key, text in was.items() if key not in now]


def _texts(plan: Plan) -> Mapping[UUID, str]:
    return {target.lineage: target.text for target in Target.objects.filter(plan=plan)}
