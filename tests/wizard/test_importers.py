import pytest
from django.urls import reverse

from caicach.people.permissions import Role
from caicach.plans.companions import beginnings_for
from caicach.wizard.importers import AGENCY_CODE, PROVINCE_CODE
from tests.factories.plans import coordinator, focal_point

pytestmark = pytest.mark.django_db


def upload(code):
    return reverse("intake:upload", args=[code])


def test_the_list_of_plans_leads_each_to_the_upload_that_is_theirs():
    assert upload(PROVINCE_CODE) in [one.url for one in beginnings_for(coordinator())]
    assert [one.url for one in beginnings_for(focal_point())] == [upload(AGENCY_CODE)]
    assert beginnings_for(focal_point(role=Role.LEADER)) == []


def test_the_upload_is_offered_on_the_page(client):
    client.force_login(focal_point())
    page = client.get(reverse("plans:plan_list")).content.decode()
    assert f'href="{upload(AGENCY_CODE)}"' in page
    assert f'href="{upload(PROVINCE_CODE)}"' not in page
