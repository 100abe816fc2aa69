"""Every refusal can happen, says what is wrong and how to repair it, and stands nowhere else than in the list."""

import ast
import json
import re
from pathlib import Path

import pytest

import caicach.core.documents
from caicach.core.documents.command import UNREADABLE, read_command
from caicach.core.documents.container import MAX_FILE_BYTES
from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.jail import read_file
from caicach.core.documents.readers.opening import open_source
from caicach.core.documents.refusals import REFUSALS, refusal_in_english
from tests.core.documents.hostile.corpus import CORPUS, Item, Refused

SOURCES = sorted(Path(caicach.core.documents.__path__[0]).rglob("*.py"))
REFUSED = {item.verdict.code: item for item in CORPUS if isinstance(item.verdict, Refused)}
ELSEWHERE = {  # what no file does to its reader by itself; the tests that reach it
    "damaged_picture": "test_heads.py: pictures are looked at, never read",
    "file_changed": "hostile/test_corpus.py: a file that grows",
    "took_too_long": "test_jail.py: children that spin and sleep",
    "too_much_memory": "test_jail.py: children that leak",
    "reader_crashed": "test_jail.py: children that crash and answer nonsense",
    "template_not_filled": "making/test_making.py: a template that was exchanged on the disk",
    "no_office_program": "making/test_pdf.py: a machine without LibreOffice",
    "pdf_not_made": "making/test_pdf.py: LibreOffice gives up",
    "reading_too_large": "test_jail.py: children that answer too much",
}


def _refusal(item: Item, folder: Path) -> UnreadableDocument:
    path = folder / item.name
    path.write_bytes(item.make())
    with pytest.raises(UnreadableDocument) as refusal:
        open_source(path)
    return refusal.value


def test_every_refusal_is_reached_by_a_test() -> None:
    assert set(REFUSED) | set(ELSEWHERE) == set(REFUSALS)
    assert set(REFUSED) & set(ELSEWHERE) == set()


def _raised() -> set[str]:
    """The codes with which the sources refuse, where they are written out."""
    calls = [
        node for path in SOURCES for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
    ]
    named = [
        call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "UnreadableDocument" and call.args
    ]
    return {call.args[0].value for call in named if isinstance(call.args[0], ast.Constant)}


def test_no_source_refuses_for_a_reason_that_is_not_listed() -> None:
    assert len(_raised()) > 20
    assert _raised() <= set(REFUSALS)


def test_every_listed_reason_stands_in_a_source() -> None:
    written = " ".join(path.read_text("utf-8") for path in SOURCES if path.name not in ("refusals.py", "problems.py"))
    assert [code for code in REFUSALS if f'"{code}"' not in written] == []


@pytest.mark.parametrize("code", sorted(REFUSED))
def test_a_refusal_says_in_english_what_is_wrong_and_what_to_do(code: str, tmp_path: Path) -> None:
    refused = _refusal(REFUSED[code], tmp_path)
    said = refusal_in_english(refused)
    assert "?" not in said, "a figure of the sentence is missing"
    assert "{" not in said
    assert said.startswith(REFUSALS[code].sentence.partition("{")[0])
    assert said.endswith(REFUSALS[code].repair)
    assert len(re.findall(r"[.](?:\s|$)", said)) >= 2


def test_limits_are_told_in_figures(tmp_path: Path) -> None:
    told = {
        "file_too_big": str(MAX_FILE_BYTES // 2**20),
        "too_many_entries": "2000",
        "sheet_too_large": "20000",
        "too_many_pages": "500",
        "text_too_large": "3000000",
        "table_too_wide": "100",
    }
    for code, figure in told.items():
        assert figure in refusal_in_english(_refusal(REFUSED[code], tmp_path)), code


def test_the_command_prints_the_refusal_and_ends_with_its_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(REFUSED["macros"].make())
    assert read_command([str(path)]) == UNREADABLE
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("caicach read: macros")
    assert REFUSALS["macros"].repair in told.err


def test_the_command_prints_the_refusal_as_json_where_it_is_asked_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    item = REFUSED["archive_bomb"]
    path = tmp_path / item.name
    path.write_bytes(item.make())
    assert read_command(["--json", str(path)]) == UNREADABLE
    answer = json.loads(capsys.readouterr().out)
    assert answer["error"] == "archive_bomb"
    assert answer["where"].startswith("stream")
    assert REFUSALS["archive_bomb"].repair in answer["message"]


def test_a_refusal_comes_out_of_the_jail_with_its_place_and_figures(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a;b\n"c;d\n')
    with pytest.raises(UnreadableDocument) as refusal:
        read_file(path)
    assert (refusal.value.code, refusal.value.params["row"]) == ("torn_quotes", 2)
