"""One million ballots: the index of 3,400 units with errors and intervals from the design, in one go.

The file is a CSV, as R reads it too: number, day and mode of the ballot, sex and age, unit, village, weight, and the
answers to five questions, one for each factor; villages are the clusters, units the strata. Polars reads the whole of
it and calculates nothing. R's survey package reads it and makes the same index with its error for a few units only:
each takes it about half a second more. The same is done from Parquet, in columns; design effects, for which the
ballots are gone through once more, are told beside. The ratio to reading depends on what else the file holds, most of
all the number of the ballot: that for a file of only the columns used is told too, without a bar.
"""

import gc
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from bench.memory import peak_megabytes
from caicach.core.surveys.estimates.answers import Answers
from caicach.core.surveys.estimates.designs import Design
from caicach.core.surveys.estimates.frames import Sample
from caicach.core.surveys.indexes import IndexFigure, indexes
from caicach.core.surveys.satisfaction import Group, Joining, Method, Question

BALLOTS, FEW, UNITS, VILLAGES, QUESTIONS = 1_000_000, 10_000, 3400, 12, 5
ROUNDS, R_UNITS = 5, 5
READING_BAR, R_BAR, AGREES_TO = 5.0, 10.0, 1e-8
NAMES = [f"q{number}" for number in range(QUESTIONS)]
DESIGN = Design(weight="weight", strata=("unit",), clusters=("village",))
METHOD = Method(
    whole=Group(
        name="services",
        joining=Joining.AVERAGED,
        members=tuple(Question(name=name, satisfied=("4", "5"), counted=("1", "2", "3", "4", "5")) for name in NAMES),
    )
)
R_SCRIPT = """
suppressMessages(library(survey))
arguments <- commandArgs(TRUE)
answers <- read.csv(arguments[1], stringsAsFactors = FALSE)
for (name in c({names})) {{
  answers[[paste0("s", name)]] <- as.numeric(!is.na(answers[[name]]) & answers[[name]] >= 4)
  answers[[paste0("v", name)]] <- as.numeric(!is.na(answers[[name]]))
}}
design <- svydesign(id = ~village, strata = ~unit, weights = ~weight, data = answers, nest = TRUE)
for (one in arguments[-1]) {{
  inside <- subset(design, unit == one)
  ratios <- svyratio({tops}, {belows}, inside, covmat = TRUE)
  index <- svycontrast(ratios, {shares})
  cat(one, sprintf("%.17g", coef(index)), sprintf("%.17g", SE(index)), "\\n")
}}
"""


