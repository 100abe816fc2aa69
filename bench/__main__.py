"""`make bench`: reading a document against a process that only opens it with the library and walks its cells.

The papers are made by the tests' own generator, or are those of the folder CAICACH_DOCUMENTS. Runs are paired,
the smallest of the rounds counts: other work on the machine makes a run slower, never faster.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def main() -> None:
    """Print a line for each document: seconds of both, the ratio, the bar."""
    with tempfile.TemporaryDirectory() as folder:
        for path in _documents(Path(folder)):
            peer, script, bar = PEERS[path.suffix]
            reads, walks = [], []
            for _ in range(ROUNDS):
                walks.append(_seconds([sys.executable, "-c", script, str(path)]))
                reads.append(_seconds([sys.executable, "-m", "caicach", "read", "--json", str(path)]))
            ratio = min(reads) / min(walks)
            told = f"{path.name}: read {min(reads):.2f} s, {peer} {min(walks):.2f} s, ratio {ratio:.2f} (bar {bar})"
            sys.stdout.write(told + ("\n" if ratio <= bar else "  OVER THE BAR\n"))


def _documents(folder: Path) -> list[Path]:
    given = os.environ.get("CAICACH_DOCUMENTS")
    if given:
        return sorted(path for path in Path(given).iterdir() if path.suffix in PEERS)
    paper = next(paper for paper in papers() if paper.name == "nine_columns_two_tiers")
    blocks = blocks_of(paper)
    return [write_docx(blocks, folder / "nine_columns.docx"), write_pdf(blocks, folder / "nine_columns.pdf")]


def _seconds(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
