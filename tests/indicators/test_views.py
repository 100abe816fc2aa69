"""The pages of the ledger: what is missing is seen as missing, what was typed is never lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from caicach.indicators.models import Figure
from caicach.people.permissions import Role
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.indicators import FigureFactory, IndicatorFactory

pytestmark = pytest.mark.django_db

KY = "?ky=2025-12-15_2026-12-14"
TYPED = {
    "agency": "so-y-te", "first": "15/12/2025", "last": "14/12/2026", "numerator": "1.234,5", "denominator": "2000",
    "source_text": "Báo cáo 1", "as_of": "14/12/2026",
}  # fmt: skip


@pytest.fixture
def coordinator():
    return signed_in(Role.COORDINATOR)


def signed_in(role, **more):
    client = Client()
    client.force_login(MembershipFactory(role=role, **more).user)
    return client


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_the_list_adds_counts_and_never_averages_ratios(coordinator):
    figure = FigureFactory(numerator=Decimal(1), denominator=Decimal(2))
    FigureFactory(indicator=figure.indicator, numerator=Decimal(98), denominator=Decimal(98))
    shown = text_of(coordinator.get(f"/so-lieu/{KY}"))
    assert "99%" in shown
    assert "(99/100)" in shown


def test_an_agency_without_a_figure_stands_in_the_list_and_last_when_sorted(coordinator):
    figure, silent = FigureFactory(), AgencyFactory(name="Sở Chưa Gửi")
    better = FigureFactory(indicator=figure.indicator, numerator=Decimal(99))
    address = f"/so-lieu/chi-so/{figure.indicator.code}/{KY}"
    for sort, order in (("main", [figure, better]), ("-main", [better, figure])):
        rows = coordinator.get(f"{address}&sort={sort}").context["page"].object_list
        assert [row.figure for row in rows][:2] == order
        assert {row.agency for row in rows[2:]} >= {silent}
        assert all(row.figure is None and row.shown == "" for row in rows[2:])
    assert "chưa có số liệu" in text_of(coordinator.get(address))
    gaps = coordinator.get(f"{address}&gaps=on").context["page"].object_list
    assert silent in {row.agency for row in gaps}
    assert not {figure.agency, better.agency} & {row.agency for row in gaps}


def test_an_indicator_is_searched_without_accents_and_exported_as_it_is_shown(coordinator):
    figure = FigureFactory(agency=AgencyFactory(name="Sở Y tế"))
    FigureFactory(indicator=figure.indicator)
    address = f"/so-lieu/chi-so/{figure.indicator.code}/"
    rows = coordinator.get(f"{address}{KY}&q=so+y+te").context["page"].object_list
    assert [row.agency for row in rows] == [figure.agency]
    answer = coordinator.get(f"{address}xuat/{KY}&q=so+y+te")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer.content[:2] == b"PK"


def test_people_of_an_agency_see_only_its_numbers():
    own = AgencyFactory()
    client = signed_in(Role.STAFF, agency=own)
    figure = FigureFactory(agency=own)
    other = FigureFactory(indicator=figure.indicator, numerator=Decimal(77))
    shown = text_of(client.get(f"/so-lieu/chi-so/{figure.indicator.code}/{KY}"))
    assert own.name in shown
    assert other.agency.name not in shown
    assert client.get(f"/so-lieu/so/{other.pk}/").status_code == 404
    assert client.get(f"/so-lieu/co-quan/{other.agency.pk}/").status_code == 404


def test_a_figure_is_typed_with_decimal_comma_and_shown(coordinator):
    indicator, agency = IndicatorFactory(), AgencyFactory(code="so-y-te")
    address = f"/so-lieu/nhap-tay/?chi_so={indicator.code}&co_quan={agency.pk}&ky=2025-12-15_2026-12-14"
    form = coordinator.get(address).context["form"]
    assert form.initial["first"] == date(2025, 12, 15)
    assert coordinator.post(address, TYPED).status_code == 302
    figure = Figure.objects.get()
    assert (figure.numerator, figure.agency, figure.source) == (Decimal("1234.5"), agency, "hand")


def test_a_figure_that_was_not_seen_is_told_before_it_is_superseded(coordinator):
    figure = FigureFactory(agency__code="so-y-te")
    address = f"/so-lieu/nhap-tay/?chi_so={figure.indicator.code}"
    answer = coordinator.post(address, TYPED)
    assert (answer.status_code, "98% (nhập tay: Báo cáo số 12" in text_of(answer)) == (409, True)
    assert Figure.objects.count() == 1
    assert coordinator.post(address, {**TYPED, "seen": answer.context["form"]["seen"].value()}).status_code == 302
    assert Figure.objects.current().get().supersedes == figure
    opened = coordinator.get(f"{address}&co_quan={figure.agency.pk}&ky=2025-12-15_2026-12-14").context["form"]
    assert opened.initial["numerator"] == Decimal("1234.5")
    assert opened.initial["seen"] == str(Figure.objects.current().get().pk)


@pytest.mark.parametrize(
    ("changes", "status", "says"),
    [
        ({"numerator": "1.234"}, 422, "1234 hay 1,234"),
        ({"denominator": ""}, 422, "bắt buộc"),
        ({"last": "14/12/2024"}, 422, "sớm hơn"),
        ({"numerator": "-5"}, 409, "nhỏ hơn 0"),
        ({"numerator": "0,12345678"}, 409, "dài quá"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(coordinator, changes, status, says):
    indicator, _agency = IndicatorFactory(), AgencyFactory(code="so-y-te")
    answer = coordinator.post(f"/so-lieu/nhap-tay/?chi_so={indicator.code}", {**TYPED, **changes})
    assert answer.status_code == status
    assert says in text_of(answer)
    assert "Báo cáo 1" in text_of(answer)
    assert not Figure.objects.exists()


def test_the_page_of_a_figure_tells_its_history_with_the_reason_of_a_correction(coordinator):
    figure = FigureFactory()
    assert coordinator.post("/so-lieu/chot/", {"first": "2025-12-15", "last": "2026-12-14"}).status_code == 302
    told = {"numerator": "97", "denominator": "100", "source_text": "Công văn 5", "as_of": "14/12/2026"}
    address = f"/so-lieu/so/{figure.pk}/dinh-chinh/"
    assert coordinator.post(address, told).status_code == 422
    assert coordinator.post(address, {**told, "reason": "Đếm trùng một hồ sơ"}).status_code == 302
    again = coordinator.post(address, {**told, "reason": "Lần hai"})
    assert (again.status_code, "mới hơn" in text_of(again)) == (409, True)
    shown = text_of(coordinator.get(f"/so-lieu/so/{figure.pk}/"))
    for words in ("97%", "98%", "Đếm trùng một hồ sơ", "Công văn 5", figure.source_text, "đã chốt", "đã thay"):
        assert words in shown


def test_a_figure_leads_to_the_rows_that_made_it(coordinator):
    figure = FigureFactory(rows_url="/viec/danh-sach/?agency=1", row_count=98)
    shown = text_of(coordinator.get(f"/so-lieu/so/{figure.pk}/"))
    assert 'href="/viec/danh-sach/?agency=1"' in shown
    assert "Xem 98 dòng" in shown


def test_a_table_is_previewed_then_written_and_a_ledger_that_moved_on_is_told(coordinator):
    IndicatorFactory(code="dung_han")
    agency = AgencyFactory(code="so-y-te")
    text = (
        "chỉ số\tcơ quan\ttừ ngày\tđến ngày\ttử số\tmẫu số\tnguồn\tsố liệu đến ngày\n"
        "dung_han\tso-y-te\t15/12/2025\t14/12/2026\t98\t100\tBáo cáo 1\t14/12/2026"
    )
    preview = coordinator.post("/so-lieu/nhap-tep/", {"text": text})
    seen = preview.context["plan"].fingerprint
    assert (preview.status_code, Figure.objects.count()) == (200, 0)
    FigureFactory(indicator__code="khac", agency=agency)
    Figure.objects.all().delete()
    sent = {"text": preview.context["text"], "seen": "khac"}
    assert coordinator.post("/so-lieu/nhap-tep/ghi/", sent).status_code == 409
    assert coordinator.post("/so-lieu/nhap-tep/ghi/", {**sent, "seen": seen}).status_code == 302
    assert Figure.objects.get().numerator == 98
    assert coordinator.post("/so-lieu/nhap-tep/", {"text": text.replace("98", "nhiều")}).status_code == 422


def test_lists_take_the_same_number_of_queries_for_any_number_of_rows(coordinator, django_assert_max_num_queries):
    figure = FigureFactory()
    FigureFactory.create_batch(9, indicator=figure.indicator)
    for address in ("/so-lieu/", f"/so-lieu/chi-so/{figure.indicator.code}/", f"/so-lieu/co-quan/{figure.agency.pk}/"):
        with django_assert_max_num_queries(12):
            assert coordinator.get(address).status_code == 200