def measure() -> bool:
    """Print a line for each comparison. Whether all keep to their bars; without R that one is left out and said."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in (BALLOTS, FEW):
            write_ballots(folder, number)
        kept = _against_reading(folder)
        _say_growth(folder)
        return kept & _against_r(folder)


def write_ballots(folder: Path, number: int) -> None:
    """Invented answers, the same each time: some questions stay empty, and villages have a mood of their own."""
    chance = "(md5_number_lower(concat_ws('/', i, {})) % 1000000) / 1e6"
    mood = "0.1 * ((md5_number_lower(concat_ws('/', unit, village)) % 1000) / 1e3)"
    answers = ", ".join(
        f"CASE WHEN {chance.format(at)} < 0.03 THEN NULL"
        f" ELSE least(5, 1 + floor(5 * sqrt({chance.format(at)}) + {mood}))::INTEGER END AS {name}"
        for at, name in enumerate(NAMES)
    )
    query = (
        f"SELECT md5(i::VARCHAR) AS ballot, DATE '2026-09-01' + (i % 30)::INTEGER AS day,"
        " ['web', 'paper', 'phone'][1 + i % 3] AS mode, ['f', 'm'][1 + i % 2] AS sex, 18 + i % 60 AS age,"
        f" unit, village, round(1 + 9 * {chance.format(99)}, 2) AS weight, {answers}"
        f" FROM (SELECT i, printf('u%04d', i % {UNITS}) AS unit, printf('v%02d', (i // {UNITS}) % {VILLAGES})"
        f" AS village FROM range({number}) AS ballots(i))"
    )
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE made AS {query}")
        connection.execute(f"COPY made TO '{folder}/{number}.csv' (HEADER)")
        text = ", ".join(f"{name}::VARCHAR AS {name}" for name in NAMES)
        connection.execute(
            f"COPY (SELECT * REPLACE ({text}) FROM made ORDER BY unit, village) TO '{folder}/{number}.parquet'"
        )


def index_of_csv(path: Path) -> list[IndexFigure]:
    """Read, checked, calculated."""
    with Answers.of_csv(path, texts=["unit", "village", *NAMES], numbers=["weight"]) as answers:
        return indexes(Sample(answers, DESIGN), METHOD, ["unit"], with_effects=False)


def index_of_parquet(path: Path, *, with_effects: bool = False) -> list[IndexFigure]:
    """The same from columns."""
    with Answers.of_parquet(path) as answers:
        return indexes(Sample(answers, DESIGN), METHOD, ["unit"], with_effects=with_effects)


def read_csv(path: Path) -> None:
    """What polars does by itself."""
    import polars as pl

    pl.read_csv(path)


def read_parquet(path: Path) -> None:
    """What polars does by itself."""
    import polars as pl

    pl.read_parquet(path)


def _against_reading(folder: Path) -> bool:
    csv, parquet = folder / f"{BALLOTS}.csv", folder / f"{BALLOTS}.parquet"
    _say(
        f"{BALLOTS:,} ballots, {UNITS} units, {QUESTIONS} questions; CSV of {csv.stat().st_size / 1e6:.0f} MB,", end=""
    )
    _say(f" Parquet of {parquet.stat().st_size / 1e6:.0f} MB; seconds of the clock, least of {ROUNDS}")
    narrow = folder / "narrow.parquet"
    used = ", ".join(["unit", "village", "weight", *NAMES])
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT {used} FROM '{parquet}') TO '{narrow}'")
    reading, ours, reading_columns, ours_columns, effects, reading_narrow, ours_narrow = _least(
        lambda: read_csv(csv),
        lambda: index_of_csv(csv),
        lambda: read_parquet(parquet),
        lambda: index_of_parquet(parquet),
        lambda: index_of_parquet(parquet, with_effects=True),
        lambda: read_parquet(narrow),
        lambda: index_of_parquet(narrow),
    )
    kept = _say_ratio("Parquet", reading_columns, ours_columns)
    kept &= _say_ratio("CSV", reading, ours)
    _say(
        f"from Parquet with design effects and effective numbers too: {effects:.3f} s, {effects / reading_columns:.2f}"
    )
    _say(f"Parquet of nothing but the columns used: read {reading_narrow:.3f} s, index {ours_narrow:.3f} s,", end="")
    _say(f" ratio {ours_narrow / reading_narrow:.1f} (no bar)")
    for name, call in (("polars reads", read_csv), ("ours", index_of_csv)):
        _say(f"memory, {name}: at most {peak_megabytes(call, csv):.0f} MB of the process")
    _say(f"memory, ours from Parquet: at most {peak_megabytes(index_of_parquet, parquet):.0f} MB of the process")
    return kept


def _say_ratio(kind: str, reading: float, ours: float) -> bool:
    _say(f"{kind}: read by polars {reading:.3f} s, index of all units {ours:.3f} s,", end="")
    _say(f" ratio {ours / reading:.2f} (bar {READING_BAR:g})")
    return _verdict(ours / reading <= READING_BAR)


def _say_growth(folder: Path) -> None:
    few, many = _least(
        lambda: index_of_csv(folder / f"{FEW}.csv"),
        lambda: index_of_csv(folder / f"{BALLOTS}.csv"),
    )
    _say(f"from {FEW:,} to {BALLOTS:,} ballots, {BALLOTS // FEW} times as many: {few:.3f} s to {many:.3f} s,", end="")
    _say(f" {many / few:.1f} times as long\n")


def _against_r(folder: Path) -> bool:
    """The bar holds for reading, the design and a few units, against all units here."""
    csv = folder / f"{BALLOTS}.csv"
    if (
        not shutil.which("Rscript")
        or subprocess.run(["Rscript", "-e", "library(survey)"], capture_output=True).returncode
    ):
        _say("left out: R's survey package is not there; `scripts/setup bench` installs it from Debian's, when root")
        return True
    figures = {figure.key[0]: figure.estimate for figure in index_of_csv(csv)}
    asked = list(figures)[:: len(figures) // R_UNITS][:R_UNITS]
    script = folder / "index.R"
    script.write_text(
        R_SCRIPT.format(
            names=", ".join(f'"{name}"' for name in NAMES),
            tops="~" + " + ".join(f"s{name}" for name in NAMES),
            belows="~" + " + ".join(f"v{name}" for name in NAMES),
            shares=_diagonal(),
        )
    )
    begun = time.perf_counter()
    said = subprocess.run(["Rscript", script, csv, *asked], capture_output=True, text=True, check=True).stdout
    theirs = time.perf_counter() - begun
    (ours,) = _least(lambda: index_of_csv(csv))
    wrong = 0
    for line in said.splitlines():
        unit, value, error = line.split()
        found = figures[unit]
        wrong += (
            abs((found.value or 0) - float(value)) > AGREES_TO or abs((found.error or 0) - float(error)) > AGREES_TO
        )
    _say(f"R survey, {len(asked)} units: {theirs:.1f} s; all {UNITS} units here: {ours:.3f} s; {wrong} figures differ")
    _say(f"ratio {theirs / ours:.0f} (bar: at least {R_BAR:g})")
    return _verdict(theirs / ours >= R_BAR and not wrong and len(said.splitlines()) == R_UNITS)


def _diagonal() -> str:
    """svyratio gives all tops over all belows; the index is the mean of those of the same question."""
    shares = [[1 / QUESTIONS if one == other else 0 for one in range(QUESTIONS)] for other in range(QUESTIONS)]
    return "c(" + ", ".join(str(share) for row in shares for share in row) + ")"


def _least(*sides: Callable[[], object]) -> list[float]:
    """Of each side the round that took least; the sides take turns."""
    best = [float("inf")] * len(sides)
    for _ in range(ROUNDS):
        for number, side in enumerate(sides):
            gc.collect()
            begun = time.perf_counter()
            side()
            best[number] = min(best[number], time.perf_counter() - begun)
    return best


def _say(line: str, end: str = "\n") -> None:
    sys.stdout.write(line + end)
    sys.stdout.flush()


def _verdict(is_kept: bool) -> bool:
    sys.stdout.write("\n" if is_kept else "  OVER THE BAR\n\n")
    return is_kept
