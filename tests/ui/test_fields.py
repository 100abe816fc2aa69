"""Days and numbers as people type them, through forms of the site, on Vietnamese and on English pages.

What is typed is read right or refused with a sentence that tells how to write it; it is never read as something else.
"""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats, timezone, translation

from caicach.agencies.forms_succession import ArrowForm
from caicach.agencies.models import Agency
from caicach.appraisals.forms import ReturnForm
from caicach.issuing.forms import IssueForm
from caicach.plans.forms import HeadForm
from caicach.plans.row_cells import checked_budget
from caicach.plans.row_edits import read_budget
from caicach.ui.fields import NumberField, WholeNumberField
from caicach.ui.formats import shown_day, shown_number

TODAY = date(2026, 6, 15)
LANGUAGES = ("vi", "en")


@pytest.fixture(params=LANGUAGES)
def language(request):
    with translation.override(request.param):
        yield request.param


@pytest.fixture(autouse=True)
def _on_a_day_of_2026(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)


def table(lines):
    pairs = [line.rpartition("|") for line in lines.strip("\n").splitlines()]
    return [
        (typed.strip() if "·" not in typed else typed.replace("·", " "), meant.strip()) for typed, _, meant in pairs
    ]


DAYS = table("""
5/3/2025 | 2025-03-05
05/03/2025 | 2025-03-05
05-03-2025 | 2025-03-05
5-3-2025 | 2025-03-05
5.3.2025 | 2025-03-05
05.03.2025 | 2025-03-05
5 / 3 / 2025 | 2025-03-05
05 - 03 - 2025 | 2025-03-05
·05/03/2025· | 2025-03-05
05/03/2025. | 2025-03-05
ngày 05/03/2025 | 2025-03-05
ngày 5 tháng 3 năm 2025 | 2025-03-05
Ngày 05 tháng 03 năm 2025 | 2025-03-05
5 tháng 3 năm 2025 | 2025-03-05
5 tháng 3, năm 2025 | 2025-03-05
ngay 5 thang 3 nam 2025 | 2025-03-05
5 tháng 3/2025 | 2025-03-05
2025-03-05 | 2025-03-05
12/11/2026 | 2026-11-12
11/12/2026 | 2026-12-11
1/1/2026 | 2026-01-01
31/12/2026 | 2026-12-31
31/01/2026 | 2026-01-31
28/02/2026 | 2026-02-28
29/02/2028 | 2028-02-29
29/2/2024 | 2024-02-29
30/4/2026 | 2026-04-30
5/3 | 2026-03-05
05/03 | 2026-03-05
31/12 | 2026-12-31
ngày 5/3 | 2026-03-05
5 tháng 3 | 2026-03-05
hôm nay | 2026-06-15
Hôm nay | 2026-06-15
hom nay | 2026-06-15
29/02/2026 | ?
29/2 | ?
31/02/2026 | ?
30/02/2026 | ?
31/4/2026 | ?
31/6 | ?
32/1/2026 | ?
0/3/2026 | ?
5/0/2026 | ?
5/13/2026 | ?
12/31/2026 | ?
13/13/2026 | ?
03/2026 | ?
3/2026 | ?
2026 | ?
5/3/25 | ?
05/03/26 | ?
5-3-25 | ?
25/3/5 | ?
5/3-2026 | ?
5-3/2026 | ?
5.3 | ?
5-3 | ?
2026/03/05 | ?
2026-3-5 | ?
2026-13-01 | ?
20260305 | ?
05032026 | ?
5/3/20266 | ?
5/3/0026 | ?
5/3/1026 | ?
5/3/2126 | ?
March 5, 2026 | ?
5 March 2026 | ?
05/03/2026 10:00 | ?
2026-03-05 10:30 | ?
2026-03-05T00:00 | 2026-03-05
mai | ?
hôm qua | ?
quý I | ?
tháng 3 | ?
x | ?
05/03/2026 06/03/2026 | ?
""")

