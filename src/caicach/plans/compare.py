"""Two versions of a plan side by side: which row is which, and what is different in it."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from caicach.core.text import fold
from caicach.plans.contents import RowContent
from caicach.plans.models import Plan, PlanItem
from caicach.plans.outline import walk
from caicach.plans.schedules import time_frame_words

FIELDS = (
    "outline_code", "title", "acceptance_note", "deliverable", "lead_text", "coordinating_text", "time_frame_text",
    "budget_million_vnd", "note",
)  # fmt: skip
_ALIKE_AT_PLACE = 55  # likeness 0 to 100 that is enough where the path is the same
_ALIKE_ANYWHERE = 85


@dataclass(frozen=True)
class RowText:
    """A row as it is compared: where it stands, what it says."""

    path: str
    texts: Mapping[str, str]
    lineage: UUID | None = None
    depth: int = 0

    @property
    def title(self) -> str:
        return self.texts["title"]

    @cached_property
    def key(self) -> str:
        """The folded title: what rows are told apart by."""
        return fold(self.title)


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class FieldChange:
    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One row of the comparison; a new row has no old text, a gone one no new text."""

    change: Change
    old: RowText | None
    new: RowText | None
    fields: tuple[FieldChange, ...] = ()


@dataclass(slots=True)
class _Matching:
    """Pairs found so far; each rule takes only rows that no earlier rule has taken."""

    old: Sequence[RowText]
    new: Sequence[RowText]
    pairs: dict[int, int] = field(default_factory=dict)  # place in new → place in old

    def free_old(self) -> list[int]:
        taken = set(self.pairs.values())
        return [place for place in range(len(self.old)) if place not in taken]

    def free_new(self) -> list[int]:
        return [place for place in range(len(self.new)) if place not in self.pairs]

    def take_equal(self, key: Callable[[RowText], Hashable]) -> None:
        """Pair rows whose key occurs once among the free rows of each side."""
        old, new = _only_once(self.old, self.free_old(), key), _only_once(self.new, self.free_new(), key)
        self.pairs |= {new[value]: old[value] for value in new if value in old}

    def take_alike(self) -> None:
        """Pair rows at the same path with similar titles, then the most similar ones left anywhere."""
        by_path = {self.old[place].path: place for place in self.free_old()}
        for place in self.free_new():
            other = by_path.get(self.new[place].path)
            if other is not None and _likeness(self.old[other], self.new[place]) >= _ALIKE_AT_PLACE:
                self.pairs[place] = other
        ranked = sorted(
            ((_likeness(self.old[old], self.new[new]), new, old) for new in self.free_new() for old in self.free_old()),
            reverse=True,
        )
        taken_old: set[int] = set()
        for likeness, new_place, old_place in ranked:
            if likeness >= _ALIKE_ANYWHERE and new_place not in self.pairs and old_place not in taken_old:
                self.pairs[new_place] = old_place
                taken_old.add(old_place)


def match_rows(old: Sequence[RowText], new: Sequence[RowText]) -> dict[int, int]:
    """For each row of the new version that has one, its row in the old: place in new → place in old."""
    matching = _Matching(old, new)
    matching.take_equal(lambda row: (row.path, row.key))
    matching.take_equal(lambda row: row.key)
    matching.take_alike()
    return matching.pairs


def compare(old: Sequence[RowText], new: Sequence[RowText]) -> list[Difference]:
    """Row by row: the new version in its order, each gone row after the row that it stood behind."""
    pairs = match_rows(old, new)
    gone_after: dict[int, list[int]] = {}
    partner_of = {old_place: new_place for new_place, old_place in pairs.items()}
    last = -1
    for place in range(len(old)):
        last = partner_of.get(place, last)
        if place not in partner_of:
            gone_after.setdefault(last, []).append(place)
    found = [Difference(Change.GONE, old[place], None) for place in gone_after.get(-1, [])]
    for place, row in enumerate(new):
        found.append(_difference(old[pairs[place]] if place in pairs else None, row))
        found += [Difference(Change.GONE, old[gone], None) for gone in gone_after.get(place, [])]
    return found


