"""`caicach consolidate` tells programs where sentences and numbers come from, and what is still open."""

import io
import json
from copy import deepcopy

import pytest
from django.core.management import CommandError, call_command
from docx import Document

from caicach.consolidation.composing import write_anew
from tests.factories.consolidation import picked

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(consolidated):
    made = deepcopy(consolidated)
    picked(made.section(), made.coordinator, "Tuyên truyền ở 30 xã.")
    return made


def told(*arguments):
    out = io.StringIO()
    call_command("consolidate", *arguments, stdout=out)
    return out.getvalue()


def test_sentences_and_numbers_are_told_with_their_origins(made):
    whole = next(one for one in json.loads(told("--json")) if one["whole"])
    section = next(one for one in whole["sections"] if one["code"] == "procedure")
    (sentence,) = section["sentences"]
    assert (sentence["text"], sentence["written"], sentence["agency"]) == (
        "Tuyên truyền ở 30 xã.",
        "verbatim",
        "Sở Tư pháp",
    )
    (number,) = section["numbers"]
    assert (number["printed"], number["source"], number["agency"]) == ("30", "part", "Sở Tư pháp")


def test_an_open_contradiction_ends_it_with_an_error(made):
    write_anew(section=made.section(), text="Có 77 thủ tục.", by=made.coordinator)
    with pytest.raises(CommandError, match="1 contradictions"):
        told()


def test_the_file_is_written_once_and_never_over_another(made, tmp_path):
    out = tmp_path / "bao-cao.docx"
    assert "9 blank" in told("--build", str(out))
    assert "Tuyên truyền ở 30 xã." in [one.text for one in Document(str(out)).paragraphs]
    with pytest.raises(CommandError, match="already"):
        told("--build", str(out))


def test_an_unknown_report_is_refused(made):
    with pytest.raises(CommandError, match="no such report"):
        told("Báo cáo năm 1999")


def test_begun_again_the_reports_stay(made):
    assert told("--begin").count("Báo cáo 6 tháng") == 2
