"""Why a document is refused, in the words of the person who sent it."""

import re

import pytest
from django.utils import translation

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.readers.opening import open_source
from caicach.core.documents.refusals import REFUSALS
from caicach.files.errors import DocumentRefused
from caicach.files.places import place_in_words
from caicach.files.refusals import REASONS
from caicach.intake.failures import HELPED_BY_AGAIN, MACHINE, explain
from tests.core.documents.hostile.corpus import CORPUS, Refused

REFUSED = {item.verdict.code: item for item in CORPUS if isinstance(item.verdict, Refused)}
ENGLISH = re.compile(r"\b(?:page|stream|paste|sheet|the|file|part)\b", re.IGNORECASE)
PARTS = re.compile(r"\b(?:word|xl)/|\.xml|\.rels|%%EOF|%PDF")


def _failure(code, folder):
    """The refusal as the job stores it."""
    item = REFUSED[code]
    path = folder / item.name
    path.write_bytes(item.make())
    with pytest.raises(UnreadableDocument) as refusal:
        open_source(path)
    return {"code": code, "params": {name: str(value) for name, value in refusal.value.params.items()}}


@pytest.mark.parametrize("code", sorted(REFUSED))
def test_the_page_says_what_where_and_how_to_repair_in_plain_vietnamese(code, tmp_path):
    told = explain(_failure(code, tmp_path))
    words = f"{told.what} {told.repair}"
    assert told.what.endswith((".", ")."))
    assert told.repair.endswith(".")
    assert "—" not in words, "a figure or a place of the sentence is missing"
    assert "{" not in words
    assert not ENGLISH.search(words.replace("file", "tệp"))
    assert not PARTS.search(words + told.where)


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_refusal_has_its_english_page_too(code):
    with translation.override("en"):
        reason = REASONS[code]
        what, repair = reason.filled({})
        assert re.search(r"[àáảãạăâđêôơưế-ỹ]", f"{what} {repair}") is None
        assert what
        assert repair


@pytest.mark.parametrize("code", [*MACHINE, "of_tomorrow", ""])
def test_what_the_machine_itself_does_is_explained_as_well(code):
    told = explain({"code": code, "params": {}})
    assert told.what
    assert told.repair


def test_reading_again_is_offered_only_where_it_may_help():
    assert {code for code in REFUSALS if explain({"code": code}).may_help} == HELPED_BY_AGAIN - set(MACHINE)


def test_a_failure_with_a_sentence_of_its_own_is_told_by_it():
    assert explain({"code": "x", "sentence": "Tệp đã mất."}).what == "Tệp đã mất."
    assert explain(None).what


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("page 3", "trang 3"),
        ("word/document.xml", "thân văn bản"),
        ("word/document2.xml", "thân văn bản"),
        ("word/header12.xml", "đầu trang"),
        ("xl/worksheets/sheet4.xml", "trang tính thứ 4"),
        ("word/_rels/document.xml.rels", "danh sách liên kết của tệp"),
        ("_rels/.rels", "danh sách liên kết của tệp"),
        ("word/media/anh-1.png", "ảnh anh-1.png"),
        ("word/embeddings/oleObject1.bin", "oleObject1"),
        ("%%EOF", "cuối tệp"),
        ("ZIP64", "mục lục của tệp"),
        ("Kế hoạch 2026", "Kế hoạch 2026"),
        ("", ""),
    ],
)
def test_a_place_inside_a_file_is_told_in_words(where, words):
    assert place_in_words(where) == words


def test_evidence_is_refused_with_the_place_in_words():
    refused = DocumentRefused(UnreadableDocument("embedded_object", where="word/embeddings/a.bin"), name="a.docx")
    assert "a.docx" in str(refused)
    assert "đối tượng nhúng (a)" in str(refused)
    assert str(REASONS["embedded_object"].repair) in str(refused)