NUMBERS = table("""
12 | 12
12,5 | 12.5
12.5 | 12.5
0,5 | 0.5
0.5 | 0.5
98,5 | 98.5
85.42 | 85.42
33,33 | 33.33
33.33 | 33.33
·12,5· | 12.5
12,5% | 12.5
12,5 % | 12.5
100% | 100
0,25 | 0.25
0.25 | 0.25
00,5 | 0.5
100 | 100
100,00 | 100
5. | 5
.5 | ?
,5 | ?
1.234 | ?
12.345 | ?
1.2.3 | ?
1,2,3 | ?
1..2 | ?
12,5,0 | ?
12-5 | ?
1e1 | ?
1_2 | ?
0x10 | ?
NaN | ?
Infinity | ?
-5 | ?
−5 | ?
--5 | ?
101 | ?
0 | ?
0,001 | ?
12,345 | ?
mười | ?
khoảng 12 | ?
~12 | ?
12 điểm | ?
1/2 | ?
½ | ?
12 5 | ?
""")

WHOLE = table("""
2026 | 2026
2.026 | 2026
2 026 | 2026
02026 | 2026
2026,0 | ?
2026.0 | ?
2.026,5 | ?
2,026 | ?
20.26 | ?
2026.5 | ?
2026% | ?
-2026 | ?
1999 | ?
2101 | ?
hai nghìn | ?
2026-2030 | ?
2025/2026 | ?
""")

BUDGETS = table("""
12,5 | 12.5
12.5 | 12.5
1250 | 1250
1.250,5 | 1250.5
1.234.567,25 | 1234567.25
1.250.000 | 1250000
1,250,000.5 | 1250000.5
1 250 | 1250
1,25 | 1.25
12,125 | 12.125
1250,125 | 1250.125
0,125 | 0.125
1.250 | ?
12.125 | ?
125.000 | ?
.500 | ?
1_000 | ?
1e5 | ?
12 triệu | ?
12.5.0 | ?
-12 | ?
Infinity | ?
nhiều | ?
""")


@pytest.mark.parametrize(("typed", "meant"), DAYS)
def test_a_typed_day_is_read_right_or_refused(language, typed, meant):
    form = IssueForm({"version": "1", "number": "15/KH-UBND", "issued_on": typed})
    assert form.is_valid() == (meant != "?"), form.errors
    if meant == "?":
        assert "2026" in form.errors["issued_on"][0]  # the sentence shows how a day is written
    else:
        assert form.cleaned_data["issued_on"].isoformat() == meant


@pytest.mark.parametrize(("typed", "meant"), NUMBERS)
def test_a_typed_percentage_is_read_right_or_refused(language, typed, meant):
    giver, heir = Agency(pk=1, name="Sở A"), Agency(pk=2, name="Sở B")
    form = ArrowForm({"1-2-is_there": "on", "1-2-percent": typed}, giver=giver, heir=heir, is_only=False)
    assert form.is_valid() == (meant != "?"), form.errors
    if meant != "?":
        assert form.cleaned_data["percent"] == Decimal(meant)


@pytest.mark.parametrize(("typed", "meant"), WHOLE)
def test_a_typed_whole_number_is_read_right_or_refused(db, language, typed, meant):
    form = HeadForm({"year": typed, "title": "Kế hoạch"}, owners=[], fixed=True)
    assert form.is_valid() == (meant != "?"), form.errors
    if meant != "?":
        assert form.cleaned_data["year"] == int(meant)


@pytest.mark.parametrize(("typed", "meant"), BUDGETS)
def test_a_typed_amount_is_read_right_or_refused(language, typed, meant):
    try:
        found = f"{read_budget(typed):f}"
    except ValueError:
        found = "?"
    assert found == meant


def test_two_readings_of_a_number_are_both_named_and_each_can_be_typed(language):
    with pytest.raises(Exception, match=r"1\.250") as raised:
        checked_budget("1.250")
    assert "1250" in raised.value.messages[0]
    assert "1,25" in raised.value.messages[0]
    assert (read_budget("1250"), read_budget("1,25")) == (Decimal(1250), Decimal("1.25"))


