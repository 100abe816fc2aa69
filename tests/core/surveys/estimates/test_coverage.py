"""Does an interval of 95 % hold the truth in 95 of a hundred surveys? Surveys of a population whose truth is known."""

from pathlib import Path
from random import Random

import duckdb

from caicach.core.surveys.estimates.answers import Answers
from caicach.core.surveys.estimates.designs import Design, Interval, Kind, Measure
from caicach.core.surveys.estimates.estimating import estimates
from caicach.core.surveys.estimates.frames import Sample

SURVEYS = 2000
STRATA = {"city": (90, 0.86), "plain": (60, 0.78), "hills": (40, 0.66)}  # villages, and the level of satisfaction
VILLAGE, VILLAGES_DRAWN, PEOPLE_DRAWN = 12, 14, 5
DESIGN = Design(
    weight="w", strata=("survey", "stratum"), clusters=("village", "person"), populations=("villages", "people")
)

Person = tuple[str, int, int, int, float, str]


def population() -> list[Person]:
    """Stratum, village, person, satisfied, hours waited, sex: neighbours are alike."""
    dice = Random(64)
    people = []
    for stratum, (villages, level) in STRATA.items():
        for village in range(villages):
            here = min(0.99, max(0.05, dice.gauss(level, 0.1)))
            for person in range(VILLAGE):
                satisfied = int(dice.random() < here)
                people.append((stratum, village, person, satisfied, dice.expovariate(here), dice.choice("fm")))
    return people


def draw_surveys(people: list[Person], path: Path) -> None:
    """Draws by the hash of survey, village and person: the same each time, on any machine."""
    with duckdb.connect() as connection:
        kinds = ("VARCHAR", "INTEGER", "INTEGER", "INTEGER", "DOUBLE", "VARCHAR")
        names = ("stratum", "village", "person", "satisfied", "hours", "sex")
        chosen = ", ".join(f"unnest(?::{kind}[]) AS {name}" for kind, name in zip(kinds, names, strict=True))
        columns = [list(column) for column in zip(*people, strict=True)]
        connection.execute(f"CREATE TABLE people AS SELECT {chosen}", columns)
        connection.execute(
            "CREATE TABLE drawn AS SELECT survey, stratum, village, villages FROM (SELECT *,"
            " count(*) OVER (PARTITION BY survey, stratum) AS villages, row_number() OVER (PARTITION BY survey, stratum"
            " ORDER BY md5_number_lower(concat_ws('/', survey, stratum, village))) AS place FROM"
            f" (SELECT DISTINCT stratum, village FROM people), range({SURVEYS}) AS surveys(survey))"
            f" WHERE place <= {VILLAGES_DRAWN}"
        )
        connection.execute(
            f"COPY (SELECT *, {VILLAGE} AS people, villages / {VILLAGES_DRAWN} * {VILLAGE / PEOPLE_DRAWN} AS w FROM"
            " (SELECT drawn.survey, villages, people.*, row_number() OVER (PARTITION BY survey, stratum, village"
            " ORDER BY md5_number_lower(concat_ws('/', survey, stratum, village, person))) AS place"
            f" FROM drawn JOIN people USING (stratum, village)) WHERE place <= {PEOPLE_DRAWN}) TO '{path}'"
        )


def test_intervals_hold_the_truth_in_95_of_a_hundred_surveys(tmp_path):
    people = population()
    draw_surveys(people, tmp_path / "surveys.parquet")
    women = [person for person in people if person[5] == "f"]
    hours = [person[4] for person in people]
    rates = [sum(person[3] for person in group) / len(group) for group in (people, women)]
    shares = {}
    with Answers.of_parquet(tmp_path / "surveys.parquet") as answers:
        sample = Sample(answers, DESIGN)
        for name, truth, by, measure in (
            ("logit", rates[0], [], Measure(kind=Kind.PROPORTION, value="satisfied")),
            ("wilson", rates[0], [], Measure(kind=Kind.PROPORTION, value="satisfied", interval=Interval.WILSON)),
            ("women", rates[1], ["sex"], Measure(kind=Kind.PROPORTION, value="satisfied")),
            ("mean", sum(hours) / len(hours), [], Measure(kind=Kind.MEAN, value="hours")),
            ("total", sum(hours), [], Measure(kind=Kind.TOTAL, value="hours")),
        ):
            found = [one for one in estimates(sample, measure, ["survey", *by]) if one.key[1:] in {(), ("f",)}]
            assert len(found) == SURVEYS
            shares[name] = sum(one.low <= truth <= one.high for one in found) / SURVEYS
    assert all(0.93 <= share <= 0.97 for share in shares.values()), shares
