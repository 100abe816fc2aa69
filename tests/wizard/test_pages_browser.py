"""The way of a document in a real browser: nobody is shut out, nothing is cut off, with words of a common length."""

import pytest
from django.urls import reverse

from caicach.core.documents.reading import Problem
from caicach.core.documents.transfer import reading_to_plain
from caicach.intake.models import RunState
from caicach.wizard.importers import PROVINCE_CODE
from tests.factories.agencies import AgencyFactory
from tests.factories.intake import ImportRunFactory
from tests.factories.plans import ProvinceFactory, coordinator
from tests.factories.readings import name, reading, row, usual_rows
from tests.faults import wrong_pages

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LONG = "Rà soát, đánh giá tác động, lấy ý kiến đối tượng chịu sự tác động trực tiếp của văn bản quy phạm pháp luật"


@pytest.fixture
def addresses(db):
    ProvinceFactory()
    agency = AgencyFactory(name="Sở Khoa học và Công nghệ")
    rows = (*usual_rows(agency), row(("II",), LONG, lead=(name("Sở Lạ"),), end="lúc nào đó", at=6))
    doubts = (
        Problem("documents.agency_unknown", rows[-1].place, "II", "lead", "Sở Lạ", (agency.code,)),
        Problem("documents.deadline_unreadable", rows[-1].place, "II", "schedule", "lúc nào đó"),
    )
    run = ImportRunFactory(importer=PROVINCE_CODE, reading=reading_to_plain(reading(*rows, problems=doubts)))
    failed = ImportRunFactory(importer=PROVINCE_CODE, state=RunState.FAILED, reading=None,
                              failure={"code": "documents.encrypted", "params": {}})  # fmt: skip
    steps = [reverse(f"wizard:{page}", args=[run.pk]) for page in ("structure", "review", "check")]
    upload = reverse("intake:upload", args=[PROVINCE_CODE])
    return [*steps, reverse("intake:run_list"), reverse("intake:run_detail", args=[failed.pk]), upload]


def test_nobody_is_shut_out_and_nothing_is_cut_off(addresses, walks):
    # The checker brings its own script, so the policy is lifted here; tests/ui holds it.
    assert wrong_pages(walks(coordinator(), bypass_csp=True), addresses) == {}
