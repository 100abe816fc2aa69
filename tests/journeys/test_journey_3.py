"""A domain's appraiser goes through one criterion of 150 agencies by keyboard: one key for each that is accepted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from caicach.assessments.models import AppraisalState, Entry, Phase
from caicach.rounds.running import set_window
from tests.factories.assessments import many_signed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]
AGENCIES = 150
MOST_KEYS_FOR_A_CHANGE, MOST_KEYS_FOR_A_RETURN = 5, 3  # without the words that are typed


class Keyboard:
    """Presses keys and counts them; words that are typed do not count."""

    def __init__(self, page) -> None:
        self.page, self.count = page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.count += 1

    def type(self, words: str) -> None:
        self.page.keyboard.insert_text(words)


@pytest.fixture
def world():
    made = many_signed(AGENCIES)
    today = timezone.localdate()
    for phase in Phase:
        span = (today - timedelta(days=5), today + timedelta(days=20))
        set_window(round=made.round, phase=phase, span=span, reason="Hôm nay", by=made.coordinator)
    return made


def current(page) -> str:
    return page.locator("tr.is-current").get_attribute("id")


def done_with(page, row: str) -> None:
    """Wait until a row has been dealt with and the next one is at hand."""
    page.wait_for_function("id => (document.querySelector('tr.is-current') || {}).id !== id", arg=row)


def test_150_agencies_are_appraised_without_the_mouse(walks, world):
    walker = walks(world.appraiser)
    page = walker.page
    walker.open("/cham-diem/")
    walker.click("main .card a")
    walker.click("text=Tiêu chí 2")
    assert page.locator("tr[data-row]").count() == AGENCIES
    keys = Keyboard(page)

    for _ in range(AGENCIES - 2):
        row = current(page)
        keys.press("a")
        done_with(page, row)
    assert keys.count == AGENCIES - 2

    keys, row = Keyboard(page), current(page)
    keys.press("e")
    page.wait_for_selector("[data-form=change][open] input:focus")
    for _ in range(2):  # past the figures to the points
        keys.press("Tab")
    keys.type("0,5")
    page.locator("#panel select[name=reason_code]").select_option("figures")
    page.locator("#panel [data-form=change] textarea[name=reason]").fill("Số liệu không khớp báo cáo.")
    keys.press("Tab")
    keys.press("Enter")
    done_with(page, row)
    assert keys.count <= MOST_KEYS_FOR_A_CHANGE

    keys, row = Keyboard(page), current(page)
    keys.press("r")
    page.wait_for_selector("[data-form=return][open] textarea:focus")
    keys.type("Thiếu báo cáo có chữ ký.")
    page.locator("#panel input[name=until]").fill(f"{timezone.localdate() + timedelta(days=7):%d/%m/%Y}")
    keys.press("Enter")
    page.wait_for_selector("tr[data-row] .badge:has-text('trả lại')")
    assert keys.count <= MOST_KEYS_FOR_A_RETURN

    states = Entry.objects.filter(assessment__round=world.round, criterion__code="2").values_list(
        "appraisal", flat=True
    )
    counted = {state: list(states).count(state) for state in AppraisalState.values}
    assert counted == {"waiting": 0, "accepted": AGENCIES - 2, "changed": 1, "returned": 1}
    assert walker.told == []
    assert walker.clicks == 2


def test_words_that_were_refused_stay_in_the_panel(walks, world):
    walker = walks(world.appraiser)
    page = walker.page
    leaf = world.round.criteria_set.nodes.get(code="2")
    walker.open(f"/cham-diem/{world.round.pk}/tham-dinh/{leaf.pk}/")
    page.keyboard.press("e")
    page.wait_for_selector("[data-form=change][open] input:focus")
    page.locator("#panel input[name=decided]").fill("99")
    page.locator("#panel [data-form=change] textarea[name=reason]").fill("Một lý do dài không muốn gõ lại.")
    page.locator("#panel [data-form=change] button").click()
    page.wait_for_selector("#panel .error-summary")
    kept = page.locator("#panel [data-form=change] textarea[name=reason]").input_value()
    assert kept == "Một lý do dài không muốn gõ lại."
    assert page.locator("tr.is-current").count() == 1
