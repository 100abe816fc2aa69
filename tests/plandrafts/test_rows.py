from datetime import date
from decimal import Decimal

import pytest

from caicach.core.documents.reading import Level
from caicach.plandrafts.errors import MoveImpossible
from caicach.plandrafts.pasting import contents_of_paste
from caicach.plandrafts.row_services import (
    add_item,
    change_draft_item,
    move_item,
    paste_rows,
    remove_item,
    restore_rows,
)
from caicach.plans.contents import DutyName, RowContent
from caicach.plans.errors import PlanNotDraft
from caicach.plans.models import PlanItem
from caicach.plans.row_edits import CellReader, RowEdit, read_budget
from caicach.ui.errors import RowMovedOn
from tests.factories.agencies import AgencyFactory
from tests.factories.plans import PlanFactory, PlanItemFactory, coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """1 (1.1, 1.2), 2."""
    plan = PlanFactory()
    content = [
        RowContent(level=Level.TASK, code="1", title="Một"),
        RowContent(level=Level.ACTIVITY, code="1.1", title="Một một", parent=0),
        RowContent(level=Level.ACTIVITY, code="1.2", title="Một hai", parent=0),
        RowContent(level=Level.TASK, code="2", title="Hai"),
    ]
    paste_rows(plan=plan, contents=content, under=None, by=coordinator())
    return plan


def codes(plan):
    return list(plan.items.values_list("path", flat=True))


def get(plan, code):
    return plan.items.get(outline_code=code)


def test_typing_a_cell_reads_times_agencies_and_money(plan):
    agency = AgencyFactory(name="Sở Tư pháp")
    edits = [
        RowEdit("time_frame_text", "Tháng 2", "trước ngày 15/11/2026"),
        RowEdit("lead_text", "Sở Tư pháp; Ban Lạ"),
        RowEdit("budget_million_vnd", "1.250,5"),
    ]
    item = change_draft_item(item=get(plan, "2"), edits=edits, version=1, by=coordinator())
    assert item.due_on == date(2026, 11, 15)
    assert item.duties.get().agency == agency
    assert item.lead_text == "Sở Tư pháp; Ban Lạ"
    assert item.budget_million_vnd == Decimal("1250.5")
    assert "so tu phap" in item.search_text


def test_an_edit_with_an_old_version_is_refused(plan):
    item = get(plan, "2")
    change_draft_item(item=item, edits=[RowEdit("title", "Hai mới")], version=1, by=coordinator())
    with pytest.raises(RowMovedOn):
        change_draft_item(item=item, edits=[RowEdit("title", "Hai cũ")], version=1, by=coordinator())
    assert get(plan, "2").title == "Hai mới"


def test_rows_of_an_issued_plan_are_not_typed_moved_or_removed():
    item = PlanItemFactory(plan__issued=True)
    with pytest.raises(PlanNotDraft):
        change_draft_item(item=item, edits=[RowEdit("title", "Khác")], version=1, by=coordinator())
    with pytest.raises(PlanNotDraft):
        move_item(item=item, direction="down", version=1, by=coordinator())
    with pytest.raises(PlanNotDraft):
        remove_item(item=item, version=1, by=coordinator())


def test_a_changed_number_changes_the_paths_below(plan):
    change_draft_item(item=get(plan, "1"), edits=[RowEdit("outline_code", "I")], version=1, by=coordinator())
    assert codes(plan) == ["I", "I/1.1", "I/1.2", "2"]


def test_a_row_moves_with_all_below_it(plan):
    move_item(item=get(plan, "2"), direction="up", version=1, by=coordinator())
    assert codes(plan) == ["2", "1", "1/1.1", "1/1.2"]


def test_a_row_moves_in_and_out_of_the_row_before(plan):
    item = move_item(item=get(plan, "2"), direction="in", version=1, by=coordinator())
    assert codes(plan) == ["1", "1/1.1", "1/1.2", "1/2"]
    move_item(item=item, direction="out", version=2, by=coordinator())
    assert codes(plan) == ["1", "1/1.1", "1/1.2", "2"]


def test_a_row_that_moves_out_stands_right_behind_its_former_parent(plan):
    move_item(item=get(plan, "1.1"), direction="out", version=1, by=coordinator())
    assert codes(plan) == ["1", "1/1.2", "1.1", "2"]


