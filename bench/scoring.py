"""A whole set for the whole country: 3,400 agencies by 120 leaves with the rules of the shipped sets.

What is calculated: points and step of every leaf, what misses and why, the points of every node, the exact sum. The
facts behind one figure are calculated when somebody asks for them, which is measured too. The peers do less: a bare
loop that multiplies one pair of Decimals for each leaf and agency, and a workbook that LibreOffice calculates, which
gives points and sums in binary figures and no steps.
"""

import gc
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from random import Random

from bench import libreoffice
from bench.figures import LEAVES, figures_of, set_of_leaves
from bench.workbook import TOTAL, Sheet, write_workbook
from caicach.core.scoring.columns import ScoredSet, rescored, score_set
from caicach.core.scoring.criteria import CriteriaSet
from caicach.core.scoring.outcome import NotApplicable

AGENCIES, FEW = 3400, 400
ROUNDS = 7
BARE_BAR, LINEAR_BAR, LIBREOFFICE_BAR = 6.0, 0.15, 20.0
AGREES_TO = 1e-9


def measure() -> bool:
    """Print a line for each comparison. Whether all keep to their bars; without LibreOffice's Calc that is left out."""
    criteria_set = set_of_leaves()
    inputs = figures_of(criteria_set, AGENCIES)
    cells = sum(len(column) for column in inputs.values())
    _say(f"{AGENCIES} agencies, {LEAVES} leaves with {cells} figures each; seconds of the processor, least of {ROUNDS}")
    kept = _against_multiplications(criteria_set)
    kept &= _is_linear(criteria_set)
    _say_memory_and_one_change(criteria_set)
    return kept & _against_libreoffice(criteria_set)


def _against_multiplications(criteria_set: CriteriaSet) -> bool:
    """The bar holds for a loop that keeps its products, as a score is kept; what throwing them away saves is told."""
    inputs, gaps = figures_of(criteria_set, AGENCIES), figures_of(criteria_set, AGENCIES, some_miss=True)
    dice = Random(1)
    left, right = ([Decimal(dice.randrange(500)) for _ in range(AGENCIES * LEAVES)] for _ in range(2))

    def thrown_away() -> None:
        for one, other in zip(left, right, strict=True):
            one * other

    kept, lost, ours, ours_with_gaps = _least(
        lambda: [one * other for one, other in zip(left, right, strict=True)],
        thrown_away,
        lambda: score_set(criteria_set, inputs, AGENCIES),
        lambda: score_set(criteria_set, gaps, AGENCIES),
    )
    _say(f"scored {ours:.3f} s; where one figure in 500 misses {ours_with_gaps:.3f} s")
    _say(f"products thrown away {lost:.3f} s, ratio {ours / lost:.2f}; with gaps {ours_with_gaps / lost:.2f}")
    _say(f"products kept {kept:.3f} s, ratio {ours / kept:.2f}; with gaps {ours_with_gaps / kept:.2f}", BARE_BAR)
    return _verdict(ours / kept <= BARE_BAR)


def _is_linear(criteria_set: CriteriaSet) -> bool:
    """What a set costs once, however many agencies there are, makes one among many cheaper; that is no fault."""
    few, many = figures_of(criteria_set, FEW), figures_of(criteria_set, AGENCIES)
    of_few, of_many = _least(
        lambda: score_set(criteria_set, few, FEW),
        lambda: score_set(criteria_set, many, AGENCIES),
    )
    more = of_many / AGENCIES / (of_few / FEW) - 1
    _say(f"an agency among {AGENCIES} costs {more:+.1%} against one among {FEW}", LINEAR_BAR)
    return _verdict(more <= LINEAR_BAR)


