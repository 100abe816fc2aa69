"""The figures of an agency for a leaf of a set: decided by names and by how well the agency works, never by chance."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from caicach.core.scoring.criteria import Criterion
from caicach.core.scoring.ratios import Ratio, WhenNothing
from caicach.core.scoring.shapes.base import Shape
from caicach.demo.stories import chance

Figures = dict[str, Decimal | bool | str | None]

_SIZES = {"hồ sơ": (640, 5200), "triệu đồng": (9000, 78000), "người": (24, 90), "giao dịch": (300, 3800)}
_USUAL_SIZE = (8, 46)
_LATE = "trễ hạn"
_EASY = Decimal("0.9")


@dataclass(frozen=True, slots=True)
class Teller:
    """What decides the figures of one leaf: the agency with the year, and from 0 to 100 how well it did."""

    criterion: Criterion
    key: str
    quality: int

    def about(self, name: str) -> tuple[str, str]:
        """Label and unit of an input."""
        found = {one.name: one for one in self.criterion.inputs}.get(name)
        return (found.label, found.unit) if found else (name, "")

    def whole(self, name: str) -> int:
        """A count of all; what bears the same label has the same count in each leaf."""
        label, unit = self.about(name)
        if _LATE in label:
            return self.rare(name) * 3
        least, most = _SIZES.get(unit, _USUAL_SIZE)
        return least + (most - least) * chance(self.key, label) // 99

    def rare(self, name: str) -> int:
        """A count of faults: none for most, a few where the work was poor."""
        label, _unit = self.about(name)
        return max(0, (chance(self.key, label) - self.quality + 8) // 9)

    def rate(self, name: str) -> Decimal:
        """A part of a whole, 0 to 1; good work reaches all of it."""
        swing = chance(self.key, f"{self.criterion.code} {name}") % 21 - 10
        return min(Decimal(1), max(Decimal(30), Decimal(52 + self.quality // 2 + swing)) / 100)

    def yes(self, name: str) -> bool:
        return chance(self.key, f"{self.criterion.code} {name}") < 42 + self.quality * 6 // 10


def figures_of(criterion: Criterion, *, key: str, quality: int) -> Figures:
    """The figures of a leaf; without a rule there are none."""
    return {} if criterion.rule is None else _of(criterion.rule, Teller(criterion, key, quality))


def nothing_of(criterion: Criterion) -> Figures | None:
    """Figures that say "there was no case", where the rule has words for that."""
    ratio: Ratio | None = getattr(criterion.rule, "ratio", None)
    if ratio is None or ratio.when_nothing is not WhenNothing.NOT_APPLICABLE:
        return None
    return dict.fromkeys(ratio.inputs(), Decimal(0))


def _of(rule: Shape, tell: Teller) -> Figures:
    return _WRITERS[rule.name](rule, tell)


def _ratio(ratio: Ratio, tell: Teller) -> Figures:
    whole = tell.whole(ratio.whole)
    found: Figures = {ratio.part: Decimal(round(whole * tell.rate(ratio.part))), ratio.whole: Decimal(whole)}
    if ratio.other_whole:
        found[ratio.other_whole] = Decimal(whole + tell.rare(ratio.other_whole) * 7)
    if ratio.correction:
        found[ratio.correction] = Decimal(90 + tell.quality // 10) / 100
    return found


def _with_ratio(rule: Any, tell: Teller) -> Figures:
    found = _ratio(rule.ratio, tell)
    target = getattr(rule, "target", Decimal(1))
    if target < _EASY:  # where less than all is wanted, the work stays around that
        part = found[rule.ratio.part]
        assert isinstance(part, Decimal)
        found[rule.ratio.part] = Decimal(round(part * (target + Decimal("0.06"))))
    return found


def _level(rule: Any, tell: Teller) -> Figures:
    wide = 110 if len(rule.levels) == 2 else 78
    place = (chance(tell.key, tell.criterion.code) + 100 - tell.quality) // wide
    return {rule.level: rule.levels[min(place, len(rule.levels) - 1)].code}


def _checklist(rule: Any, tell: Teller) -> Figures:
    return {one.input: tell.yes(one.input) for one in rule.conditions}


def _deduction(rule: Any, tell: Teller) -> Figures:
    return {one.count: Decimal(min(tell.rare(one.count), 3)) for one in rule.penalties}


def _count(rule: Any, tell: Teller) -> Figures:
    if tell.criterion.kind != "normal":
        return {rule.count: Decimal(max(0, chance(tell.key, tell.criterion.code) - 86) // 7)}
    step = (chance(tell.key, tell.criterion.code) + tell.quality) // 66
    if not rule.last_year:
        return {rule.count: Decimal(step)}
    before = 2 + chance(tell.key, rule.last_year) // 30
    return {rule.last_year: Decimal(before), rule.count: Decimal(max(0, before + step - 1))}


def _complement(rule: Any, tell: Teller) -> Figures:
    found: Figures = {}
    for ratio in rule.bad:
        whole = tell.whole(ratio.whole)
        is_late = _LATE in tell.about(ratio.part)[0]
        bad = tell.rare(ratio.part) * (3 if is_late else 1)
        found |= {ratio.whole: Decimal(whole), ratio.part: Decimal(min(bad, whole))}
    return found


def _reduction(rule: Any, tell: Teller) -> Figures:
    baseline = 12 + chance(tell.key, rule.baseline) // 6
    less = (chance(tell.key, tell.criterion.code) + tell.quality) * baseline // 1400
    return {rule.baseline: Decimal(baseline), rule.now: Decimal(baseline - less)}


def _compared(rule: Any, tell: Teller) -> Figures:
    before = tell.whole(rule.before)
    more = (chance(tell.key, tell.criterion.code) + tell.quality) // 55 - 1
    return {rule.before: Decimal(before), rule.now: Decimal(max(0, before + more))}


def _cases(rule: Any, tell: Teller) -> Figures:
    """Files handled before, on and after their day."""
    all_of = tell.whole(rule.better)
    later = tell.rare(rule.worse) * 3
    sooner = round((all_of - later) * tell.rate(rule.better))
    return {rule.better: Decimal(sooner), rule.equal: Decimal(all_of - later - sooner), rule.worse: Decimal(later)}


def _answers(rule: Any, tell: Teller) -> Figures:
    """Of about two hundred answers most go to the best ones."""
    left = 90 + chance(tell.key, tell.criterion.code)
    found: Figures = {}
    for answer in rule.answers:
        given = round(left * tell.rate(answer.count) * Decimal("0.72"))
        found[answer.count] = Decimal(given)
        left -= given
    return found


def _index(rule: Any, tell: Teller) -> Figures:
    swing = chance(tell.key, rule.index)
    return {rule.index: Decimal(7400 + tell.quality * 18 + swing * 5) / 100}


def _decided(rule: Any, tell: Teller) -> Figures:
    quarters = int(tell.criterion.max_score * 4)
    lost = max(0, (chance(tell.key, tell.criterion.code) - tell.quality + 25) // 12)
    return {rule.points: Decimal(max(1, quarters - lost)) / 4}


def _parts(rule: Any, tell: Teller) -> Figures:
    shapes: Iterable[Shape] = (part.shape for part in rule.parts)
    return {name: value for shape in shapes for name, value in _of(shape, tell).items()}


_WRITERS: dict[str, Callable[[Any, Teller], Figures]] = {
    "banded_interpolated": _with_ratio,
    "banded_steps": _with_ratio,
    "checklist_sum": _checklist,
    "complement": _complement,
    "compliance_check": _level,
    "composite": _parts,
    "count_steps": _count,
    "deduction": _deduction,
    "external_only": _decided,
    "index_import": _index,
    "linear_ratio": _with_ratio,
    "ratio_floor_linear": _with_ratio,
    "reduction_vs_baseline": _reduction,
    "survey_scaled": _answers,
    "target_scaled_ratio": _with_ratio,
    "tri_state_per_case": _cases,
    "yoy_compare": _compared,
}
