"""Samples: drawn by a printed seed, repeatable, with chances; reserves in turn; names forgotten on their day."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from caicach.audit.models import AuditEvent
from caicach.people.permissions import Role
from caicach.samples import errors, services
from caicach.samples.models import Draw, Frame, FrameUnit, Outcome, SampledUnit
from caicach.samples.sizing import Wish, plan_of
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.factories.agencies import MembershipFactory
from tests.factories.samples import VILLAGES, drawn_from, frame_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return MembershipFactory(role=Role.SURVEY_MANAGER).user


@pytest.fixture
def client(manager):
    browser = Client()
    browser.force_login(manager)
    return browser


def keys_of(draw):
    return sorted(draw.units.filter(reserve=0).values_list("unit__key", flat=True))


def test_the_same_seed_draws_the_same_and_another_one_others():
    frame = frame_of()
    first = drawn_from(frame)
    again = drawn_from(frame, reason="Kiểm tra")
    other = drawn_from(frame, seed="20261101-2", reason="Đổi hạt giống")
    assert keys_of(first) == keys_of(again) != keys_of(other)
    assert first.digest == again.digest != other.digest
    assert [first.number, again.number, other.number] == [1, 2, 3]


def test_chances_and_weights_add_up_to_the_frame():
    draw = drawn_from(frame_of())
    asked = draw.units.filter(reserve=0)
    assert {one.probability for one in asked} == {Fraction(1, 5)}
    assert sum(one.weight for one in asked) == 30


def test_places_are_drawn_before_households_where_the_list_has_them():
    draw = drawn_from(frame_of(has_places=True), total=8, per_place=4)
    villages = set(draw.units.filter(reserve=0).values_list("unit__stratum", "unit__places__0"))
    assert {stratum for stratum, _village in villages} == {"Lạc Đông", "Khê Hạ"}
    assert villages <= set(VILLAGES)
    assert draw.units.filter(reserve=0).count() == 4 * len(villages)


def test_what_was_drawn_can_be_drawn_again_and_a_changed_frame_is_noticed():
    draw = drawn_from(frame_of())
    assert services.draws_the_same(draw)
    row = FrameUnit.objects.filter(frame=draw.frame).exclude(pk__in=draw.units.values("unit")).first()
    FrameUnit.objects.filter(pk=row.pk).update(size=7)
    assert not services.draws_the_same(draw)


def test_a_second_draw_needs_a_reason_and_the_first_stays():
    frame = frame_of()
    first = drawn_from(frame)
    with pytest.raises(errors.NoReason):
        drawn_from(frame, seed="khac")
    assert list(frame.draws.all()) == [first]


def test_a_rule_that_does_not_fit_is_refused_in_words():
    with pytest.raises(errors.CannotDraw, match="số tối thiểu của các tầng cộng lại là 20, nhiều hơn cỡ mẫu 6"):
        drawn_from(frame_of(), minimum=10)


def test_the_size_by_precision_is_told_with_its_step():
    plan = plan_of(frame_of(), Wish(basis="precision", error=Decimal("0.1"), answering=Decimal("0.8")))
    assert [step.code for step in plan.size.steps] == ["precision", "answering"]
    assert plan.size.n == 24  # 30 / (1 + 30 * 0.01) = 23.08
    assert plan.size.asked == 30


def test_reserves_of_the_same_stratum_stand_in_one_after_the_other(manager):
    draw = drawn_from(frame_of())
    lost = draw.units.filter(reserve=0).order_by("unit__stratum", "order").first()
    ranks = []
    for _turn in range(2):
        lost = services.tell_outcome(row=lost, version=lost.version, outcome=Outcome.REFUSED, note="", by=manager)
        standing = services.call_reserve(row=lost, version=lost.version, by=manager)
        assert standing.unit.stratum == lost.unit.stratum
        assert (standing.stands_in_for, standing.outcome) == (lost, Outcome.WAITING)
        ranks.append(standing.reserve)
        lost = standing
    assert ranks == [1, 2]
    lost = services.tell_outcome(row=lost, version=lost.version, outcome=Outcome.ABSENT, note="", by=manager)
    with pytest.raises(errors.NobodyLeft):
        services.call_reserve(row=lost, version=lost.version, by=manager)


def test_only_for_one_who_is_lost_a_reserve_is_called_and_once(manager):
    draw = drawn_from(frame_of())
    row = draw.units.filter(reserve=0).first()
    with pytest.raises(errors.NotAsked):
        services.call_reserve(row=row, version=row.version, by=manager)
    row = services.tell_outcome(row=row, version=row.version, outcome=Outcome.REFUSED, note="", by=manager)
    services.call_reserve(row=row, version=row.version, by=manager)
    with pytest.raises(errors.AlreadyReplaced):
        services.call_reserve(row=row, version=row.version, by=manager)
    with pytest.raises(errors.AlreadyReplaced):
        services.tell_outcome(row=row, version=row.version, outcome=Outcome.REACHED, note="", by=manager)
    with pytest.raises(RowMovedOn):
        services.tell_outcome(row=row, version=1, outcome=Outcome.ABSENT, note="", by=manager)


def test_nothing_is_told_of_a_reserve_that_was_not_called(manager):
    reserve = drawn_from(frame_of()).units.filter(reserve=1).first()
    with pytest.raises(errors.NotAsked):
        services.tell_outcome(row=reserve, version=1, outcome=Outcome.REACHED, note="", by=manager)


def test_names_are_forgotten_on_their_day_and_the_sample_stays():
    draw = drawn_from(frame_of())
    assert services.forget_labels(today=date(2027, 2, 28)) == 0
    assert services.forget_labels(today=date(2027, 3, 1)) == 1
    assert services.forget_labels(today=date(2027, 3, 2)) == 0
    assert not FrameUnit.objects.exclude(label="").exists()
    assert services.draws_the_same(draw)
    assert AuditEvent.objects.get(code="samples.labels_forgotten").details["count"] == 30


def test_a_frame_goes_as_long_as_nothing_is_drawn_from_it(manager):
    frame, kept = frame_of(), frame_of()
    drawn_from(kept)
    services.drop_frame(frame=frame, by=manager)
    with pytest.raises(errors.FrameDrawn):
        services.drop_frame(frame=kept, by=manager)
    assert list(Frame.objects.all()) == [kept]


def test_others_do_not_draw():
    head = MembershipFactory(role=Role.AGENCY_HEAD).user
    with pytest.raises(NotAllowed):
        drawn_from(frame_of(), by=head)


def test_from_the_file_to_the_list_on_pages(client):
    lines = "\n".join(["mã,xã,địa chỉ", *(f"H{n},Lạc Đông,Số {n}" for n in range(1, 41))])
    sent = {
        "name": "Hộ dân", "source_text": "Danh sách xã", "as_of": "01/03/2026", "forget_on": "01/03/2028",
        "place_name": "", "text": "", "file": SimpleUploadedFile("ho.csv", lines.encode()),
    }  # fmt: skip
    answer = client.post(reverse("samples:frame_new"), sent, follow=True)
    frame = Frame.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("samples:frame_detail", args=[frame.pk])
    wish = {
        "basis": "precision", "error": "10", "design_effect": "1", "answering": "100", "minimum": "0",
        "sharing": "proportional", "first_stage": "simple", "reserves": "2", "seed": "20261101-7",
    }  # fmt: skip
    url = reverse("samples:draw_new", args=[frame.pk])
    page = client.post(url, wish | {"preview": "1"}).content.decode()
    assert "Cần 29 phiếu trả lời; chọn 29." in page
    assert not Draw.objects.exists()
    page = client.post(url, wish, follow=True).content.decode()
    draw = Draw.objects.get()
    assert draw.digest in page
    assert "29/40" in page
    page = client.post(reverse("samples:draw_verify", args=[draw.pk]), follow=True).content.decode()
    assert "ra đúng mẫu này" in page
    assert client.get(reverse("samples:draw_export", args=[draw.pk])).content.startswith(b"PK")


def test_problems_of_a_file_are_all_told_and_what_was_typed_stays(client):
    sent = {
        "name": "Hộ dân", "source_text": "Danh sách xã", "as_of": "01/03/2026", "forget_on": "01/03/2028",
        "text": "mã;tầng\nH1;Lạc Đông\nH1;Lạc Đông\n;Khê Hạ",
    }  # fmt: skip
    answer = client.post(reverse("samples:frame_new"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mã trùng với dòng 2." in page
    assert "Thiếu mã." in page
    assert "Danh sách xã" in page
    assert not Frame.objects.exists()


def test_the_command_draws_what_the_page_draws(tmp_path, capsys):
    frame = frame_of()
    draw = drawn_from(frame)
    lines = ["mã;tầng", *(f"{row.key};{row.stratum}" for row in frame.rows.order_by("-pk"))]
    (tmp_path / "ho.csv").write_text("\n".join(lines))
    call_command("draw", tmp_path / "ho.csv", "--seed", draw.seed, "--total", 6, "--reserves", 2, "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["frame"], told["digest"]) == (frame.digest, draw.digest)
    assert sorted(one["key"] for one in told["units"] if not one["reserve"]) == keys_of(draw)


def test_units_of_a_draw_are_found_by_stratum_and_outcome(client):
    draw = drawn_from(frame_of())
    url = reverse("samples:draw_detail", args=[draw.pk])
    page = client.get(url, {"stratum": "Khê Hạ", "outcome": "waiting"}).content.decode()
    shown = {one.unit.key for one in SampledUnit.objects.filter(draw=draw) if f">{one.unit.key}</a>" in page}
    assert shown == set(draw.units.filter(reserve=0, unit__stratum="Khê Hạ").values_list("unit__key", flat=True))
