"""Results from outside: a blank is missing and never zero, every result has its source, all of a table or nothing."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from caicach.appraisals.appraising import accept
from caicach.appraisals.grid import Judge, queue_of
from caicach.assessments.errors import NotScoredHere, NotYourCriterion
from caicach.assessments.models import Entry
from caicach.outside.reading import OUTSIDE_HEADINGS, outside_leaves, outside_table, plan_results, write_results
from caicach.selfassessments.filling import fill
from caicach.tables.sheet import read_pasted, read_table
from tests.factories.assessments import HALF, TODAY

SOURCE = "Báo cáo khảo sát số 12/BC-SNV"


def table(*rows):
    heading = "Cơ quan\tTiêu chí\tNội dung\tKết quả\tNguồn"
    return read_pasted("\n".join([heading, *rows]), OUTSIDE_HEADINGS)


def labels(world):
    return [one.label for one in world.entry("1.2").criterion.as_core.inputs]


def full(world, agency="Sở Y tế", values=("30", "60"), source=SOURCE):
    return [f"{agency}\t1.2\t{label}\t{value}\t{source}" for label, value in zip(labels(world), values, strict=True)]


def test_the_table_shows_who_misses_what(world):
    (leaf,) = outside_leaves(world.round)
    assert leaf.code == "1.2"
    assert [row.missing for row in outside_table(world.round, [leaf])] == [1, 1]


def test_a_table_is_written_with_its_source_and_the_same_again_changes_nothing(world):
    plan = plan_results(world.round, table(*full(world)))
    assert plan.problems == []
    assert write_results(plan.changes, by=world.surveyor) == 1
    held = world.entry("1.2").outside
    assert (held.source, held.by, set(held.as_core.values.values())) == (
        SOURCE,
        world.surveyor,
        {Decimal(30), Decimal(60)},
    )
    again = plan_results(world.round, table(*full(world)))
    assert (again.changes, again.problems, again.same) == ([], [], 1)


def test_rows_without_a_result_are_left_out(world):
    rows = full(world) + full(world, agency="Sở Công Thương", values=("", ""))
    plan = plan_results(world.round, table(*rows))
    assert [change.entry.assessment for change in plan.changes] == [world.own]
    write_results(plan.changes, by=world.surveyor)
    assert world.entry("1.2", world.twin).outside is None


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("Sở Không Có\t1.2\t\t3\tBáo cáo", "Cơ quan"),
        ("Sở Nội vụ\t1.2\t\t3\tBáo cáo", "Cơ quan"),
        ("Sở Y tế\t1.1\t\t3\tBáo cáo", "Tiêu chí"),
        ("Sở Y tế\t1.2\tKhông có nội dung này\t3\tBáo cáo", "Nội dung"),
    ],
)
def test_each_wrong_cell_is_told(world, row, column):
    plan = plan_results(world.round, table(row))
    assert column in [problem.column for problem in plan.problems]
    assert plan.changes == []


def test_half_of_the_figures_and_a_missing_source_are_no_result(world):
    half = plan_results(world.round, table(full(world)[0]))
    assert [problem.column for problem in half.problems] == ["Kết quả"]
    bare = plan_results(world.round, table(*full(world, source="")))
    assert [problem.column for problem in bare.problems] == ["Nguồn"]


def test_the_downloaded_table_is_read_again(world, client):
    client.force_login(world.surveyor)
    content = client.get(f"/cham-diem/{world.round.pk}/nguon-ngoai/mau.xlsx").content
    rows = read_table(content, "mau.xlsx", OUTSIDE_HEADINGS)
    assert {row.cells["name"] for row in rows} == {"Sở Y tế", "Sở Công Thương"}
    plan = plan_results(world.round, rows)
    assert (plan.changes, plan.problems) == ([], [])


def test_results_are_typed_for_all_agencies_with_one_source(world, client):
    client.force_login(world.surveyor)
    leaf = world.entry("1.2").criterion
    address = f"/cham-diem/{world.round.pk}/nguon-ngoai/{leaf.pk}/"
    own, twin = world.entry("1.2"), world.entry("1.2", world.twin)
    given = {f"{one.pk}-version": 1 for one in (own, twin)} | {f"{own.pk}-a": "40", f"{own.pk}-b": "80"}
    assert client.get(address).status_code == 200
    assert client.post(address, given).status_code == 422, "without a source"
    assert client.post(address, given | {"source": SOURCE}).status_code == 302
    assert world.entry("1.2").outside.source == SOURCE
    assert world.entry("1.2", world.twin).outside is None
    stale = client.post(address, given | {"source": SOURCE, f"{own.pk}-a": "41"})
    assert stale.status_code == 409
    assert world.entry("1.2").outside.as_core.values["a"] == 40


def test_the_page_of_a_table_previews_and_writes_what_was_seen(world, client):
    client.force_login(world.surveyor)
    address = f"/cham-diem/{world.round.pk}/nguon-ngoai/nhap/"
    text = "\n".join(["Cơ quan;Tiêu chí;Nội dung;Kết quả;Nguồn", *(row.replace("\t", ";") for row in full(world))])
    shown = client.post(address, {"file": SimpleUploadedFile("ket-qua.csv", text.encode())})
    assert shown.status_code == 200
    assert not Entry.objects.exclude(outside=None).exists()
    seen = {"text": shown.context["text"], "seen": shown.context["plan"].fingerprint}
    assert client.post(address, seen).status_code == 302
    assert world.entry("1.2").outside is not None


def test_an_agency_does_not_enter_results_from_outside(world, client):
    client.force_login(world.focal)
    assert client.get(f"/cham-diem/{world.round.pk}/nguon-ngoai/").status_code == 403


def test_a_leaf_from_outside_says_in_words_where_its_points_come_from(world):
    with pytest.raises(NotScoredHere) as refused:
        fill(
            entry=world.entry("1.2"), version=1, claim=HALF, explanation="", is_done=False, by=world.focal, today=TODAY
        )
    assert "khảo sát" in str(refused.value)
    assert "survey" not in str(refused.value)


def test_nobody_appraises_a_result_from_outside(world):
    world.signed()
    entry = world.entry("1.2")
    with pytest.raises(NotYourCriterion):
        accept(entry=entry, version=entry.version, by=world.appraiser, today=TODAY)
    codes = {row.node.code for row in queue_of(world.round, Judge.of(world.appraiser, today=TODAY))}
    assert codes == {"1.1", "2"}
