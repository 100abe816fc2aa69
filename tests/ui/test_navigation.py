import pytest
from django.test import RequestFactory

from caicach.ui import navigation
from caicach.ui.navigation import NavigationEntry


@pytest.fixture(autouse=True)
def _entries(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})
    monkeypatch.setattr(navigation, "_adopted", {})
    monkeypatch.setattr(navigation, "_user_notes", [])


def shown(path: str = "/") -> list[navigation.ShownEntry]:
    request = RequestFactory().get(path)
    request.user = object()
    return navigation.entries_for(request)


def enter(order: int, url_name: str, *, is_shown: bool = True) -> None:
    navigation.register(
        NavigationEntry(order=order, text=url_name, icon="user", url_name=url_name, is_shown=lambda user: is_shown)
    )


def test_entries_stand_in_their_order_whoever_came_first():
    enter(20, "account_change_password")
    enter(10, "people:profile")
    assert [entry.text for entry in shown()] == ["people:profile", "account_change_password"]


def test_what_a_user_may_not_enter_is_not_shown():
    enter(10, "people:profile", is_shown=False)
    assert shown() == []


def test_a_room_whose_page_is_not_there_yet_is_left_out():
    enter(10, "people:no_such_page")
    assert shown() == []


def test_the_entry_nearest_to_the_page_is_current():
    enter(10, "people:profile")
    enter(20, "account_change_password")
    assert [entry.is_current for entry in shown("/tai-khoan/mat-khau/")] == [False, True]
    assert [entry.is_current for entry in shown("/tai-khoan/hai-buoc/")] == [True, False]


def test_rooms_tell_about_the_user():
    navigation.register_user_note(lambda user: "Đầu mối, Sở Y tế")
    navigation.register_user_note(lambda user: "")
    assert navigation.user_notes(object()) == ["Đầu mối, Sở Y tế"]


def test_pages_of_one_room_may_belong_to_the_entry_of_another():
    enter(10, "people:profile")
    enter(20, "account_change_password")
    navigation.adopt("/tai-khoan/hai-buoc/", "account_change_password")
    assert [entry.is_current for entry in shown("/tai-khoan/hai-buoc/")] == [False, True]


def test_ways_of_a_section_stand_together_and_a_single_one_for_itself():
    for order, name in ((1, "criteria:set_list"), (2, "agencies:agency_list"), (3, "handbook")):
        section = navigation.INDEX if order < 3 else navigation.SYSTEM
        navigation.register(
            NavigationEntry(
                order=order, text=name, icon="x", url_name=name, section=section, is_shown=lambda user: True
            )
        )
    first, second = shown("/co-quan/")
    assert [one.text for one in first.inside] == ["criteria:set_list", "agencies:agency_list"]
    assert (first.url, first.is_current) == ("/bo-tieu-chi/", True)
    assert [one.is_current for one in first.inside] == [False, True]
    assert (second.text, second.inside, second.is_current) == ("handbook", (), False)
