"""R's survey package and svy say the same as we, to 1e-8; where they part is told in the package's docstring."""

import csv
import math
import shutil
import subprocess
from pathlib import Path

import pytest

from caicach.core.surveys.estimates.answers import Answers
from caicach.core.surveys.estimates.designs import Design, Estimate, Kind, Lonely, Margin, Measure
from caicach.core.surveys.estimates.estimating import differences, estimates
from caicach.core.surveys.estimates.frames import Sample
from caicach.core.surveys.estimates.intervals import t_quantile
from tests.core.surveys.estimates.samples import write_drawn

TYPES = Margin("stype", {"E": 4421, "H": 755, "M": 1018})
YEARS = Margin("wide", {"n": 1072, "w": 5122})
GROUPS = Margin("grp", {"a": 30000, "b": 20000, "c": 40000})
ONE = {"weight": "pw", "clusters": ("dnum",), "populations": ("fpc",)}
STAGES = {"weight": "w", "strata": ("s",), "clusters": ("c1", "c2")}
ROWS = {"weight": "w", "strata": ("s",)}
DESIGNS = {
    "apistrat": Design(weight="pw", strata=("stype",), populations=("fpc",)),
    "apistrat/wr": Design(weight="pw", strata=("stype",)),
    "apiclus1": Design(**ONE),
    "apiclus1/wr": Design(weight="pw", clusters=("dnum",)),
    "apiclus2": Design(weight="pw", clusters=("dnum", "snum"), populations=("fpc1", "fpc2")),
    "apiclus1/post": Design(**ONE, margins=(TYPES,)),
    "apiclus1/rake": Design(**ONE, margins=(TYPES, YEARS)),
    "drawn": Design(**STAGES),
    "drawn/stages": Design(**STAGES, populations=("n1", "n2")),
    "drawn/rows": Design(**ROWS),
    "drawn/post": Design(**ROWS, margins=(GROUPS,)),
    "drawn/rake": Design(**ROWS, margins=(GROUPS, Margin("sex", {"f": 50000, "m": 40000}))),
    "lonely/certainty": Design(weight="w", strata=("s",), clusters=("c1",), lonely=Lonely.CERTAINTY),
    "lonely/average": Design(weight="w", strata=("s",), clusters=("c1",), lonely=Lonely.AVERAGE),
    "lonely/adjust": Design(weight="w", strata=("s",), clusters=("c1",), lonely=Lonely.ADJUST),
}
GOLDEN = {  # value and error of the mean of api00; of the package's documentation, to all its digits
    "apistrat": (662.2873632, 9.408940803),
    "apistrat/wr": (662.2873632, 9.536132297),
    "apiclus1": (644.1693989, 23.54224069),
    "apiclus1/wr": (644.1693989, 23.77901072),
    "apiclus2": (670.8118081, 30.09902738),
}
Pair = tuple[float | None, float | None]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("oracle")
    write_drawn(made / "drawn.csv")
    return made


@pytest.mark.slow
def test_r_survey_says_the_same(folder):
    if (
        not shutil.which("Rscript")
        or subprocess.run(["Rscript", "-e", "library(survey)"], capture_output=True).returncode
    ):
        pytest.skip("R's survey package is not installed; `scripts/setup bench` installs it from Debian's packages")
    script = Path(__file__).with_name("oracle.R")
    said = subprocess.run(["Rscript", script, folder], capture_output=True, text=True, check=True).stdout
    lines = [line.split("\t") for line in said.splitlines()]
    ours, wrong = {case: Ours(folder, case) for case in DESIGNS}, []
    assert {case for case, *_ in lines} == {*DESIGNS, "drawn/rake()", "quantile"}
    for case, name, domain, value, error in lines:
        if case == "quantile":
            mine: Pair = (t_quantile(0.975, float(domain)), t_quantile(0.995, float(domain)))
        elif case in DESIGNS:
            mine = ours[case].says(name, domain)
        else:  # the error of rake() is another, as told in the docstring of the package
            mine = ours["drawn/rake"].says(name, domain)
            assert mine[0] == pytest.approx(float(value), rel=1e-8)
            assert mine[1] != pytest.approx(float(error), rel=1e-4)
            continue
        wrong += [] if _agree(mine, (float(value), float(error))) else [(case, name, domain, mine, value, error)]
    assert wrong == []
    for case, golden in GOLDEN.items():
        assert ours[case].says("mean", "") == pytest.approx(golden, rel=1e-9)


