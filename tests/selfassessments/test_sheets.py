"""An agency's form as a workbook: out and in without loss, all or nothing, and only its own."""

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from caicach.assessments.models import Entry
from caicach.core.scoring.claims import Claim
from caicach.selfassessments.filling import fill
from caicach.selfassessments.sheet_reading import apply_sheet, plan_sheet
from caicach.selfassessments.sheets import SHEET_HEADINGS, form_as_xlsx
from caicach.tables.sheet import UnreadableTable, read_table
from caicach.ui.errors import RowMovedOn
from tests.factories.assessments import HALF, TODAY, open_world

HEAD = 5
PLACES = {key: place for place, key in enumerate(SHEET_HEADINGS, 1)}


def workbook_of(assessment):
    return openpyxl.load_workbook(io.BytesIO(form_as_xlsx(assessment)))


def changed(assessment, **cells):
    """The form with other words in some cells: `value_2_a` is the value of input a of leaf 2."""
    book = workbook_of(assessment)
    sheet = book["Tự chấm"]
    for name, text in cells.items():
        column, code, asked = name.split("__")
        for row in sheet.iter_rows(min_row=HEAD + 1):
            if row[PLACES["code"] - 1].value == code.replace("_", ".") and row[PLACES["input"] - 1].value == asked:
                sheet.cell(row[0].row, PLACES[column]).value = text
    out = io.BytesIO()
    book.save(out)
    return read_table(out.getvalue(), "bieu.xlsx", SHEET_HEADINGS)


def table_of(assessment):
    return read_table(form_as_xlsx(assessment), "bieu.xlsx", SHEET_HEADINGS)


def test_the_form_asks_for_what_the_agency_scores_itself_and_nothing_else(world):
    codes = {row.cells["code"] for row in table_of(world.own)}
    assert codes == {"1.1", "2"}


def test_only_what_is_typed_can_be_changed(world):
    sheet = workbook_of(world.own)["Tự chấm"]
    assert sheet.protection.sheet
    open_columns = {
        cell.column for row in sheet.iter_rows(min_row=HEAD + 1) for cell in row if not cell.protection.locked
    }
    assert open_columns == {PLACES[key] for key in ("value", "explanation", "done")}


def test_an_untouched_form_changes_nothing(world):
    world.fill_all()
    plan = plan_sheet(world.own, table_of(world.own), today=TODAY)
    assert (plan.changes, plan.problems, plan.same) == ([], [], 2)


def test_figures_typed_offline_are_filled_in_as_not_done_unless_the_row_says_so(world):
    table = changed(world.own, value__1_1__a=40, value__1_1__b=80, value__2__a=3, value__2__b="12,5", done__2__a="x",
                    explanation__2__a="Theo sổ theo dõi.")  # fmt: skip
    plan = plan_sheet(world.own, table, today=TODAY)
    assert plan.problems == []
    assert apply_sheet(plan=plan, by=world.focal, today=TODAY) == 2
    one, two = world.entry("1.1"), world.entry("2")
    assert (one.filled.as_core, one.is_done) == (Claim(values={"a": Decimal(40), "b": Decimal(80)}), False)
    assert two.filled.as_core.values["b"] == Decimal("12.5")
    assert (two.is_done, two.explanation, two.filled.by) == (True, "Theo sổ theo dõi.", world.focal)


def test_the_same_file_again_changes_nothing(world):
    table = changed(world.own, value__1_1__a=40, value__1_1__b=80)
    apply_sheet(plan=plan_sheet(world.own, table, today=TODAY), by=world.focal, today=TODAY)
    again = plan_sheet(world.own, table, today=TODAY)
    assert (again.changes, again.problems) == ([], [])


def test_a_blank_cell_keeps_what_is_there(world):
    world.fill_all()
    table = changed(world.own, value__1_1__a="", value__1_1__b=90)
    plan = plan_sheet(world.own, table, today=TODAY)
    assert plan.changes[0].claim == Claim(values={"a": Decimal(50), "b": Decimal(90)})


def test_every_wrong_cell_is_told_at_once_and_nothing_is_written(world):
    table = changed(world.own, value__1_1__a="nhiều", value__2__b="1.234", value__2__a=5)
    plan = plan_sheet(world.own, table, today=TODAY)
    assert [problem.row for problem in plan.problems] == [HEAD + 1, HEAD + 5]
    with pytest.raises(ValueError, match="problems"):
        apply_sheet(plan=plan, by=world.focal, today=TODAY)
    assert not Entry.objects.exclude(filled=None).exists()