def _difference(old: RowText | None, new: RowText) -> Difference:
    if old is None:
        return Difference(Change.NEW, None, new)
    changes = _changes(old.texts, new.texts)
    return Difference(Change.CHANGED if changes else Change.SAME, old, new, changes)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a page shows of two versions: the rows that differ, and how many of each kind there are."""

    differences: list[Difference]
    same: int
    new: int
    gone: int
    changed: int


def comparison_of(rows: Sequence[Difference]) -> Comparison:
    counts = Counter(row.change for row in rows)
    shown = [row for row in rows if row.change is not Change.SAME]
    return Comparison(shown, counts[Change.SAME], counts[Change.NEW], counts[Change.GONE], counts[Change.CHANGED])


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One row in one version, and what was different in it from the version before."""

    item: PlanItem
    changes: tuple[FieldChange, ...]
    reason: str = ""


def history_of(versions: Sequence[PlanItem]) -> list[HistoryStep]:
    """The same row through all versions, the newest first; versions: in their order. Unchanged ones are left out."""
    steps: list[HistoryStep] = []
    before: dict[str, str] | None = None
    for item in versions:
        texts = _item_texts(item)
        changes = () if before is None else _changes(before, texts)
        is_corrected = item.plan.correction.get("lineage") == str(item.lineage)
        if before is None or changes or is_corrected:
            steps.append(HistoryStep(item, changes, item.plan.correction_reason if is_corrected else ""))
        before = texts
    return steps[::-1]


def _changes(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[FieldChange, ...]:
    return tuple(FieldChange(name, old[name], new[name]) for name in FIELDS if old[name] != new[name])


def lineages_of(old: Sequence[RowText], new: Sequence[RowText]) -> dict[int, UUID]:
    """For each row of the new version the lineage that it carries on."""
    found = {place: old[partner].lineage for place, partner in match_rows(old, new).items()}
    return {place: lineage for place, lineage in found.items() if lineage is not None}


def lineages_of_targets(plan: Plan, texts: Sequence[str]) -> dict[int, UUID]:
    """For each target of a new version, by its text, the lineage of the target of a plan that it carries on."""
    told = enumerate(plan.targets.values_list("text", "lineage"))
    old = [RowText(str(place), {"title": text}, lineage) for place, (text, lineage) in told]
    return lineages_of(old, [RowText(str(place), {"title": text}) for place, text in enumerate(texts)])


def texts_of_plan(plan: Plan) -> list[RowText]:
    """The rows of a stored version, in its order."""
    items = plan.items.order_by("order")
    return [RowText(item.path, _item_texts(item), item.lineage, item.path.count("/")) for item in items]


def texts_of_contents(contents: Sequence[RowContent]) -> list[RowText]:
    """Rows that are not stored yet, with the paths they would get. The order stays that of the list."""
    branches = {branch.key: branch for branch in walk((n, row.parent, row.code) for n, row in enumerate(contents))}
    return [
        RowText(branches[place].path, _content_texts(row), None, branches[place].depth)
        for place, row in enumerate(contents)
    ]


def _item_texts(item: PlanItem) -> dict[str, str]:
    texts = {name: str(getattr(item, name)) for name in FIELDS if name != "budget_million_vnd"}
    return texts | {"budget_million_vnd": plain_number(item.budget_million_vnd)}


def _content_texts(row: RowContent) -> dict[str, str]:
    words = time_frame_words(row.start_text, row.end_text) or row.schedule.text
    own = {"outline_code": row.code[:60], "time_frame_text": words[:500]}
    own["budget_million_vnd"] = plain_number(row.budget_million_vnd)
    return own | {name: str(getattr(row, name)) for name in FIELDS if name not in own}


def plain_number(value: object) -> str:
    """A decimal without the zeros that only the column of the database adds."""
    if value is None:
        return ""
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _only_once(
    rows: Sequence[RowText], places: Iterable[int], key: Callable[[RowText], Hashable]
) -> dict[Hashable, int]:
    found: dict[Hashable, list[int]] = {}
    for place in places:
        found.setdefault(key(rows[place]), []).append(place)
    return {value: hits[0] for value, hits in found.items() if len(hits) == 1}


def _likeness(one: RowText, other: RowText) -> float:
    from rapidfuzz import fuzz  # late: start-up of commands that compare nothing

    return fuzz.ratio(one.key, other.key)
