"""`caicach lint` and the errand of the jail behind it."""

import base64
import io
import json

import pytest
from docx import Document
from docx.shared import Mm

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.jail import check_form
from caicach.core.documents.transfer import form_from_plain
from caicach.core.officialdocs.command import CLEAN, UNREADABLE, WITH_FAULTS, WRONG_USE, lint_command
from tests.core.officialdocs.flawless import flawless


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "quyet-dinh.docx"
    flawless().save(path)
    return path


@pytest.fixture
def narrow(tmp_path):
    document = flawless()
    document.sections[0].left_margin = Mm(10)
    path = tmp_path / "le-hep.docx"
    document.save(path)
    return path


def test_the_child_finds_nothing_in_a_flawless_paper(paper):
    report = check_form(paper)
    assert (report.findings, report.changes, report.file, report.is_annex) == ((), (), "", False)


def test_the_child_mends_and_gives_the_paper_back(narrow):
    report = check_form(narrow, is_to_mend=True)
    assert [change.code for change in report.changes] == ["form.margin"]
    assert report.findings == ()
    mended = Document(io.BytesIO(base64.b64decode(report.file)))
    assert round(mended.sections[0].left_margin / Mm(1)) == 30


def test_what_is_no_word_document_is_refused(tmp_path):
    path = tmp_path / "ghi-chu.txt"
    path.write_text("Số: 12/QĐ-SNV", encoding="utf-8")
    with pytest.raises(UnreadableDocument) as refused:
        check_form(path)
    assert refused.value.code == "type_not_supported"


def test_a_child_that_tells_of_an_unknown_rule_is_not_believed():
    with pytest.raises(LookupError):
        form_from_plain({"findings": [{"code": "form.made_up"}]})


def test_the_command_tells_what_is_wrong_and_how_to_repair_it(narrow, capsys):
    assert lint_command([str(narrow)]) == WITH_FAULTS
    told = capsys.readouterr().out
    assert "margin: The left margin is 10 mm. (section 1) → Set it between 30 and 35 mm. (--repair does it)" in told


def test_the_command_prints_json_for_several_files(paper, narrow, capsys):
    assert lint_command([str(paper), str(narrow), "--json"]) == WITH_FAULTS
    first, second = json.loads(capsys.readouterr().out)
    assert first["findings"] == []
    (found,) = second["findings"]
    assert (found["code"], found["section"], found["is_confirmed"]) == ("form.margin", 1, True)
    assert found["params"]["found"] == "10"


def test_the_command_writes_the_mended_paper(narrow, tmp_path, capsys):
    out = tmp_path / "da-sua.docx"
    assert lint_command([str(narrow), "--repair", str(out)]) == CLEAN
    assert "mended margin" in capsys.readouterr().out
    assert lint_command([str(out)]) == CLEAN


def test_the_command_never_writes_over_a_file(narrow, paper, capsys):
    before = paper.read_bytes()
    assert lint_command([str(narrow), "--repair", str(paper)]) == WRONG_USE
    assert paper.read_bytes() == before
    assert "is there already" in capsys.readouterr().err


def test_the_command_says_which_file_cannot_be_read(paper, tmp_path, capsys):
    broken = tmp_path / "hong.docx"
    broken.write_bytes(paper.read_bytes()[:900])
    assert lint_command([str(broken)]) == UNREADABLE
    assert "damaged_zip" in capsys.readouterr().out
