"""The pages of plans in a real browser: nobody is shut out, in light and dark; nothing is cut off on a telephone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from caicach.plans.models import ItemLevel, PlanState
from tests.factories.agencies import AgencyFactory
from tests.factories.plans import (
    ItemDutyFactory,
    PlanFactory,
    PlanItemFactory,
    ProvinceFactory,
    TargetFactory,
    coordinator,
)
from tests.faults import wrong_pages

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LONG = "Rà soát, đánh giá tác động, lấy ý kiến đối tượng chịu sự tác động trực tiếp của văn bản quy phạm pháp luật"


@pytest.fixture
def addresses(db):
    """One of each page, with contents of a common length."""
    agency = AgencyFactory(name="Sở Khoa học và Công nghệ")
    plan = PlanFactory(issued=True, issued_at=timezone.now(), owner=ProvinceFactory(), theme="Gần dân, đúng hẹn",
                       duties=[{"agency": agency.name, "asked": ["Báo cáo"]}], recipients=["Sở Nội vụ"])  # fmt: skip
    domain = PlanItemFactory(plan=plan, level=ItemLevel.DOMAIN, outline_code="I", path="I", is_leaf=False)
    item = PlanItemFactory(
        plan=plan, parent=domain, path="I/2", title=LONG, lead_text=agency.name, deliverable="Báo cáo"
    )
    ItemDutyFactory(item=item, agency=agency)
    TargetFactory(plan=plan, measures=[{"value": "98.5", "unit": "%", "comparator": ">=", "upper": None}])
    old = PlanFactory(series=plan.series, owner=plan.owner, state=PlanState.AMENDED, number_of_version=2)
    PlanItemFactory(plan=old, lineage=item.lineage, title=LONG + " đã sửa")
    draft = PlanFactory(owner=plan.owner, title="Dự thảo")
    drafted = PlanItemFactory(plan=draft, title=LONG)
    of_plan = (
        "plans:plan_detail", "annexes:plan_print", "plans:plan_versions", "cascades:coverage", "issuing:plan_withdraw",
        "plandrafts:plan_new_version",
    )  # fmt: skip
    of_draft = (
        "plandrafts:draft_grid", "plandrafts:draft_head", "plandrafts:item_add", "plandrafts:rows_paste",
        "issuing:plan_issue", "plandrafts:draft_discard",
    )  # fmt: skip
    found = [reverse("plans:plan_list"), reverse("plandrafts:draft_new")]
    found += [reverse(page, args=[plan.pk]) for page in of_plan]
    found += [reverse("plans:plan_detail", args=[plan.pk]) + query for query in
              ("?q=khong-co", "?xem=chi-tieu", "?xem=to-chuc", "?xem=van-ban", "?sort=due&role=lead")]  # fmt: skip
    found += [reverse(page, args=[draft.pk]) for page in of_draft]
    found += [reverse("plans:plan_compare", args=[plan.pk, old.pk]), reverse("plans:item_detail", args=[item.pk])]
    found += [reverse("issuing:item_correct", args=[item.pk]) + "?o=time_frame_text"]
    found += [reverse("plandrafts:item_edit", args=[drafted.pk])]
    return [*found, reverse("handbook"), "/ke-hoach/khong-co/"]


def test_nobody_is_shut_out_and_nothing_is_cut_off(addresses, walks):
    # The checker brings its own script, so the policy is lifted here; tests/ui holds it.
    assert wrong_pages(walks(coordinator(), bypass_csp=True), addresses) == {}
