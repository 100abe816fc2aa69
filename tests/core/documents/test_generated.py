"""The reader against invented documents of every layout, whose readings are known."""

import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

import caicach.demo
from caicach.core.documents.export_schema import to_schema
from caicach.core.documents.jail import read_file_here
from tests.generated.__main__ import WRITERS
from tests.generated.catalogue import papers
from tests.generated.demo_papers import demo_papers, doubtful_paper
from tests.generated.gold import gold_of
from tests.generated.paper import Paper
from tests.generated.printing import blocks_of
from tests.generated.scoring import score

BARS = {"docx": 0.92, "pdf": 0.88, "tabbed.txt": 0.88, "flattened.txt": 0.70}
PAPERS = {paper.name: paper for paper in papers()}
DEMO = Path(caicach.demo.__file__).parent / "content"
CASES = [
    pytest.param(name, ending, marks=pytest.mark.slow if ending == "pdf" else (), id=f"{name}-{ending}")
    for ending in WRITERS
    for name in PAPERS
]


@pytest.fixture(scope="module")
def scores() -> Iterator[dict[str, dict[str, float]]]:
    """Collects the scores of each format; prints the worst and the median at the end (pytest -s shows them)."""
    found: dict[str, dict[str, float]] = {}
    yield found
    for ending, by_name in found.items():
        worst = min(by_name, key=lambda name: by_name[name])
        middle = statistics.median(by_name.values())
        print(f"\n{ending}: {len(by_name)} papers, median {middle:.3f}, worst {by_name[worst]:.3f} ({worst})")  # noqa: T201


@pytest.mark.parametrize(("name", "ending"), CASES)
def test_reading_agrees_with_the_known_one(
    name: str, ending: str, tmp_path: Path, scores: dict[str, dict[str, float]]
) -> None:
    paper = PAPERS[name]
    path = WRITERS[ending](blocks_of(paper), tmp_path / f"{name}.{ending}")
    overall, parts, wrong = score(gold_of(paper), to_schema(read_file_here(path)))
    scores.setdefault(ending, {})[name] = overall
    shown = "\n".join(str(entry)[:220] for entry in wrong[:25])
    assert overall >= BARS[ending], f"{overall:.3f}, sections {parts}\n{shown}"


def test_there_are_papers_for_every_layout() -> None:
    assert len(PAPERS) >= 34
    assert all(len(paper.rows) + len(paper.criteria) >= 20 for paper in PAPERS.values())


@pytest.mark.parametrize("paper", PAPERS.values(), ids=list(PAPERS))
def test_a_known_reading_agrees_with_itself(paper: Paper) -> None:
    overall, _, wrong = score(gold_of(paper), gold_of(paper))
    assert (overall, wrong) == (1.0, [])


def test_an_empty_reading_scores_nothing() -> None:
    assert all(score(gold_of(paper), {})[0] < 0.05 for paper in PAPERS.values())


@pytest.mark.parametrize("ending", list(WRITERS))
def test_the_same_paper_gives_the_same_file(ending: str, tmp_path: Path) -> None:
    blocks = blocks_of(PAPERS["ward_with_parts_between_tables"])
    first = WRITERS[ending](blocks, tmp_path / f"1.{ending}").read_bytes()
    assert first == WRITERS[ending](blocks, tmp_path / f"2.{ending}").read_bytes()


@pytest.mark.parametrize("paper", demo_papers(), ids=lambda paper: paper.name)
def test_papers_of_the_demonstration_read_without_a_doubt(paper: Paper) -> None:
    reading = read_file_here(DEMO / f"{paper.name}.docx")
    overall, _, wrong = score(gold_of(paper), to_schema(reading))
    assert overall >= 0.99, wrong[:10]
    assert reading.problems == ()


def test_the_doubtful_paper_of_the_demonstration_asks_questions() -> None:
    reading = read_file_here(DEMO / f"{doubtful_paper().name}.docx")
    doubted = " ".join(problem.value for problem in reading.problems)
    assert "31/6/2026" in doubted
    assert "Sớm nhất" in doubted
    assert len(reading.rows) == len(doubtful_paper().rows)


@pytest.mark.parametrize("paper", [*demo_papers(), doubtful_paper()], ids=lambda paper: paper.name)
def test_papers_of_the_demonstration_are_as_generated(paper: Paper, tmp_path: Path) -> None:
    made = WRITERS["docx"](blocks_of(paper), tmp_path / "made.docx")
    assert made.read_bytes() == (DEMO / f"{paper.name}.docx").read_bytes(), "run scripts/make_demo_documents.py"
