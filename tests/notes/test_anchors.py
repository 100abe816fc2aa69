"""A note finds its paragraph again."""

from hypothesis import given
from hypothesis import strategies as st

from caicach.notes.anchors import Place, paragraphs_of, place_of

LINES = st.lists(st.text(alphabet="abcđ ếộ.", max_size=12), max_size=8)
FIRST, SECOND = "Đã ban hành 12 kế hoạch trong quý", "Còn ba xã chậm gửi báo cáo"


@given(LINES)
def test_in_an_unchanged_text_every_paragraph_is_found_with_the_same_words(lines):
    now = paragraphs_of("\r\n".join(lines))
    for number, words in enumerate(now, 1):
        assert place_of(words, number, now) == Place(number)


@given(LINES, LINES, st.data())
def test_a_paragraph_that_moves_is_followed(before, behind, data):
    now = [*paragraphs_of("\n".join(before)), FIRST, *paragraphs_of("\n".join(behind))]
    was_at = data.draw(st.integers(1, 20))
    place = place_of(FIRST, was_at, now)
    assert not place.is_changed
    assert now[place.paragraph - 1] == FIRST


def test_of_two_alike_the_nearest_is_taken():
    assert place_of(FIRST, 3, [FIRST, SECOND, SECOND, FIRST]) == Place(4)


def test_written_otherwise_in_the_same_place_it_is_told_as_changed():
    assert place_of(FIRST, 1, ["Đã ban hành 14 kế hoạch trong quý", SECOND]) == Place(1, is_changed=True)


def test_what_was_taken_out_is_nowhere():
    assert place_of(FIRST, 1, [SECOND]) == Place(None, is_changed=True)
    assert place_of(FIRST, 4, []) == Place(None, is_changed=True)


def test_paragraphs_are_the_lines_that_hold_something():
    assert paragraphs_of("  một\t hai \r\n\r\n \nba") == ["một hai", "ba"]
