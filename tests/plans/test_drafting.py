from datetime import date
from decimal import Decimal

import pytest

from caicach.plans.errors import NumberTaken
from caicach.ui.errors import NotAllowed
from tests.factories.agencies import AgencyFactory, AgencyGroupFactory, DomainFactory
from tests.factories.plans import (
    focal_point,
)
from tests.factories.readings import draft_of, name, row, usual_rows
from tests.issuing.acts import issued

pytestmark = pytest.mark.django_db


def test_a_draft_holds_the_tree_the_times_the_targets_and_the_duties_of_a_reading():
    agency, domain = AgencyFactory(), DomainFactory(name="Cải cách thể chế")
    plan = draft_of(*usual_rows(agency))
    items = list(plan.items.all())
    assert [item.path for item in items] == ["I", "I/1", "I/1/1.1", "I/1/1.2"]
    assert [item.is_leaf for item in items] == [False, False, True, True]
    assert items[3].parent == items[1]
    assert items[3].domain == domain
    assert (items[3].start_on, items[3].due_on) == (date(2026, 4, 1), date(2026, 6, 30))
    assert items[3].budget_million_vnd == Decimal("12.5")
    assert items[2].duties.get().agency == agency
    assert items[2].source_place == {"page": 1, "table": 1, "row": 4}
    assert plan.targets.get().measures == [{"value": "98.5", "unit": "%", "comparator": ">=", "upper": None}]
    assert plan.duties == [{"agency": "Sở Nội vụ", "asked": ["Theo dõi chung"]}]


def test_a_name_that_nobody_knows_stays_printed_and_is_not_assigned():
    plan = draft_of(row(("1",), "Tập huấn", lead=(name("Ban Lạ"),)))
    item = plan.items.get()
    assert item.lead_text == "Ban Lạ"
    assert not item.duties.exists()


def test_a_group_is_kept_as_a_group():
    group = AgencyGroupFactory()
    plan = draft_of(row(("1",), "Tập huấn", lead=(name("Các sở", f"group:{group.code}"),)))
    assert plan.items.get().duties.get().group == group


def test_a_code_that_is_printed_twice_gets_two_paths():
    plan = draft_of(row(("1",), "Một"), row(("1",), "Hai"), row(("1", "1.1"), "Dưới hai"))
    assert [item.path for item in plan.items.all()] == ["1", "1~2", "1~2/1.1"]


def test_somebody_of_an_agency_may_not_draft_for_the_province():
    with pytest.raises(NotAllowed):
        draft_of(row(("1",), "Một"), by=focal_point())


def test_the_number_of_a_document_is_taken_once_for_an_owner_and_a_year():
    draft_of(row(("1",), "Một"))
    with pytest.raises(NumberTaken):
        draft_of(row(("1",), "Một"))


def test_a_changed_document_becomes_the_next_version_with_the_lineage_of_the_rows():
    agency = AgencyFactory()
    plan = issued(draft_of(*usual_rows(agency)))
    rows = usual_rows(agency)
    changed = (*rows[:2], row(("I", "1", "1.1"), "Lập danh mục các văn bản cần rà soát"), rows[3], row(("II",), "Mới"))
    new = draft_of(*changed, follows=plan)
    lineages = {item.title: item.lineage for item in plan.items.all()}
    assert new.series == plan.series
    assert new.items.get(outline_code="1.1").lineage == lineages["Lập danh mục văn bản cần rà soát"]
    assert new.items.get(outline_code="1.2").lineage == lineages["Công bố kết quả rà soát"]
    assert new.items.get(outline_code="II").lineage not in lineages.values()
