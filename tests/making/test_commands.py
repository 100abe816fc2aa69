"""`caicach paper` and `caicach templates`: for administrators and scripts."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from docx import Document

from caicach.core.documents.pdf_making import office_program
from caicach.core.officialdocs.linting import lint
from caicach.core.officialdocs.paper import body, new_paper, saved
from caicach.papers.kinds import kind_of, paper_kinds

pytestmark = pytest.mark.django_db


def told(*arguments, **more) -> str:
    stream = io.StringIO()
    call_command(*arguments, stdout=stream, **more)
    return stream.getvalue()


def test_a_paper_is_made_from_a_file_of_values(tmp_path):
    inner = new_paper(title="", author="")
    body(inner, "Thân báo cáo.")
    (tmp_path / "than.docx").write_bytes(saved(inner))
    words = {one.name: one.demo for one in kind_of("periodic_report").fields if not one.type.is_paper}
    (tmp_path / "values.json").write_text(json.dumps({**words, "noi_dung": "than.docx"}), "utf-8")
    told("paper", "periodic_report", "--values", str(tmp_path / "values.json"), "--out", str(tmp_path / "ra.docx"))
    paper = Document(str(tmp_path / "ra.docx"))
    assert "Thân báo cáo." in [line.text for line in paper.paragraphs]
    assert lint(paper) == ()


def test_what_misses_in_the_values_is_named_and_nothing_is_written(tmp_path):
    (tmp_path / "values.json").write_text('{"kinh_gui": "x"}', "utf-8")
    with pytest.raises(CommandError, match="co_quan"):
        told("paper", "reminder_letter", "--values", str(tmp_path / "values.json"), "--out", str(tmp_path / "ra.docx"))
    (tmp_path / "values.json").write_text("[]", "utf-8")
    with pytest.raises(CommandError, match="no JSON object"):
        told("paper", "reminder_letter", "--values", str(tmp_path / "values.json"), "--out", str(tmp_path / "ra.docx"))
    assert not (tmp_path / "ra.docx").exists()


def test_an_unknown_kind_is_told(tmp_path):
    with pytest.raises(CommandError, match="poem"):
        told("paper", "poem", "--out", str(tmp_path / "x.docx"))


def test_a_pdf_is_written_or_the_reason_is_told(tmp_path):
    out = tmp_path / "ra.pdf"
    if office_program():
        told("paper", "inspection_plan", "--out", str(out), "--pdf")
        assert out.read_bytes().startswith(b"%PDF-")
    else:
        with pytest.raises(CommandError, match="LibreOffice"):
            told("paper", "inspection_plan", "--out", str(out), "--pdf")
        assert not out.exists()


def test_templates_are_listed_for_people_and_for_programs():
    assert "reminder_letter    shipped" in told("templates")
    rows = json.loads(told("templates", "--json"))
    assert [row["code"] for row in rows] == [kind.code for kind in paper_kinds()]
    body_field = next(one for one in rows[0]["fields"] if one["name"] == "noi_dung")
    assert (body_field["type"], body_field["required"]) == ("document", True)
