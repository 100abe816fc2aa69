"""Scans: pictures of pages turned into text by tesseract, where it is installed; a person confirms what it read."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.readers.text import read_text
from caicach.core.documents.source import Block, SourceDocument, SourceFormat

MAX_PAGES = 60
_LONG_SIDE = "2400"  # pixels: A4 at 200 dots per inch, whatever size the file claims
_SECONDS_PER_PAGE = 60


def can_read_scans() -> bool:
    """Whether the programs that read scans are installed."""
    return shutil.which("pdftoppm") is not None and shutil.which("tesseract") is not None


def read_scan(path: Path) -> SourceDocument:
    """The text of a scan, as good as it can be read; its note says that a machine has read pictures."""
    if not can_read_scans():
        raise UnreadableDocument("scan_without_text")
    blocks: list[Block] = []
    page_count = 0
    with tempfile.TemporaryDirectory(prefix="caicach-scan-") as folder:
        for picture in _pictures(path, Path(folder)):
            page_count += 1
            blocks.extend(_on_page(block, page_count) for block in read_text(_read_picture(picture)).blocks)
            picture.unlink()
    if not blocks:
        raise UnreadableDocument("scan_without_text")
    return SourceDocument(SourceFormat.SCAN, tuple(blocks), page_count=page_count, notes=("read_by_ocr",))


def _pictures(path: Path, folder: Path) -> Iterator[Path]:
    """One page after the other: all pages at once would fill the disk."""
    for page in range(1, MAX_PAGES + 2):
        picture = folder / f"{page}.png"
        number = str(page)
        size = ["-scale-to", _LONG_SIDE, "-gray", "-png", "-singlefile"]
        _run(["pdftoppm", "-f", number, "-l", number, *size, str(path), str(picture.with_suffix(""))])
        if not picture.exists():
            return
        if page > MAX_PAGES:
            raise UnreadableDocument("too_many_pages", limit=MAX_PAGES)
        yield picture


def _read_picture(picture: Path) -> str:
    return _run(["tesseract", str(picture), "stdout", "-l", "vie", "--psm", "4"])


def _run(command: list[str]) -> str:
    """Standard output of a program; what it complains of is no reason to stop, a page without words is one less."""
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=_SECONDS_PER_PAGE, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired as late:
        raise UnreadableDocument("took_too_long") from late
    except OSError as absent:
        raise UnreadableDocument("scan_without_text") from absent
    return done.stdout.decode("utf-8", "replace").replace("\x0c", "")


def _on_page(block: Block, page: int) -> Block:
    return replace(block, place=replace(block.place, page=page))
