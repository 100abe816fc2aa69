"""Every file of the hostile corpus gets the verdict that the table declares, by the one who should give it."""

import json
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caicach.core.documents.container import check_file
from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.export_schema import to_schema
from caicach.core.documents.jail import USUAL, check_package, read_file
from caicach.core.documents.readers import opening
from caicach.core.documents.readers.opening import open_source
from caicach.core.documents.reading import Reading
from caicach.core.documents.recognition import recognise
from tests.core.documents.hostile.corpus import CONTAINER, CORPUS, Item, Read, Refused
from tests.core.documents.hostile.making import docx, docx_parts, xlsx_parts, zipped
from tests.core.documents.hostile.office import LAUGHS, XXE_FILE, XXE_NETWORK, XXE_PARAMETER

MOST_BYTES_OF_A_REFUSAL = 300 * 1000 * 1000
AT_THE_DOOR = [item for item in CORPUS if isinstance(item.verdict, Refused) and item.verdict.by == CONTAINER]
INSIDE = [item for item in CORPUS if item not in AT_THE_DOOR]
LONG = {"1048576-styled-rows.xlsx", "3000-rows.docx"}
PARTS = [(kind, name) for kind, parts in (("docx", docx_parts()), ("xlsx", xlsx_parts())) for name in parts]


def _path(item: Item, folder: Path) -> Path:
    path = folder / item.name
    path.write_bytes(item.make())
    return path


def _verdict(read: Callable[[], Reading]) -> Reading | UnreadableDocument:
    try:
        return read()
    except UnreadableDocument as refused:
        return refused


def _check(item: Item, found: Reading | UnreadableDocument) -> None:
    if isinstance(found, UnreadableDocument):
        assert isinstance(item.verdict, Refused), f"{item.name} was refused: {found}"
        assert found.code == item.verdict.code
        return
    assert isinstance(item.verdict, Read), f"{item.name} was read"
    said = json.dumps(to_schema(found), ensure_ascii=False)
    assert len(found.rows) >= item.verdict.rows
    assert [word for word in item.verdict.words if word not in said] == []
    assert set(item.verdict.problems) <= {problem.code for problem in found.problems}


def test_no_file_of_the_corpus_stands_there_twice() -> None:
    assert len({item.name for item in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("item", AT_THE_DOOR, ids=lambda item: item.name)
def test_it_is_refused_before_any_library_opens_it(item: Item, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_read", lambda *_, **__: pytest.fail("a library was to open it"))
    with pytest.raises(UnreadableDocument) as refusal:
        open_source(_path(item, tmp_path))
    assert isinstance(item.verdict, Refused)
    assert refusal.value.code == item.verdict.code


@pytest.mark.parametrize(
    "item",
    [pytest.param(item, marks=pytest.mark.slow if item.name in LONG else (), id=item.name) for item in INSIDE],
)
def test_it_passes_the_door_and_gets_its_verdict_inside(item: Item, tmp_path: Path) -> None:
    path = _path(item, tmp_path)
    check_file(path)
    _check(item, _verdict(lambda: recognise(open_source(path))))


@pytest.mark.slow
@pytest.mark.parametrize("item", CORPUS, ids=lambda item: item.name)
def test_in_the_jail_it_keeps_within_the_limits(item: Item, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "caicach.documents")
    path = _path(item, tmp_path)
    _check(item, _verdict(lambda: read_file(path)))
    used = _used(caplog)
    is_at_the_door = item in AT_THE_DOOR
    assert used["peak_bytes"] < (MOST_BYTES_OF_A_REFUSAL if is_at_the_door else USUAL.memory_bytes)
    assert used["cpu_seconds"] < USUAL.cpu_seconds
    assert sys.platform != "linux" or used["peak_bytes"] > 0


def _used(caplog: pytest.LogCaptureFixture) -> dict[str, Any]:
    used: dict[str, Any] = next(record.__dict__["used"] for record in caplog.records if "used" in record.__dict__)
    return used


BOMBS = [item for item in CORPUS if isinstance(item.verdict, Refused) and "bomb" in item.name]


@pytest.mark.parametrize("item", BOMBS, ids=lambda item: item.name)
def test_a_bomb_takes_little_memory_of_the_child(item: Item, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "caicach.documents")
    with pytest.raises(UnreadableDocument):
        read_file(_path(item, tmp_path))
    assert _used(caplog)["peak_bytes"] < MOST_BYTES_OF_A_REFUSAL


@pytest.mark.parametrize("definition", [XXE_FILE, XXE_NETWORK, XXE_PARAMETER, LAUGHS], ids=range(4))
@pytest.mark.parametrize(("kind", "part"), PARTS, ids=lambda part: part)
def test_no_part_of_a_package_may_define_entities(kind: str, part: str, definition: str, tmp_path: Path) -> None:
    parts = docx_parts() if kind == "docx" else xlsx_parts()
    head, end, body = str(parts[part]).rpartition("?>")
    path = tmp_path / f"a.{kind}"
    path.write_bytes(zipped(parts | {part: head + end + definition + body}))
    with pytest.raises(UnreadableDocument) as refusal:
        check_file(path)
    assert refusal.value.code == "forbidden_xml"
    assert refusal.value.where == part


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("KẾ HOẠCH\n")

    def read_slowly(text: str) -> str:
        with path.open("a") as file:
            file.write("còn nữa\n")
        return text

    monkeypatch.setattr(opening, "decode_text", lambda content: read_slowly(content.decode()))
    with pytest.raises(UnreadableDocument) as refusal:
        open_source(path)
    assert refusal.value.code == "file_changed"


def test_evidence_that_is_only_kept_may_have_larger_sheets_than_can_be_read(tmp_path: Path) -> None:
    wide = next(item for item in CORPUS if item.name == "16384-columns.xlsx")
    assert check_package(_path(wide, tmp_path)) == "xlsx"


@pytest.mark.parametrize("name", ["macro-inside.docx", "dde-formula.xlsx", "bomb-400-mb.docx", "xxe-file.docx"])
def test_evidence_is_refused_for_the_same_dangers(name: str, tmp_path: Path) -> None:
    item = next(item for item in CORPUS if item.name == name)
    with pytest.raises(UnreadableDocument) as refusal:
        check_package(_path(item, tmp_path))
    assert isinstance(item.verdict, Refused)
    assert refusal.value.code == item.verdict.code


def test_a_child_tells_the_kind_of_a_good_package(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(docx())
    assert check_package(path) == "docx"
