"""Reading a document against a process that only opens it with the library and walks its cells.

The papers are made by the tests' own generator, or are those of the folder CAICACH_DOCUMENTS. Runs are paired; of
each side the round with the least processor time counts, that of its children included: other work on the machine
makes a run slower, never cheaper. Both sides start from compiled bytecode, as an installed system does.
"""

import compileall
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import caicach
from tests.generated.catalogue import papers
from tests.generated.docx_writer import write_docx
from tests.generated.pdf_writer import write_pdf
from tests.generated.printing import blocks_of

ROUNDS = 5
_WALK_DOCX = """
import sys, docx
for table in docx.Document(sys.argv[1]).tables:
    for row in table.rows:
        for cell in row.cells:
            cell.text
"""
_TABLES_PDF = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        page.extract_tables()
"""
PEERS = {
    ".docx": ("python-docx walks all cells", _WALK_DOCX, 3.0),
    ".pdf": ("pdfplumber's own tables", _TABLES_PDF, 1.5),
}


@dataclass(frozen=True, slots=True, order=True)
class Cost:
    """What a process cost: seconds of the processor, and how long it took."""

    processor: float
    wall: float


def measure() -> bool:
    """Print a line for each document: seconds of both, the ratio, the bar. Whether all keep to it."""
    compileall.compile_dir(caicach.__path__[0], quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        kept = [_compare(path) for path in _documents(Path(folder))]
        return all(kept)


def _compare(path: Path) -> bool:
    peer, script, bar = PEERS[path.suffix]
    walks, reads = [], []
    for _ in range(ROUNDS):
        walks.append(_cost(["-c", script, str(path)]))
        reads.append(_cost(["-m", "caicach", "read", "--json", str(path)]))
    read, walk = min(reads), min(walks)
    ratio = read.processor / walk.processor
    wall = min(one.wall for one in reads) / min(one.wall for one in walks)
    sys.stdout.write(
        f"{path.name}: read {read.processor:.2f} s, {peer} {walk.processor:.2f} s, "
        f"ratio {ratio:.2f} (bar {bar}; by the clock {wall:.2f}){'' if ratio <= bar else '  OVER THE BAR'}\n"
    )
    return ratio <= bar


def _documents(folder: Path) -> list[Path]:
    given = os.environ.get("CAICACH_DOCUMENTS")
    if given:
        return sorted(path for path in Path(given).iterdir() if path.suffix in PEERS)
    paper = next(paper for paper in papers() if paper.name == "nine_columns_two_tiers")
    blocks = blocks_of(paper)
    return [write_docx(blocks, folder / "nine_columns.docx"), write_pdf(blocks, folder / "nine_columns.pdf")]


def _cost(arguments: list[str]) -> Cost:
    """Run the interpreter once and wait for it; its output goes nowhere."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    nowhere = os.open(os.devnull, os.O_WRONLY)
    begun = time.perf_counter()
    actions = [(os.POSIX_SPAWN_DUP2, nowhere, 1)]
    child = os.posix_spawn(sys.executable, [sys.executable, *arguments], environment, file_actions=actions)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - begun
    os.close(nowhere)
    if status:
        raise RuntimeError(f"{arguments} ended with {status}")
    return Cost(used.ru_utime + used.ru_stime, wall)