def _say_memory_and_one_change(criteria_set: CriteriaSet) -> None:
    inputs = figures_of(criteria_set, AGENCIES)
    tracemalloc.start()
    scored = score_set(criteria_set, inputs, AGENCIES)
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    _say(f"memory: the result {held / 1e6:.0f} MB, at most {peak / 1e6:.0f} MB beside the figures")
    code = next(leaf.code for leaf in criteria_set.leaves() if leaf.rule and leaf.rule.name == "linear_ratio")
    whole, changed, asked = _least(
        lambda: score_set(criteria_set, inputs, AGENCIES),
        lambda: rescored(scored, code, inputs[code]),
        lambda: scored.result(AGENCIES - 1),
    )
    _say(f"one leaf changed for all agencies: {changed:.4f} s, {changed / whole:.1%} of the whole")
    _say(f"the result of one agency with all facts, on demand: {asked * 1000:.2f} ms")


def _against_libreoffice(criteria_set: CriteriaSet) -> bool:
    """The bar holds for opening, calculating and saving without the start of the program, by the processor."""
    if missing := libreoffice.missing():
        _say(f"left out: {missing}; `scripts/setup bench` installs it from Debian's packages, when root")
        return True
    inputs = figures_of(criteria_set, AGENCIES, some_miss=True)
    (ours,) = _least(lambda: score_set(criteria_set, inputs, AGENCIES))
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "made")
        write_workbook(criteria_set, inputs, 1, Path(folder, "one.xlsx"))
        start = libreoffice.convert(Path(folder, "one.xlsx"), made, calculates=True)
        sheet = write_workbook(criteria_set, inputs, AGENCIES, Path(folder, "all.xlsx"))
        only_saved = libreoffice.convert(Path(folder, "all.xlsx"), made, calculates=False)
        found = libreoffice.convert(Path(folder, "all.xlsx"), made, calculates=True)
        wrong = _differing(criteria_set, score_set(criteria_set, inputs, AGENCIES), sheet, found.path)
    ratio = (found.processor - start.processor) / ours
    _say(f"LibreOffice: start with one agency {start}; all agencies {found}, the same without calculating {only_saved}")
    _say(f"its calculation alone is {(found.processor - only_saved.processor) / ours:.1f} times ours ({ours:.3f} s)")
    _say(f"{wrong} of its cells differ from ours by more than {AGREES_TO}")
    _say(f"opened, calculated and saved, without the start: {ratio:.1f} times ours, at least", LIBREOFFICE_BAR)
    return _verdict(ratio >= LIBREOFFICE_BAR and not wrong)


def _differing(criteria_set: CriteriaSet, scored: ScoredSet, sheet: Sheet, workbook: Path) -> int:
    """How many points and sums of a calculated workbook are not ours."""
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(workbook).get_sheet_by_index(0).to_python()
    wrong = abs(len(rows) - len(scored.exact))
    for leaf in criteria_set.leaves():
        column, points = scored.leaves[leaf.code], scored.nodes[leaf.code]
        for agency, row in enumerate(rows):
            gap = column.gaps.get(agency)
            ours = float(points[agency]) if gap is None or points[agency] else _sign(gap)
            wrong += not _agree(row[sheet.places[leaf.code]], ours)
    return wrong + sum(
        not _agree(row[sheet.places[TOTAL]], float(ours)) for row, ours in zip(rows, scored.exact, strict=False)
    )


def _sign(gap: object) -> str:
    return "na" if isinstance(gap, NotApplicable) else "?"


def _agree(theirs: object, ours: float | str) -> bool:
    if isinstance(ours, str) or not isinstance(theirs, (int, float)):
        return theirs == ours
    return abs(theirs - ours) <= AGREES_TO * abs(ours)


def _least(*sides: Callable[[], object]) -> list[float]:
    """Of each side the round that cost the processor least; the sides take turns."""
    best = [float("inf")] * len(sides)
    for _ in range(ROUNDS):
        for number, side in enumerate(sides):
            gc.collect()
            begun = time.process_time()
            side()
            best[number] = min(best[number], time.process_time() - begun)
    return best


def _say(line: str, bar: float | None = None) -> None:
    sys.stdout.write(line + ("\n" if bar is None else f" (bar {bar:g})"))


def _verdict(is_kept: bool) -> bool:
    sys.stdout.write("\n" if is_kept else "  OVER THE BAR\n")
    return is_kept
