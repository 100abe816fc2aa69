import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from caicach.core.documents.readers.opening import open_source
from caicach.core.documents.recognition import recognise
from caicach.core.scoring.losses import losses
from caicach.criteria.loading import shipped_set
from caicach.improvement.tables import TableRow, fit_of, rows_of_plan, rows_of_reading, table_of
from caicach.people.permissions import Role
from caicach.wizard.contents import row_contents_of
from tests.core.scoring.sets import leaf, parent, set_of
from tests.factories.agencies import MembershipFactory
from tests.factories.plans import PlanFactory, PlanItemFactory
from tests.shared_documents import FOLDER, needs_documents


def row(code, most, previous=None, target=None):
    told = {"max": most, "previous": previous, "target": target}
    scores = {name: Decimal(score) for name, score in told.items() if score is not None}
    return TableRow(code, f"Tiêu chí {code}" if "." in code else f"Lĩnh vực {code}", scores)


def test_totals_come_from_leaves_and_from_printed_domains():
    rows = [
        row("1", "3", "1.0005"),
        row("1.1", "1", "0.5005", "1"),
        row("1.2", "2", "0.5", "1.5"),
        row("2", "5", "4", "5"),
    ]
    table = table_of(rows)
    assert (table.leaves, table.criteria_set.max_score) == (3, 8)
    assert (table.previous.exact, table.previous.printed_total, table.previous.published) == (
        Decimal("5.0005"), Decimal("5.001"), Decimal("5.00"),
    )  # fmt: skip
    assert table.target.exact == Decimal("7.5")
    assert table.differences == []


def test_a_heading_that_is_not_the_sum_below_it_is_told():
    (found,) = table_of([row("1", "3"), row("1.1", "1"), row("1.2", "1.5")]).differences
    assert (found.code, found.column, found.printed, found.sum) == ("1", "max", 3, Decimal("2.5"))


def test_what_is_not_printed_misses_and_is_not_lost():
    table = table_of([row("1", "3"), row("1.1", "1", "1"), row("1.2", "2")])
    assert table.previous.missing == ("1.2",)
    assert losses(table.criteria_set, table.previous)["1"].lost == 0


def test_leaves_are_matched_with_a_set_by_number_and_name():
    table = table_of([row("1", "3"), row("1.1", "1"), row("1.2", "2"), row("1.3", "2")])
    fit = fit_of(table, set_of(parent("1", leaf("1.1", "1"), leaf("1.2", "4")), leaf("2", "1")))
    assert (fit.same, fit.other_maximum, fit.unknown, fit.absent) == (["1.1"], ["1.2"], ["1.3"], ["2"])


def test_the_page_of_a_plan_tells_its_sums_and_what_does_not_add_up(db):
    plan = PlanFactory(issued=True, kind="improvement")
    for code, most in (("1", "3"), ("1.1", "1"), ("1.2", "1.5")):
        PlanItemFactory(plan=plan, outline_code=code, path=code, scores={"max": most, "previous": "1"})
    client = Client()
    client.force_login(MembershipFactory(role=Role.LEADER).user)
    answer = client.get(reverse("improvement:plan_scores", args=[plan.pk]))
    assert answer.context["table"].previous.exact == 2
    assert "1, điểm tối đa: in 3, cộng các mục con 2,5" in answer.content.decode()


def test_a_file_without_such_a_table_is_refused(db, tmp_path):
    path = tmp_path / "khong-co.txt"
    path.write_text("Không có bảng nào.", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("read_improvement", path, key=None)


@needs_documents
def test_document_003_gives_set_scores_and_targets(db):
    path = FOLDER / "003_index_improvement_2024_dak_nong.docx"
    told = StringIO()
    call_command("read_improvement", path, key=None, stdout=told)
    found = json.loads(told.getvalue())
    assert (found["leaves"], Decimal(found["maximum"])) == (91, 100)
    assert [found["previous"][name] for name in ("leaves", "printed", "published")] == ["85.4145", "85.415", "85.42"]
    assert found["target"]["leaves"] == "88.679"
    assert [(one["code"], one["printed"], one["sum"]) for one in found["differences"]] == [("3", "12.905", "12.9045")]


@needs_documents
def test_document_003_fits_the_set_of_the_province_and_keeps_its_points_as_a_plan():
    reading = recognise(open_source(FOLDER / "003_index_improvement_2024_dak_nong.docx"))
    fit = fit_of(table_of(rows_of_reading(reading.criteria)), shipped_set("province-2022"))
    assert (len(fit.same), fit.other_maximum, fit.unknown, fit.absent) == (91, [], [], [])
    kept = [Item(one.code, one.title, one.scores) for one in row_contents_of(reading)]
    table = table_of(rows_of_plan(kept))
    assert (table.previous.exact, table.target.exact) == (Decimal("85.4145"), Decimal("88.679"))


class Item:
    def __init__(self, code, title, scores):
        self.outline_code, self.title, self.scores = code, title, scores
