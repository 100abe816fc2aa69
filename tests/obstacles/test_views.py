"""The pages: what a duty shows, what lists hold, what comes back when it cannot be."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from caicach.obstacles.models import DutyRequest, Obstacle, RequestState
from caicach.obstacles.raising import raise_obstacle
from caicach.obstacles.waiting import code_of
from caicach.people.permissions import Role
from caicach.work.models import Assignment
from tests.factories.work import AssignmentFactory, LeafFactory, coordinator, person_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def centre():
    return coordinator()


@pytest.fixture
def duty(centre, today):
    return AssignmentFactory(due_on=today + timedelta(days=3))


@pytest.fixture
def focal_point(duty):
    return person_in(duty.agency, Role.FOCAL_POINT)


def raised(duty, by, today, days, text):
    since_on = today - timedelta(days=days)
    return raise_obstacle(assignment=duty, text=text, addressed_to=None, since_on=since_on, by=by, on=today)


def day(value):
    return f"{value:%d/%m/%Y}"


def test_the_page_of_a_duty_shows_obstacles_and_the_ways_to_add_to_them(client, duty, focal_point, today):
    raised(duty, focal_point, today, 9, "Thiếu số liệu đất đai")
    client.force_login(focal_point)
    html = client.get(reverse("duties:assignment_detail", args=[duty.pk])).content.decode()
    assert "Thiếu số liệu đất đai" in html
    assert reverse("obstacles:obstacle_add", args=[duty.pk]) in html
    assert reverse("obstacles:request_add", args=[duty.pk]) in html


def test_list_is_narrowed_by_age_and_state_and_its_file_has_the_same_rows(client, duty, focal_point, centre, today):
    raised(duty, focal_point, today, 2, "Mới vướng")
    raised(duty, focal_point, today, 40, "Vướng lâu")
    client.force_login(centre)
    url, file = reverse("obstacles:obstacle_list"), reverse("obstacles:obstacle_export")
    for query, texts in (({}, ["Vướng lâu", "Mới vướng"]), ({"age": "30"}, ["Vướng lâu"]), ({"state": "closed"}, [])):
        assert [row.text for row, _days in client.get(url, query).context["lines"]] == texts
        sheet = load_workbook(io.BytesIO(client.get(file, query).content)).active
        assert [row[4] for row in sheet.iter_rows(min_row=2, values_only=True)] == texts


def test_an_obstacle_without_words_comes_back_with_the_day_that_was_typed(client, duty, focal_point):
    client.force_login(focal_point)
    answer = client.post(reverse("obstacles:obstacle_add", args=[duty.pk]), {"text": "", "since_on": "1/1/2026"})
    assert (answer.status_code, "1/1/2026" in answer.content.decode()) == (422, True)
    assert not Obstacle.objects.exists()


def test_more_time_asked_and_granted_is_shown_in_the_list_of_duties(client, duty, focal_point, centre, today):
    old, new = duty.due_on, today + timedelta(days=20)
    client.force_login(focal_point)
    typed = {"kind": "time", "wished_on": day(new), "reason": "Chờ văn bản"}
    assert client.post(reverse("obstacles:request_add", args=[duty.pk]), typed).status_code == 302
    request = DutyRequest.objects.get()
    client.force_login(centre)
    assert (
        reverse("obstacles:request_detail", args=[request.pk])
        in client.get(reverse("obstacles:request_list")).content.decode()
    )
    url = reverse("obstacles:request_decide", args=[request.pk])
    refused = client.post(url, {"version": 1, "decision": "refused", "answer": "", "until": day(new)})
    assert refused.status_code == 409
    assert client.post(url, {"version": 1, "decision": "granted", "until": day(new)}).status_code == 302
    client.force_login(focal_point)
    html = client.get(reverse("work:my_work")).content.decode()
    assert f"gia hạn từ {day(old)}" in " ".join(html.split())
    assert DutyRequest.objects.get().state == RequestState.GRANTED


def test_pass_on_with_an_old_version_keeps_the_words(client, duty, focal_point, centre, today):
    beside = AssignmentFactory(item=duty.item).agency
    one = raised(duty, focal_point, today, 2, "Thiếu số liệu")
    Obstacle.objects.update(version=2)
    client.force_login(centre)
    typed = {"version": 1, "to_agency": beside.pk, "text": "Thuộc ngành khác"}
    answer = client.post(reverse("obstacles:obstacle_pass_on", args=[one.pk]), typed)
    assert (answer.status_code, "Thuộc ngành khác" in answer.content.decode()) == (409, True)


def test_an_event_is_previewed_in_the_address_and_holds_once_it_is_sent(client, centre, today):
    words = "Trong 10 ngày sau khi có hướng dẫn"
    item = LeafFactory(start_on=None, due_on=None, schedule={"kind": "after_event", "event": words})
    waiting = AssignmentFactory(item=item, due_on=None, waits_for_event=True)
    client.force_login(centre)
    url = reverse("obstacles:event_record", args=[code_of(words)])
    assert url in client.get(reverse("obstacles:event_list")).content.decode()
    assert url in client.get(reverse("planprogress:item_detail", args=[item.pk])).content.decode()
    told = {"happened_on": day(today), "source": "Công văn 1", "due_on": ""}
    preview = client.get(url, told)
    field = preview.context["lines"][0][1]
    assert field.value() == today + timedelta(days=10)
    assert Assignment.objects.get(pk=waiting.pk).waits_for_event
    dates = {"seen": preview.context["waiting"].seen, field.html_name: day(field.value())}
    assert client.post(url, told | dates).status_code == 302
    assert Assignment.objects.get(pk=waiting.pk).due_on == today + timedelta(days=10)
    assert client.get(url).status_code == 404