def test_the_first_row_does_not_move_up(plan):
    with pytest.raises(MoveImpossible):
        move_item(item=get(plan, "1"), direction="up", version=1, by=coordinator())


def test_a_removed_row_comes_back_with_all_below_it_and_its_duties(plan):
    agency = AgencyFactory()
    content = RowContent(level=Level.ACTIVITY, code="1.3", title="Ba", leads=(DutyName(agency.name, agency.code),))
    add_item(plan=plan, content=content, under=get(plan, "1"), by=coordinator())
    lineages = set(plan.items.values_list("lineage", flat=True))
    removed = remove_item(item=get(plan, "1"), version=1, by=coordinator())
    assert codes(plan) == ["2"]
    restore_rows(removed=removed, by=coordinator())
    assert set(plan.items.values_list("lineage", flat=True)) == lineages
    assert get(plan, "1.3").duties.get().agency == agency
    assert get(plan, "1.3").parent == get(plan, "1")


def test_a_row_with_rows_below_it_is_not_a_leaf(plan):
    assert set(plan.items.leaves().values_list("outline_code", flat=True)) == {"1.1", "1.2", "2"}
    remove_item(item=get(plan, "1.1"), version=1, by=coordinator())
    remove_item(item=get(plan, "1.2"), version=1, by=coordinator())
    assert get(plan, "1").is_leaf


def test_a_pasted_table_with_headings_in_any_order_becomes_rows():
    plan = PlanFactory()
    AgencyFactory(name="Sở Nội vụ")
    text = (
        "TT\tChủ trì\tNội dung\tThời gian\tKinh phí\n"
        "I\t\tCải cách thể chế\t\t\n"
        '1\tSở Nội vụ\t"Rà soát\nvăn bản"\tQuý II/2026\t12,5\n'
        "1.1\tSở Nội vụ\tLập danh mục\tTháng 4\t\n"
    )
    pasted = contents_of_paste(text, CellReader(plan))
    assert not pasted.problems
    paste_rows(plan=plan, contents=pasted.rows, under=None, by=coordinator())
    assert codes(plan) == ["I", "I/1", "I/1/1.1"]
    item = get(plan, "1")
    assert (item.title, item.due_on) == ("Rà soát văn bản", date(2026, 6, 30))
    assert get(plan, "1.1").duties.get().agency.name == "Sở Nội vụ"


def test_a_paste_names_every_cell_that_it_did_not_understand():
    reader = CellReader(PlanFactory())
    text = "STT\tNội dung\tKinh phí\tMàu\n1\tTập huấn\tnhiều\txanh\n2\t\t5\t\n"
    pasted = contents_of_paste(text, reader)
    assert [(one.code, one.row, one.column) for one in pasted.problems] == [
        ("column_unknown", 2, 4),
        ("budget_unreadable", 2, 3),
        ("title_missing", 3, 1),
    ]
    assert not pasted.rows


def test_a_quotation_mark_in_a_pasted_cell_swallows_no_further_rows():
    text = 'STT\tNội dung\n1\t"Đô thị" văn minh\n2\t"Mở mà không đóng\n3\tTập huấn\n'
    pasted = contents_of_paste(text, CellReader(PlanFactory()))
    assert [row.title for row in pasted.rows] == ['"Đô thị" văn minh', '"Mở mà không đóng', "Tập huấn"]


@pytest.mark.parametrize(("typed", "value"), [("12,5", "12.5"), ("12.5", "12.5"), ("1.234.567,25", "1234567.25")])
def test_money_is_read_as_vietnamese_write_it(typed, value):
    assert read_budget(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["1.250", "1,2,3", "mười", "-4", "1.25.000", "1e5x", "NaN"])
def test_money_that_is_not_certain_is_refused(typed):
    with pytest.raises(ValueError, match="not|reading"):
        read_budget(typed)


def test_laying_out_many_rows_takes_few_queries(plan, django_assert_max_num_queries):
    content = [RowContent(level=Level.ACTIVITY, code=str(n), title=f"Dòng {n}") for n in range(300)]
    by = coordinator()
    with django_assert_max_num_queries(40):
        paste_rows(plan=plan, contents=content, under=None, by=by)
    assert PlanItem.objects.count() == 304
