"""The reader against papers that were written without it: see tests/papers/README.md."""

import json
from pathlib import Path

import pytest

from caicach.core.documents.export_schema import to_schema
from caicach.core.documents.jail import read_file_here
from tests.generated.scoring import score

PAPERS = Path(__file__).parents[2] / "papers"
BARS = {".docx": 0.92, ".pdf": 0.88, "_tab.txt": 0.88, ".txt": 0.70}
FALL_SHORT = {  # flattened text that is not understood yet: no numbers at all, or headings that name scores last
    "102.txt": 0.60,
    "110.txt": 0.30,
    "112.txt": 0.35,
    "209.txt": 0.55,
    "211.txt": 0.39,
}
FILES = sorted(path for path in PAPERS.iterdir() if path.suffix in (".docx", ".pdf", ".txt"))


def bar_of(name: str) -> float:
    ending = next(ending for ending in ("_tab.txt", ".docx", ".pdf", ".txt") if name.endswith(ending))
    return FALL_SHORT.get(name, BARS[ending])


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, id=path.name, marks=pytest.mark.slow if path.suffix == ".pdf" else ()) for path in FILES],
)
def test_a_paper_is_read_as_a_careful_officer_reads_it(path: Path) -> None:
    known = json.loads((PAPERS / f"{path.name[:3]}.json").read_text(encoding="utf-8"))
    overall, parts, wrong = score(known, to_schema(read_file_here(path)))
    shown = "\n".join(str(entry)[:200] for entry in wrong[:20])
    assert overall >= bar_of(path.name), f"{overall:.3f}, sections {parts}\n{shown}"


def test_every_paper_has_its_reading() -> None:
    assert len(FILES) >= 120
    assert {path.name[:3] for path in FILES} == {path.stem for path in PAPERS.glob("*.json")}
