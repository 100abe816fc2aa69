"""Every parser, fed with broken documents: it ends in a result or in a refusal, and it ends.

The seed is fixed, the examples are counted: some of each in the usual run, `make fuzz` takes two hundred of each.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import caicach.demo
from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.refusals import REFUSALS
from tests.core.documents.clipboards import CLIPBOARDS
from tests.core.documents.fuzz.mutation import (
    BLOWS,
    Blow,
    broken_bytes,
    broken_package,
    broken_text,
)
from tests.core.documents.fuzz.server import CALLS
from tests.core.documents.ledger_papers import JUNK
from tests.generated.catalogue import papers
from tests.generated.demo_papers import demo_papers
from tests.generated.paper import Paper
from tests.generated.pdf_writer import write_pdf
from tests.generated.printing import blocks_of
from tests.generated.text_writer import write_flattened, write_tabbed
from tests.shared_documents import FOLDER, needs_documents

DEMO = Path(caicach.demo.__file__).parent / "content"
EXAMPLES = int(os.environ.get("CAICACH_FUZZ", "10"))


class Server:
    """The process that reads; see `server`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ends: Counter[str] = Counter()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.core.documents.fuzz.server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=Path(__file__).resolve().parents[4],
        )

    def end_of(self, **asked: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def check_file(self, content: bytes, ending: str) -> None:
        path = self.folder / f"a.{ending}"
        path.write_bytes(content)
        self._check(self.end_of(path=str(path)))

    def check_call(self, call: str, words: str) -> None:
        self._check(self.end_of(call=call, words=words))

    def _check(self, end: str) -> None:
        self.ends[end] += 1
        assert end == "reading" or end.removeprefix("refused ") in REFUSALS, end

    def stop(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    started = Server(tmp_path_factory.mktemp("fuzz"))
    yield started
    started.stop()


def _run(examples: int, check: Callable[[Sequence[Blow]], None]) -> None:
    count = 0

    @settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(BLOWS)
    def each(blows: Sequence[Blow]) -> None:
        nonlocal count
        count += 1
        check(blows)

    each()
    assert count >= examples


def _pdf() -> bytes:
    return _written(write_pdf, min(papers(), key=lambda paper: len(paper.rows) or 999))


def _written(write: Callable[..., Path], paper: Paper) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        return write(blocks_of(paper), Path(name) / "a").read_bytes()


def _plan(name: str) -> bytes:
    return (DEMO / name).read_bytes()


def _text(write: Callable[..., Path]) -> str:
    return _written(write, demo_papers()[-1]).decode()


def _csv() -> str:
    return "\n".join(line.replace("\t", ";") for line in _text(write_tabbed).splitlines() if "\t" in line)


def _tsv() -> str:
    return "\n".join(line for line in _text(write_tabbed).splitlines() if "\t" in line)


def _tables(text: Callable[[], str]) -> Callable[[Sequence[Blow]], bytes]:
    held: list[str] = []

    def broken(blows: Sequence[Blow]) -> bytes:
        if not held:
            held.append(text())
        return broken_text(held[0], blows).encode("utf-8", "surrogatepass")

    return broken


def _files(
    content: Callable[[], bytes], breaks: Callable[[bytes, Sequence[Blow]], bytes]
) -> Callable[[Sequence[Blow]], bytes]:
    held: list[bytes] = []

    def broken(blows: Sequence[Blow]) -> bytes:
        if not held:
            held.append(content())
        return breaks(held[0], blows)

    return broken


FORMATS: dict[str, tuple[str, Callable[[Sequence[Blow]], bytes]]] = {
    "docx, elements": ("docx", _files(lambda: _plan("ke-hoach-2026.docx"), broken_package)),
    "docx of criteria, elements": ("docx", _files(lambda: _plan("ke-hoach-nang-chi-so-2026.docx"), broken_package)),
    "docx, bytes": ("docx", _files(lambda: _plan("ke-hoach-so-tu-phap-2026.docx"), broken_bytes)),
    "xlsx, elements": ("xlsx", _files(lambda: _plan("agencies.xlsx"), broken_package)),
    "xlsx, bytes": ("xlsx", _files(lambda: _plan("agencies.xlsx"), broken_bytes)),
    "csv": ("csv", _tables(_csv)),
    "tsv": ("tsv", _tables(_tsv)),
    "text with tabs": ("txt", _tables(lambda: _text(write_tabbed))),
    "text in lines": ("txt", _tables(lambda: _text(write_flattened))),
    "text, bytes": ("txt", _files(lambda: _text(write_tabbed).encode(), broken_bytes)),
    "pdf, bytes": ("pdf", _files(_pdf, broken_bytes)),
}


@pytest.mark.parametrize("name", FORMATS)
def test_broken_files_end_in_a_reading_or_a_refusal(name: str, server: Server) -> None:
    ending, broken = FORMATS[name]
    before = Counter(server.ends)
    _run(EXAMPLES, lambda blows: server.check_file(broken(blows), ending))
    ends = server.ends - before
    assert ends.total() >= EXAMPLES
    assert ends["reading"] > 0 or EXAMPLES < 100, "what is broken beyond all reading tests little"


_BREAKS = {".docx": broken_package, ".pdf": broken_bytes}
REAL = sorted(path.name for path in FOLDER.glob("*") if path.suffix in (".docx", ".pdf", ".txt")) or ["none"]


@needs_documents
@pytest.mark.slow
@pytest.mark.parametrize("name", REAL)
def test_a_broken_real_document_ends_in_a_reading_or_a_refusal(name: str, server: Server) -> None:
    path = FOLDER / name
    content = path.read_bytes()

    def check(blows: Sequence[Blow]) -> None:
        if path.suffix == ".txt":
            server.check_file(broken_text(content.decode(), blows).encode("utf-8", "surrogatepass"), "txt")
        else:
            server.check_file(_BREAKS[path.suffix](content, blows), path.suffix[1:])

    _run(EXAMPLES // 4, check)


# Words alone

WORDS = (
    "Trong tháng 6/2026", "Quý I/2026", "Thường xuyên", "trước ngày 25 hằng tháng", "Sau khi có Kế hoạch của UBND tỉnh",
    "Tháng 5 - tháng 9", "ngày 31/02/2026", "05/03/2026", "hôm nay", "1.234.567,89", "98,5%", "≥ 90%", "12,5 tỷ đồng",
    "Sở Nội vụ; các sở, ban, ngành; UBND cấp xã", "Chủ trì: Sở Tư pháp\nPhối hợp: Sở Y tế", "Các Sở: NV, KH&ĐT, TT&TT",
    "Giám đốc Sở Nội vụ", "IV.", "1.2.3", "a)", "Nhiệm vụ 1", "Hoạt động 1.1", "LĨNH VỰC I", "- Đạt từ 80% đến 95%",
    "STT\tNội dung\tChủ trì\tThời gian\n1\tRà soát\tSở Tư pháp\tTháng 6/2026", "PHỤ LỤC I", "Điều 1.",
)  # fmt: skip
PIECES = st.sampled_from((*WORDS, *JUNK, *(clipboard.text or clipboard.html for clipboard in CLIPBOARDS)))
SAYINGS = st.lists(PIECES | st.text(max_size=12), min_size=1, max_size=6).flatmap(
    lambda pieces: st.sampled_from([" ", "", "; ", ", ", "\n", "/", " - "]).map(lambda between: between.join(pieces))
)


def _words(examples: int, call: str) -> None:
    """In this process: the calls are pure, and whatever they raise fails the test."""
    count = 0

    @settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(SAYINGS)
    def each(words: str) -> None:
        nonlocal count
        count += 1
        _call(call, words)

    each()
    assert count >= examples


def _call(call: str, words: str) -> None:
    try:
        CALLS[call](words)
    except UnreadableDocument as refused:
        end = refused.code
    else:
        end = "empty_file"
    assert end in REFUSALS


SHORT_CALLS = sorted(set(CALLS) - {"text"})  # a whole document is read by the server


@pytest.mark.parametrize("call", SHORT_CALLS)
def test_words_end_in_a_result_or_a_refusal(call: str) -> None:
    _words(7 * EXAMPLES, call)


# Words that make careless patterns try everything

LONG = {
    "digits": "1" * 2_000,
    "numbers with dots": "1." * 10_000,
    "numbers with blanks": "1 " * 10_000,
    "numbers with slashes": "12/" * 7_000,
    "days": "ngày 31 tháng " * 1500,
    "blanks": " " * 20_000 + "x",
    "line ends": "\n" * 20_000 + "x",
    "tabs": "\t" * 59 + "x",
    "dashes": "- " * 10_000,
    "commas": "Sở, " * 5_000,
    "semicolons": "Sở A; " * 3_000,
    "brackets": "(" * 20_000,
    "stars": "**" * 10_000,
    "quotes": '"' * 20_001,
    "tags": "<" * 20_000,
    "open tags": "<b" * 10_000,
    "one letter": "a" * 20_000,
    "capitals": "IVXLC" * 4_000,
    "words": "thực hiện " * 3_000,
    "labels": "Chủ trì: " * 3_000,
    "marks": "\u0301" * 20_000,
    "headings": "STT Nội dung Thời gian " * 1500,
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in ("digits", "commas") else pytest.mark.slow) for name in LONG]
)
def test_long_words_do_not_hang(name: str, call: str, server: Server) -> None:
    server.check_call(call, LONG[name])


def test_the_server_tells_what_goes_wrong(server: Server) -> None:
    """The negative control: an error that is no refusal does not pass."""
    with pytest.raises(AssertionError, match="KeyError"):
        server.check_call("no such call", "")
    with pytest.raises(AssertionError, match="FileNotFoundError"):
        server._check(server.end_of(path="/no/such/file.txt"))
