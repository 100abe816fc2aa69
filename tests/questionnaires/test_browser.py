"""A draft in a real browser: the preview follows the answers, a question is written, and it is there."""

import pytest

from caicach.people.permissions import Role
from tests.factories.agencies import MembershipFactory
from tests.factories.questionnaires import draft_of
from tests.walker import PC, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def manager():
    return MembershipFactory(role=Role.SURVEY_MANAGER).user


@pytest.mark.parametrize("size", [PC, PHONE])
def test_the_preview_asks_what_follows_from_an_answer(walks, manager, size):
    walker = walks(manager, size=size)
    walker.open(f"/phieu-khao-sat/{draft_of(manager).pk}/")
    assert not walker.sees("Vì sao chưa hài lòng?")
    walker.page.get_by_label("Không hài lòng").first.check()
    walker.page.get_by_text("Vì sao chưa hài lòng?").wait_for()
    walker.page.get_by_label("Vì sao chưa hài lòng?").fill("Xa quá")
    walker.page.locator("#preview-language").select_option("en")
    walker.page.get_by_text("Why not?").wait_for()
    assert walker.page.get_by_label("Why not?").input_value() == "Xa quá"
    assert walker.told == []


def test_a_question_is_added_behind_another_with_two_clicks(walks, manager):
    row = draft_of(manager)
    walker = walks(manager)
    walker.open(f"/phieu-khao-sat/{row.pk}/soan/")
    walker.click("#m-age a[title='Thêm câu hỏi sau đây']")
    walker.page.locator("#id_kind").select_option("text")
    walker.page.locator("#id_name").fill("more")
    walker.page.locator("#id_label_vi").fill("Ý kiến khác")
    walker.page.locator("#id_label_en").fill("Anything else")
    walker.click("main .form .button-primary")
    assert walker.clicks == 2
    assert walker.page.url.endswith("#m-more")
    assert walker.sees("4. Ý kiến khác")
    row.refresh_from_db()
    assert [member.name for member in row.as_core.members] == ["service", "age", "more"]
    assert walker.told == []