def test_a_leaf_marked_done_without_figures_is_refused_with_its_row(world):
    plan = plan_sheet(world.own, changed(world.own, value__1_1__a=4, done__1_1__a="x"), today=TODAY)
    assert [problem.row for problem in plan.problems] == [HEAD + 1]


def test_a_form_of_another_agency_or_round_is_refused(world):
    with pytest.raises(UnreadableTable):
        plan_sheet(world.own, table_of(world.twin), today=TODAY)
    other = open_world(key="bo-khac")
    with pytest.raises(UnreadableTable):
        plan_sheet(other.own, table_of(world.own), today=TODAY)


def test_rows_that_were_renamed_or_doubled_are_told(world):
    table = table_of(world.own)
    foreign = replace(table[0], number=90, cells=table[0].cells | {"code": "9.9"})
    plan = plan_sheet(world.own, [*table, foreign, table[1]], today=TODAY)
    assert [problem.row for problem in plan.problems] == [90, table[1].number]


def test_a_leaf_that_moved_after_the_preview_is_not_overwritten(world):
    plan = plan_sheet(world.own, changed(world.own, value__1_1__a=40, value__2__a=1), today=TODAY)
    entry = world.entry("2")
    fill(entry=entry, version=1, claim=HALF, explanation="", is_done=False, by=world.focal, today=TODAY)
    with pytest.raises(RowMovedOn):
        apply_sheet(plan=plan, by=world.focal, today=TODAY)
    assert world.entry("1.1").filled is None, "half of the sheet was written"


def test_a_leaf_that_moved_after_the_form_was_taken_is_marked_in_the_preview(world):
    table = changed(world.own, value__2__a=1)
    fill(entry=world.entry("2"), version=1, claim=HALF, explanation="", is_done=False, by=world.focal, today=TODAY)
    plan = plan_sheet(world.own, table, today=TODAY)
    assert [(change.has_moved, len(change.differences)) for change in plan.changes] == [(True, 1)]


def test_a_signed_self_assessment_takes_no_form(world):
    world.signed()
    plan = plan_sheet(world.own, changed(world.own, value__1_1__a=41), today=TODAY)
    assert len(plan.problems) == 1


def test_no_cell_of_the_form_is_a_formula(world):
    words = "=1+1; @SUM(A1)"
    fill(entry=world.entry("1.1"), version=1, claim=HALF, explanation=words, is_done=False, by=world.focal, today=TODAY)
    book = workbook_of(world.own)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert words in {cell.value for cell in cells}
    assert plan_sheet(world.own, table_of(world.own), today=TODAY).changes == []


def test_the_page_shows_what_would_change_and_writes_what_was_seen(world, client, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)
    client.force_login(world.focal)
    address = f"/cham-diem/bai/{world.own.pk}/nhap-bieu/"
    assert client.get(address).status_code == 200
    shown = client.post(address, {"file": upload(world.own, 7)})
    assert "7" in [one.new for change in shown.context["plan"].changes for one in change.differences]
    assert world.entry("1.1").filled is None
    seen = {"text": shown.context["text"], "seen": shown.context["plan"].fingerprint}
    assert client.post(address, seen).status_code == 302
    assert world.entry("1.1").filled.as_core.values["a"] == 7


def test_the_page_shows_again_what_has_moved_meanwhile(world, client, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)
    client.force_login(world.focal)
    address = f"/cham-diem/bai/{world.own.pk}/nhap-bieu/"
    shown = client.post(address, {"file": upload(world.own, 7)})
    fill(entry=world.entry("1.1"), version=1, claim=HALF, explanation="", is_done=False, by=world.focal, today=TODAY)
    seen = {"text": shown.context["text"], "seen": shown.context["plan"].fingerprint}
    assert client.post(address, seen).status_code == 409
    assert world.entry("1.1").filled.as_core == HALF


def upload(assessment, value):
    book = workbook_of(assessment)
    book["Tự chấm"].cell(HEAD + 1, PLACES["value"]).value = value
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("bieu.xlsx", out.getvalue())