@pytest.mark.slow
def test_svy_says_the_same(folder):
    import polars as pl
    import svy

    case, names = "drawn", {"stratum": "s", "psu": "c1", "wgt": "w"}
    ours = Ours(folder, case)
    table = pl.DataFrame(_columns(folder, case), strict=False)
    theirs = svy.Sample(table, svy.Design(**names)).estimation
    for name, said in (
        ("mean", theirs.mean("y", drop_nulls=True)),
        ("mean", theirs.mean("y", by="domain", drop_nulls=True)),
        ("total", theirs.total("y", by="domain", drop_nulls=True)),
        ("ratio", theirs.ratio("y", "x", drop_nulls=True)),
    ):
        for one in said.estimates:
            found = ours.says(name, domain := "".join(one.by_level or ()))
            assert _agree(found, (one.est, one.se)), (name, domain, found, one)
            if name == "mean":
                assert ours.says("degrees", domain)[0] == one.df


class Ours:
    """What we say of one case; an estimate is made once."""

    def __init__(self, folder: Path, case: str) -> None:
        self.sample = Sample(Answers.of_columns(_columns(folder, case)), DESIGNS[case])
        is_api = case.startswith("api")
        self.names = ("api00", "enroll", "awarded", "stype") if is_api else ("y", "x", "flag", "domain")
        self.made: dict[tuple[Kind, bool], dict[str, Estimate]] = {}

    def says(self, name: str, domain: str) -> Pair:
        """The pair of figures that a line of R's answer is about."""
        if name == "difference":
            one, other = domain.split("-")
            measure = Measure(kind=Kind.MEAN, value=self.names[0])
            return _pair(differences(self.sample, measure, [self.names[3]], [((one,), (other,))])[0])
        kinds = {"ratio": Kind.RATIO, "total": Kind.TOTAL, "proportion": Kind.PROPORTION, "logit": Kind.PROPORTION}
        found = self._all(kinds.get(name, Kind.MEAN), by_domain=bool(domain))[domain]
        pairs: dict[str, Pair] = {
            "deff": (found.design_effect, found.degrees),
            "logit": (found.low, found.high),
            "degrees": (found.degrees, 0),
        }
        return pairs.get(name, _pair(found))

    def _all(self, kind: Kind, *, by_domain: bool) -> dict[str, Estimate]:
        if (kind, by_domain) not in self.made:
            value, per, flag, by = self.names
            measure = Measure(
                kind=kind, value=flag if kind is Kind.PROPORTION else value, per=per if kind is Kind.RATIO else ""
            )
            found = estimates(self.sample, measure, [by] if by_domain else [])
            self.made[kind, by_domain] = {"".join(one.key): one for one in found}
        return self.made[kind, by_domain]


def _pair(found: Estimate) -> Pair:
    return found.value, found.error


def _columns(folder: Path, case: str) -> dict[str, list[float | str | None]]:
    """Of the file that a case is about; cells are numbers where a whole column is."""
    name = "drawn" if not case.startswith("api") else case.split("/")[0]
    with (folder / f"{name}.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    if case.startswith("lonely"):
        rows = [row for row in rows if row["s"] != "s3" or row["c1"] == "c1"]
    columns = {name: [row[name] or None for row in rows] for name in rows[0]}
    return {name: _numbers(column) for name, column in columns.items()}


def _numbers(column: list[str | None]) -> list[float | str | None]:
    try:
        return [None if one is None else float(one) for one in column]
    except ValueError:
        return list(column)


def _agree(ours: Pair, theirs: tuple[float, float]) -> bool:
    return all(
        (one is None and math.isnan(other))
        or (one is not None and math.isclose(one, other, rel_tol=1e-8, abs_tol=1e-8))
        for one, other in zip(ours, theirs, strict=True)
    )
