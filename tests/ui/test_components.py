import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

import caicach
from caicach.ui import formats
from caicach.ui.icons import icon_svg
from caicach.ui.status import STATUS_LOOKS


def render(template: str, path: str = "/", **context: object) -> str:
    request = RequestFactory().get(path)
    return Template("{% load ui %}" + template).render(Context({"request": request, **context}))


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2025, 3, 5), "05/03/2025"),
        (datetime(2025, 3, 5, 18, 0, tzinfo=UTC), "06/03/2025"),  # 01:00 in Vietnam
        (None, "—"),
    ],
)
def test_a_day_is_day_month_year(day, shown):
    assert render("{% vn_date day %}", day=day) == shown


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("85.4145"), "85,4145"),
        (Decimal("936.0000"), "936"),
        (1234567, "1.234.567"),
        (0, "0"),
        (None, "—"),
    ],
)
def test_a_number_has_the_decimal_comma_in_both_languages(value, shown, language):
    with translation.override(language):
        assert render("{% number value %}", value=value) == shown


def test_a_number_of_fixed_places_keeps_its_zeros():
    with translation.override("vi"):
        assert render("{% number value 2 %}", value=Decimal("85.4")) == "85,40"


@pytest.mark.parametrize(
    ("value", "total", "shown"), [(1970, 2000, "99%"), (1999, 2000, "99%"), (1, 2000, "1%"), (0, 5, "0%"), (0, 0, "—")]
)
def test_a_share_never_rounds_to_all_or_nothing(value, total, shown):
    assert formats.shown_share(value, total) == shown


def test_a_bar_is_as_wide_as_its_share_without_a_style():
    page = render("{% bar 1 8 'good' 'Xong' %}")
    assert 'width="12.50"' in page
    assert "style" not in page


def test_a_bar_of_nothing_is_empty():
    assert 'width="0"' in render("{% bar 0 0 %}")


@pytest.mark.parametrize("code", STATUS_LOOKS)
def test_a_status_speaks_by_icon_and_word(code):
    page = render("{% status_badge code 'Chữ' %}", code=code)
    assert "<svg" in page
    assert "Chữ" in page


def test_an_unknown_status_is_a_bug():
    with pytest.raises(KeyError):
        render("{% status_badge 'lost' 'Chữ' %}")


def test_text_from_users_is_escaped():
    page = render(
        "{% badge text %}{% card heading=text %}{{ text }}{% endcard %}{% notice heading=text %}{% endnotice %}"
        "{% empty_state heading=text %}{% endempty_state %}{% button_link '/x' text %}{% sort_head 'a' text %}",
        text="<b>x</b>",
    )
    assert "<b>x</b>" not in page


def test_the_pager_keeps_the_filters():
    page = render("{% pager page %}", "/?q=lan&page=2", page=Paginator(range(300), 50).page(2))
    assert "Dòng 51–100 trong 300" in page
    assert 'href="?q=lan&amp;page=3"' in page
    assert 'aria-current="page">2</a>' in page


def test_a_single_page_has_no_pages_to_choose():
    assert "pager-pages" not in render("{% pager page %}", page=Paginator(range(3), 50).page(1))


def test_sorting_turns_round_at_the_second_click_and_begins_at_the_first_page():
    assert 'href="?q=a&amp;sort=due"' in render("{% sort_head 'due' 'Hạn' %}", "/?q=a&page=4")
    page = render("{% sort_head 'due' 'Hạn' %}", "/?sort=due")
    assert 'aria-sort="ascending"' in page
    assert 'href="?sort=-due"' in page


class Paper(forms.Form):
    title = forms.CharField(label="Trích yếu", help_text="Như trong văn bản.")
    note = forms.CharField(label="Ghi chú", required=False)
    kind = forms.ChoiceField(label="Loại", choices=[("a", "A")], widget=forms.RadioSelect)
    hidden = forms.IntegerField(widget=forms.HiddenInput)


def test_each_field_has_label_help_and_error_tied_together():
    page = render("{% form_fields form %}", form=Paper({"hidden": 1}))
    assert 'for="id_title"' in page
    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert 'id="id_title_helptext"' in page
    assert 'id="id_title_error"' in page
    assert 'aria-invalid="true"' in page
    assert page.count("(không bắt buộc)") == 1


def test_choices_stand_in_a_group_with_its_question():
    assert "<legend" in render("{% form_fields form %}", form=Paper())


def test_the_summary_links_each_error_to_its_field():
    page = render("{% form_errors form %}", form=Paper({}))
    assert 'href="#id_title"' in page
    assert "Trích yếu" in page


def test_a_form_without_errors_has_no_summary():
    assert render("{% form_errors form %}", form=Paper()).strip() == ""


ICON_NAMES = re.compile(r"""\{% icon "([a-z0-9-]+)"|\bicon="([a-z0-9-]+)\"""")


def test_every_icon_that_a_page_names_exists():
    source = Path(caicach.__file__).parent
    pages = [*source.rglob("*.html"), *source.rglob("*.py")]
    names = {name for page in pages for pair in ICON_NAMES.findall(page.read_text("utf8")) for name in pair if name}
    assert len(names) > 30
    for name in names:
        assert icon_svg(name)
