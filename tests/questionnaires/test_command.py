"""The command does what the page does: keeps, publishes, checks; every problem is told."""

import json

import pytest
from django.core.management import CommandError, call_command

from caicach.questionnaires.exporting import as_xlsx
from caicach.questionnaires.models import Questionnaire, State
from caicach.questionnaires.reading import shipped_names
from caicach.ui.sheets import Column, Sheet, workbook
from tests.factories.questionnaires import form_of

pytestmark = pytest.mark.django_db


def run(capsys, *arguments):
    call_command("questionnaire", *arguments)
    return capsys.readouterr().out


def test_a_file_is_kept_published_and_told_to_programs(tmp_path, capsys):
    path = tmp_path / "phieu.xlsx"
    path.write_bytes(as_xlsx(form_of()))
    told = json.loads(run(capsys, str(path), "--publish", "--json"))
    row = Questionnaire.objects.get()
    assert (told["id"], told["state"], told["questions"]) == (str(row.pk), State.PUBLISHED, 4)
    assert json.loads(run(capsys, str(path), "--publish", "--json")) == told


def test_each_that_is_shipped_is_kept_by_its_name(capsys):
    for name in shipped_names():
        run(capsys, name)
    assert set(Questionnaire.objects.values_list("form_id", flat=True)) == set(shipped_names())


def test_a_file_is_only_checked_and_every_problem_told(tmp_path, capsys):
    path = tmp_path / "a.xlsx"
    path.write_bytes(as_xlsx(form_of()))
    run(capsys, str(path), "--check")
    rows = (("geopoint", "where", "Ở đâu"), ("text", "q 2", "Viết"))
    columns = [Column("type"), Column("name"), Column("label")]
    path.write_bytes(workbook(Sheet(name="survey", columns=columns, rows=rows)))
    with pytest.raises(CommandError, match="problems"):
        call_command("questionnaire", str(path), "--json")
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [one["where"] for one in problems] == ["survey, dòng 2", "survey, dòng 3"]
    assert not Questionnaire.objects.exists()


@pytest.mark.parametrize("content", [None, b"no workbook"])
def test_what_cannot_be_read_is_told(tmp_path, content):
    path = tmp_path / "a.xlsx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("questionnaire", str(path))
