"""Acts on the rows that were ticked: shown first, all or none, one event for each."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from caicach.audit.models import AuditEvent
from caicach.manyduties import services as bulk
from caicach.manyduties.errors import NothingChosen, TooManyChosen
from caicach.manyduties.services import Ticked, confirm_many, hand_out_many
from caicach.people.permissions import Role
from caicach.work.models import HandOut
from tests.factories.agencies import AgencyFactory
from tests.factories.work import AssignmentFactory, coordinator, person_in

pytestmark = pytest.mark.django_db
DAY = f"{timezone.localdate():%d/%m/%Y}"


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def three(agency):
    return [AssignmentFactory(agency=agency) for _ in range(3)]


@pytest.fixture
def chief(client, agency):
    person = person_in(agency, Role.FOCAL_POINT)
    client.force_login(person)
    return person


def ticked(rows):
    return [f"{row.pk}:{row.version}" for row in rows]


def test_handing_out_is_shown_before_it_is_done(client, chief, agency, three):
    staff = person_in(agency, Role.STAFF)
    given = {"duty": ticked(three[:2]), "person": staff.pk, "from_on": DAY}
    html = client.post(reverse("manyduties:hand_out_preview"), given).content.decode()
    assert three[0].item.title in html
    assert three[2].item.title not in html
    assert not HandOut.objects.exists()
    client.post(reverse("manyduties:hand_out_apply"), given)
    assert {one.assignment for one in HandOut.objects.filter(person=staff)} == set(three[:2])
    assert AuditEvent.objects.filter(code="work.handed_out").count() == 2


def test_all_rows_of_the_filter_are_taken_where_that_is_asked(client, chief, agency, three):
    AssignmentFactory(agency=agency, due_on=date(2020, 1, 1))
    given = {"all": "1", "query": "month=2026-06", "person": chief.pk, "from_on": DAY}
    rows = client.post(reverse("manyduties:hand_out_preview"), given).context["rows"]
    assert {row.assignment for row in rows} == set(three)


def test_nobody_chosen_comes_back_with_the_rows(client, chief, three):
    response = client.post(reverse("manyduties:hand_out_preview"), {"duty": ticked(three), "from_on": DAY})
    assert response.status_code == 422
    assert "Hãy chọn người hoặc phòng nhận việc" in response.content.decode()
    assert len(response.context["rows"]) == 3


def test_one_row_that_moved_on_stops_them_all_and_keeps_the_choice(client, chief, three):
    old = ticked(three)
    three[1].version = 7
    three[1].save()
    given = {"duty": old, "person": chief.pk, "from_on": DAY}
    response = client.post(reverse("manyduties:hand_out_apply"), given)
    assert response.status_code == 409
    assert not HandOut.objects.exists()
    assert f"{three[1].pk}:7" in response.content.decode()


def test_duties_of_other_agencies_are_not_handed_out(client, chief):
    stranger = AssignmentFactory()
    given = {"duty": ticked([stranger]), "person": chief.pk, "from_on": DAY}
    assert client.post(reverse("manyduties:hand_out_preview"), given).status_code == 409
    client.post(reverse("manyduties:hand_out_apply"), given)
    assert not HandOut.objects.exists()


@pytest.mark.parametrize("role", [Role.STAFF, Role.LEADER, Role.AUDITOR])
def test_handing_out_is_for_those_who_may(client, role):
    client.force_login(person_in(AgencyFactory(), role))
    for name in (
        "manyduties:hand_out_preview",
        "manyduties:hand_out_apply",
        "manyduties:confirm_preview",
        "manyduties:confirm_apply",
    ):
        assert client.post(reverse(name), {}).status_code == 403


def test_results_are_reviewed_and_confirmed_together(client):
    client.force_login(coordinator())
    rows = [AssignmentFactory(submitted=True) for _ in range(3)]
    html = client.post(reverse("manyduties:confirm_preview"), {"duty": ticked(rows)}).content.decode()
    assert "Xác nhận 3 kết quả" in html
    client.post(reverse("manyduties:confirm_apply"), {"duty": ticked(rows)})
    for row in rows:
        row.refresh_from_db()
        assert row.confirmed_on == timezone.localdate()


def test_a_result_taken_back_meanwhile_stops_the_confirmation(client):
    client.force_login(coordinator())
    rows = [AssignmentFactory(submitted=True) for _ in range(2)]
    old = ticked(rows)
    rows[0].submitted_on, rows[0].version = None, 4
    rows[0].save()
    response = client.post(reverse("manyduties:confirm_apply"), {"duty": old})
    assert response.status_code == 409
    assert [line.duty for line in response.context["lines"]] == [rows[1]]
    rows[1].refresh_from_db()
    assert rows[1].confirmed_on is None


def test_no_row_and_too_many_rows_are_refused(monkeypatch, three):
    by = coordinator()
    with pytest.raises(NothingChosen):
        confirm_many(ticked=[], by=by, on=date(2026, 6, 15))
    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 2)
    chosen = [Ticked(row.pk, row.version) for row in three]
    with pytest.raises(TooManyChosen):
        hand_out_many(ticked=chosen, unit=None, person=by, from_on=date(2026, 6, 15), by=by)


def test_boxes_with_nonsense_count_as_not_ticked(client, chief):
    given = {"duty": ["x", "1:2", ":"], "person": chief.pk, "from_on": DAY}
    assert client.post(reverse("manyduties:hand_out_preview"), given).status_code == 409
