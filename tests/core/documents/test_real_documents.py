"""The reader against real decisions with readings made by hand; the bars are those of the project's issues."""

import importlib.util
import json
from types import ModuleType

import pytest

from caicach.core.documents.export_schema import to_schema
from caicach.core.documents.jail import read_file_here
from caicach.core.documents.reading import Reading
from tests.shared_documents import FOLDER, needs_documents

BARS = {
    ("000", ".docx"): 0.97,
    ("003", ".docx"): 0.97,
    ("u4", ".docx"): 0.97,
    ("000", ".txt"): 0.95,
    ("003", ".txt"): 0.95,
    ("001", ".txt"): 0.85,
    ("u4", ".txt"): 0.80,
    ("000", ".pdf"): 0.93,
    ("003", ".pdf"): 0.93,
    ("u4", ".pdf"): 0.93,
}
CASES = [pytest.param(*case, id="".join(case), marks=pytest.mark.slow if case[1] == ".pdf" else ()) for case in BARS]


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_of_documents", FOLDER / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(name: str, ending: str) -> Reading:
    (path,) = FOLDER.glob(f"{name}*{ending}")
    return read_file_here(path)


@needs_documents
@pytest.mark.parametrize(("name", "ending"), CASES)
def test_reading_of_a_real_document_reaches_its_bar(name: str, ending: str) -> None:
    gold = json.loads((FOLDER / "gold" / f"{name}.json").read_text("utf-8"))
    candidate = json.loads(json.dumps(to_schema(_read(name, ending))))
    overall = _scorer().score(gold, candidate)["overall"]
    assert overall >= BARS[name, ending]


@needs_documents
@pytest.mark.parametrize(("name", "ending"), [case for case in BARS if case[1] != ".pdf"])
def test_every_printed_cell_of_a_real_document_is_accounted_for(name: str, ending: str) -> None:
    reading = _read(name, ending)
    lost = [problem for problem in reading.problems if problem.code == "documents.unplaced_cell"]
    places = [entry.place for entry in reading.ledger]
    assert not lost
    assert len(places) == len(set(places))


@needs_documents
def test_the_sums_that_do_not_agree_are_asked_about() -> None:
    codes = {(problem.code, problem.subject) for problem in _read("003", ".docx").problems}
    assert codes == {("documents.sum_differs", "totals"), ("documents.parent_differs", "3")}


@needs_documents
def test_a_slip_of_the_pen_is_asked_about_and_not_put_right() -> None:
    reading = _read("000", ".docx")
    slips = [problem for problem in reading.problems if problem.code == "documents.typing_error"]
    assert {problem.value.casefold() for problem in slips} == {"đơn đốc"}
    assert any("Đơn đốc" in row.title for row in reading.rows)
