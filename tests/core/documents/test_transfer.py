"""Readings and directories as JSON values and back."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import caicach.demo
from caicach.core.documents.directory import AgencyDirectory, DirectoryEntry, DirectoryName
from caicach.core.documents.jail import read_file_here
from caicach.core.documents.reading import (
    AgencyName,
    CriterionReading,
    DocumentHead,
    DutyReading,
    LedgerEntry,
    Level,
    Measure,
    Problem,
    Reading,
    RowReading,
    RowSource,
    TargetReading,
)
from caicach.core.documents.source import Place, SourceFormat
from caicach.core.documents.transfer import (
    directory_from_plain,
    directory_to_plain,
    reading_from_plain,
    reading_to_plain,
)
from caicach.core.schedule.schedule import Schedule

DEMO = sorted((Path(caicach.demo.__file__).parent / "content").glob("*.docx"))
FEW = settings(max_examples=60, derandomize=True, database=None, deadline=None)
PLACES = st.builds(Place, *[st.integers(0, 99)] * 5)
FIGURES = st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-9999, max_value=9999)
TEXTS = st.text(max_size=8)
NAMES = st.builds(AgencyName, TEXTS, TEXTS, proposals=st.just(()) | st.just((("a", "Sở A", 90),)))
SCHEDULES = st.builds(
    Schedule,
    text=TEXTS,
    start_on=st.none() | st.dates(),
    due_on=st.none() | st.dates(),
    times=st.integers(0, 3),
    quantity=st.none() | st.integers(0, 3),
    is_expected=st.booleans(),
)
ROWS = st.builds(
    RowReading,
    st.lists(TEXTS, max_size=3).map(tuple),
    st.sampled_from(Level),
    TEXTS,
    PLACES,
    st.sampled_from(RowSource),
    lead=st.lists(NAMES, max_size=2).map(tuple),
    schedule=SCHEDULES,
    budget_million_vnd=FIGURES,
)
CRITERIA = st.builds(CriterionReading, TEXTS, TEXTS, PLACES, FIGURES, FIGURES, FIGURES)
MEASURES = st.builds(Measure, FIGURES, TEXTS, TEXTS, FIGURES)
READINGS = st.builds(
    Reading,
    st.sampled_from(SourceFormat),
    st.builds(DocumentHead, TEXTS, TEXTS, st.none() | st.dates(), year=st.none() | st.integers(0, 3000)),
    st.lists(st.builds(TargetReading, TEXTS, PLACES, measures=st.lists(MEASURES).map(tuple)), max_size=2).map(tuple),
    st.lists(ROWS, max_size=3).map(tuple),
    st.lists(CRITERIA, max_size=3).map(tuple),
    duties=st.lists(st.builds(DutyReading, TEXTS, st.lists(TEXTS).map(tuple), PLACES), max_size=2).map(tuple),
    totals=st.dictionaries(TEXTS, TEXTS, max_size=2),
    problems=st.lists(st.builds(Problem, TEXTS, PLACES, TEXTS), max_size=2).map(tuple),
    ledger=st.lists(st.builds(LedgerEntry, PLACES, TEXTS, TEXTS), max_size=3).map(tuple),
    page_count=st.integers(0, 9),
)


def _there_and_back(reading: Reading) -> Reading:
    return reading_from_plain(json.loads(json.dumps(reading_to_plain(reading))))


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_a_true_reading_comes_back_the_same(path: Path) -> None:
    reading = read_file_here(path)
    assert _there_and_back(reading) == reading


@FEW
@given(READINGS)
def test_any_reading_comes_back_the_same(reading: Reading) -> None:
    assert _there_and_back(reading) == reading


def test_figures_keep_their_printed_decimals() -> None:
    row = RowReading(("1",), Level.TASK, "a", Place(), budget_million_vnd=Decimal("12.50"))
    back = _there_and_back(Reading(SourceFormat.DOCX, rows=(row,)))
    assert str(back.rows[0].budget_million_vnd) == "12.50"


def test_a_nought_is_not_taken_for_a_missing_figure() -> None:
    row = RowReading(("1",), Level.TASK, "a", Place(), budget_million_vnd=Decimal(0))
    zero = Reading(SourceFormat.DOCX, rows=(row,))
    missing = replace(zero, rows=(replace(row, budget_million_vnd=None),))
    assert _there_and_back(zero) == zero != missing == _there_and_back(missing)


def test_what_holds_its_default_is_left_out() -> None:
    assert reading_to_plain(Reading(SourceFormat.DOCX)) == {"format": "docx"}


def test_a_day_is_written_as_in_iso() -> None:
    head = DocumentHead(issued_on=date(2026, 3, 5))
    assert reading_to_plain(Reading(SourceFormat.PDF, head))["head"] == {"issued_on": "2026-03-05"}


def test_a_directory_comes_back_the_same() -> None:
    names = (DirectoryName("Sở Nội vụ", "official"), DirectoryName("SNV", "alias"))
    directory = AgencyDirectory(
        (DirectoryEntry("so-noi-vu", "department", names), DirectoryEntry("all", "", names, is_group=True))
    )
    assert directory_from_plain(json.loads(json.dumps(directory_to_plain(directory)))) == directory


@pytest.mark.parametrize(
    "plain",
    [
        5,
        None,
        [],
        {},
        {"format": "exe"},
        {"format": "docx", "rows": 1},
        {"format": "docx", "rows": [{}]},
        {"format": "docx", "page_count": "x"},
        {"format": "docx", "totals": []},
        {"format": "docx", "head": {"issued_on": "2026-02-31"}},
        {"format": "docx", "unknown": 1},
        {"format": "docx", "problems": [{"code": "a", "place": {"row": "1"}}]},
    ],
    ids=str,
)
def test_what_is_no_reading_is_refused(plain: object) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        reading_from_plain(plain)  # type: ignore[arg-type]
