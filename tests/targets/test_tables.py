"""Values as a workbook out and in, on the leader's page, on the command line."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from caicach.people.permissions import Role
from caicach.tables.sheet import read_table
from caicach.targets.columns import VALUE_HEADINGS
from caicach.targets.errors import ImportHasProblems
from caicach.targets.exporting import values_as_xlsx
from caicach.targets.importing import apply_values, plan_values
from caicach.targets.models import Reach, TargetValue
from caicach.targets.readings import read_plan
from caicach.ui.errors import NotAllowed
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.plans import PlanFactory, coordinator
from tests.factories.targets import GaugeFactory, TargetValueFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 1)


@pytest.fixture
def gauge():
    """Two departments have to reach it, one has told its value."""
    found = GaugeFactory(reach=Reach.DEPARTMENTS, target__order=3)
    TargetValueFactory(gauge=found, agency=AgencyFactory(name="Sở Một", code="so-mot"))
    AgencyFactory(name="Sở Hai", code="so-hai")
    return found


def table_of(gauge):
    content = values_as_xlsx(read_plan(gauge.target.plan, day=TODAY))
    rows = read_table(content, "chi-tieu.xlsx", VALUE_HEADINGS)
    return sorted(rows, key=lambda row: not row.cells["value"])  # the line that is filled in comes first


def test_the_workbook_comes_back_as_it_went_out_and_blank_lines_tell_nothing(gauge):
    plan = plan_values(table_of(gauge))
    assert (plan.problems, plan.count("same"), plan.blank) == ([], 1, 1)
    told = apply_values(plan, coordinator())
    assert (told.new, told.changed, told.same, TargetValue.objects.count()) == (0, 0, 1, 1)


def test_a_line_that_was_filled_in_is_written(gauge):
    first, second = table_of(gauge)
    second.cells.update(value="98,4", as_of="30/06/2026", source_text="Báo cáo 2/BC")
    apply_values(plan_values([first, second]), coordinator())
    row = TargetValue.objects.get(agency__code="so-hai")
    assert (row.value, row.as_of, row.source_text) == (Decimal("98.4"), date(2026, 6, 30), "Báo cáo 2/BC")


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"code": "9.1"}, "mã chỉ tiêu"),
        ({"name": "Sở Không Có"}, "cơ quan"),
        ({"value": "1.234"}, "giá trị"),
        ({"value": "nhiều"}, "giá trị"),
        ({"as_of": "31/02/2026"}, "số liệu đến ngày"),
        ({"source_text": ""}, "nguồn"),
    ],
)
def test_a_wrong_cell_is_named_with_its_column_and_nothing_is_written(gauge, cells, column):
    first, second = table_of(gauge)
    second.cells.update({"value": "98", "as_of": "30/06/2026", "source_text": "Báo cáo 2/BC"} | cells)
    plan = plan_values([first, second])
    assert [problem.column for problem in plan.problems] == [column]
    with pytest.raises(ImportHasProblems):
        apply_values(plan, coordinator())


def test_an_agency_brings_in_its_own_values_only(gauge):
    first, second = table_of(gauge)
    second.cells.update(value="98,4", as_of="30/06/2026", source_text="Báo cáo 2/BC")
    by = MembershipFactory(agency=gauge.values.get().agency, role=Role.FOCAL_POINT).user
    with pytest.raises(NotAllowed):
        apply_values(plan_values([first, second]), by)


def test_the_leaders_page_tells_how_targets_stand(client):
    gauge = GaugeFactory(target__plan__year=timezone.localdate().year)
    client.force_login(MembershipFactory(role=Role.LEADER).user)
    page = client.get("/chi-tieu/hom-nay/").content.decode()
    assert str(gauge.target.plan.pk) in page
    assert "chưa đo" in page


def test_the_command_tells_the_same_to_people_and_programs(gauge):
    out = StringIO()
    call_command("targets", gauge.target.plan.number, on=TODAY, json=True, stdout=out)
    (told,) = json.loads(out.getvalue())
    assert {one["agency"]: one["standing"] for one in told["values"]} == {"so-mot": "behind", "so-hai": "unmeasured"}
    out = StringIO()
    call_command("targets", gauge.target.plan.number, on=TODAY, stdout=out)
    assert "behind" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("targets", "999/KH")


def test_an_agency_sees_what_it_has_to_reach_and_what_it_has_to_tell(client):
    agency, year = AgencyFactory(), timezone.localdate().year
    plan = PlanFactory(issued=True, year=year)
    each = GaugeFactory(reach=Reach.DEPARTMENTS, name="Mỗi sở phải đạt", target__plan=plan)
    GaugeFactory(keeper=agency, name="Sở phải báo", target__plan=plan)
    GaugeFactory(reach=Reach.COMMUNES, name="Mỗi xã phải đạt", target__plan=plan)
    client.force_login(MembershipFactory(agency=agency, role=Role.FOCAL_POINT).user)
    page = client.get(f"/chi-tieu/co-quan/{agency.pk}/").content.decode()
    assert each.name in page
    assert "Sở phải báo" in page
    assert "Mỗi xã phải đạt" not in page
    assert f"/chi-tieu/co-quan/{agency.pk}/" in client.get(f"/chi-tieu/ke-hoach/{plan.pk}/").content.decode()
    other = AgencyFactory()
    assert client.get(f"/chi-tieu/co-quan/{other.pk}/").status_code == 404