def test_a_pasted_comma_before_three_digits_is_asked_too():
    with pytest.raises(ValueError, match="more than one reading"):
        read_budget("1,250", is_pasted=True)


@pytest.mark.parametrize("value", ["12.125", "0.5", "1250", "1250.125", "100", "12.50", "0.01", "1234567.25"])
def test_a_number_shown_in_a_field_is_read_back(language, value):
    shown = NumberField().prepare_value(Decimal(value))
    assert "." not in shown
    assert NumberField().clean(shown) == Decimal(value)


def test_a_whole_number_of_thousands_is_not_cut():
    assert WholeNumberField().clean("1.000") == 1000


def test_a_day_without_a_date_in_the_calendar_is_told_from_words_without_a_day():
    with translation.override("vi"):
        missing, unclear = (
            IssueForm({"version": "1", "number": "1", "issued_on": typed}).errors["issued_on"][0]
            for typed in ("31/02/2026", "5/3/25")
        )
    assert missing == "Ngày 31/02/2026 không có. Ghi theo dạng ngày/tháng/năm, ví dụ 28/02/2026."
    assert "bốn chữ số" in unclear


def test_there_are_at_least_120_typed_forms_and_none_stands_twice():
    typed = [words for words, _ in DAYS + NUMBERS + WHOLE]
    assert len(typed) >= 120
    for lines in (DAYS, NUMBERS, WHOLE, BUDGETS):
        assert len({words for words, _ in lines}) == len(lines)


def test_days_weeks_and_numbers_are_shown_alike_in_both_languages(language):
    assert shown_day(date(2026, 3, 5)) == "05/03/2026"
    assert formats.date_format(date(2026, 3, 5)) == "05/03/2026"
    assert formats.date_format(date(2026, 3, 5), "SHORT_DATE_FORMAT") == "05/03/2026"
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
    assert shown_number(Decimal("1234567.5")) == "1.234.567,5"
    assert shown_number(Decimal("98.50")) == "98,5"
    assert shown_number(1250) == "1.250"
    assert shown_number(Decimal("-1234.5")) == "\u22121.234,5"
    assert shown_number(-3) == "\u22123"


@pytest.mark.parametrize("field", [NumberField(), WholeNumberField()])
@pytest.mark.parametrize("typed", ["1" * 21, "9" * 5000, "0," + "1" * 20])
def test_a_number_longer_than_any_count_is_refused(field, typed):
    with pytest.raises(ValidationError, match="dài quá 20 chữ số"):
        field.clean(typed)


def test_twenty_digits_are_a_number():
    assert NumberField().clean("1" * 20) == Decimal("1" * 20)


@pytest.mark.parametrize("typed", ["\u202e", "\u200b\u2060", "\u3164", " \u200e "])
@pytest.mark.parametrize("is_required", [True, False])
def test_a_text_that_nobody_sees_is_refused_in_every_field_for_text(typed, is_required):
    with pytest.raises(ValidationError, match="không nhìn thấy"):
        forms.CharField(required=is_required).clean(typed)
    assert forms.CharField(required=is_required).clean("\u202eLý do") == "\u202eLý do"


def test_optional_fields_and_fields_that_are_no_text_stay_as_they_are():
    assert forms.CharField(required=False).clean("  ") == ""
    assert forms.JSONField().clean('{"a": 1}') == {"a": 1}
    assert forms.UUIDField().clean("0" * 32).int == 0


@pytest.mark.parametrize(("form", "name"), [(ReturnForm, "reason"), (HeadForm, "title")])
def test_a_reason_or_a_title_that_nobody_sees_is_none(form, name):
    """The fields of the forms themselves, which were made when their modules were read."""
    with pytest.raises(ValidationError, match="không nhìn thấy"):
        form.base_fields[name].clean("\u202e\u202e\u202e\u202e\u202e")


def test_a_sign_that_nobody_sees_is_told_in_vietnamese():
    with pytest.raises(ValidationError) as refused:
        forms.CharField().clean("Kế\x00hoạch")
    assert "ký tự rỗng (NUL)" in refused.value.messages[0]
