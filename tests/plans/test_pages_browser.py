"""The pages of plans in a real browser: nobody is shut out, in light and dark; nothing is cut off on a telephone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import sync_playwright

from caicach.core.documents.reading import Problem
from caicach.core.documents.transfer import reading_to_plain
from caicach.intake.models import RunState
from caicach.plans.importer import PROVINCE_CODE
from caicach.plans.models import ItemLevel, PlanState
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.intake import ImportRunFactory
from tests.factories.plans import (
    ItemDutyFactory,
    PlanFactory,
    PlanItemFactory,
    ProvinceFactory,
    TargetFactory,
    coordinator,
    name,
    reading,
    row,
    usual_rows,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
WEIGHTY = ("serious", "critical")
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
    rows = (*usual_rows(agency), row(("II",), LONG, lead=(name("Sở Lạ"),), end="lúc nào đó", at=6))
    doubts = (
        Problem("documents.agency_unknown", rows[-1].place, "II", "lead", "Sở Lạ", (agency.code,)),
        Problem("documents.deadline_unreadable", rows[-1].place, "II", "schedule", "lúc nào đó"),
    )
    run = ImportRunFactory(importer=PROVINCE_CODE, reading=reading_to_plain(reading(*rows, problems=doubts)))
    failed = ImportRunFactory(importer=PROVINCE_CODE, state=RunState.FAILED, reading=None,
                              failure={"code": "documents.encrypted", "params": {}})  # fmt: skip
    of_plan = ("plan_detail", "plan_print", "plan_versions", "coverage", "plan_withdraw", "plan_new_version")
    of_draft = ("draft_grid", "draft_head", "item_add", "rows_paste", "plan_issue", "draft_discard")
    found = [reverse("plans:plan_list"), reverse("plans:draft_new"), reverse("intake:run_list")]
    found += [reverse(f"plans:{page}", args=[plan.pk]) for page in of_plan]
    found += [reverse("plans:plan_detail", args=[plan.pk]) + query for query in
              ("?q=khong-co", "?xem=chi-tieu", "?xem=to-chuc", "?xem=van-ban", "?sort=due&role=lead")]  # fmt: skip
    found += [reverse(f"plans:{page}", args=[draft.pk]) for page in of_draft]
    found += [reverse("plans:plan_compare", args=[plan.pk, old.pk]), reverse("plans:item_detail", args=[item.pk])]
    found += [reverse("plans:item_correct", args=[item.pk]) + "?o=time_frame_text"]
    found += [reverse("plans:item_edit", args=[drafted.pk])]
    found += [reverse(f"plans:wizard_{page}", args=[run.pk]) for page in ("structure", "review", "check")]
    found += [reverse("intake:run_detail", args=[failed.pk]), reverse("intake:upload", args=[PROVINCE_CODE])]
    return [*found, reverse("handbook"), "/ke-hoach/khong-co/"]


@pytest.fixture
def page(live_server, settings):
    user = coordinator()
    MembershipFactory(user=user)
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        # The checker brings its own script, so the policy is lifted here; tests/ui holds it.
        context = browser.new_context(viewport={"width": 1366, "height": 768}, bypass_csp=True, reduced_motion="reduce")
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        yield context.new_page()
        browser.close()


def faults_of(page):
    found = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        violations = Axe().run(page).response["violations"]
        found += [
            (theme, one["id"], [node["target"] for node in one["nodes"]][:2])
            for one in violations
            if one["impact"] in WEIGHTY
        ]
    page.set_viewport_size({"width": 360, "height": 740})
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("scrolls sideways at 360 pixels")
    page.set_viewport_size({"width": 1366, "height": 768})
    return found


def test_nobody_is_shut_out_and_nothing_is_cut_off(addresses, page, live_server):
    wrong = {}
    for address in addresses:
        page.goto(live_server.url + address)
        if faults := faults_of(page):
            wrong[address] = faults
    assert not wrong
