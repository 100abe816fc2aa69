from hypothesis import given
from hypothesis import strategies as st

from caicach.core.wordwise import word_changes

TEXTS = st.text(alphabet="ab đế,. ", max_size=30)


def test_a_changed_word_is_told_and_the_others_stay():
    changes = word_changes("Trước ngày 15/06/2026", "Trước ngày 15/08/2026")
    assert ("gone", "06") in changes
    assert ("new", "08") in changes
    assert changes[0] == ("same", "Trước ngày 15/")


def test_a_text_out_of_nothing_is_new_as_a_whole():
    assert word_changes("", "Sở Tư pháp") == [("new", "Sở Tư pháp")]
    assert word_changes("Sở Tư pháp", "") == [("gone", "Sở Tư pháp")]
    assert word_changes("", "") == []


@given(old=TEXTS, new=TEXTS)
def test_both_texts_come_out_of_the_pieces_again(old, new):
    pieces = word_changes(old, new)
    assert "".join(text for kind, text in pieces if kind != "new") == old
    assert "".join(text for kind, text in pieces if kind != "gone") == new
