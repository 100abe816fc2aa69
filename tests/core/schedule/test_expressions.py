"""The columns of time of real papers, line by line, and what must not change their reading."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caicach.core.schedule.grammar import read_time_frame
from caicach.core.text import squeeze
from tests.core.schedule.expressions import EXPRESSIONS, PAIRS, said, table

STEADY = settings(derandomize=True, deadline=None)

CELLS = [("", words) for words, _ in EXPRESSIONS] + [tuple(words.split(" + ")) for words, _ in table(PAIRS)]


def read(start, end, year=2026):
    return read_time_frame(start, end, year=year)


@pytest.mark.parametrize(("words", "meaning"), EXPRESSIONS)
def test_a_printed_time_frame_says(words, meaning):
    found = read("", words)
    assert said(found) == meaning
    assert found.text == ("" if meaning == "none" else squeeze(words))


@pytest.mark.parametrize(("words", "meaning"), table(PAIRS))
def test_two_printed_cells_say_together(words, meaning):
    assert said(read(*words.split(" + "))) == meaning


def test_no_expression_stands_twice():
    words = [words for words, _ in EXPRESSIONS]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    "words", [words for words, meaning in EXPRESSIONS if meaning.startswith(("event", "authority"))]
)
def test_the_event_is_kept_in_the_words_of_the_paper(words):
    event = read("", words).event
    assert event
    assert words.startswith(event)


def meaning_of(start, end):
    """What is understood, without the words themselves."""
    return replace(read(start, end), text="", event="", unit="")


def decomposed(cell):
    return unicodedata.normalize("NFD", cell)


def blown_up(cell):
    return f"  {cell}".replace(" ", " \u00a0 ") + "\n"


PRINTED_ANEW = {
    "in capitals": str.upper,
    "in small letters": str.lower,
    "decomposed": decomposed,
    "with more blanks": blown_up,
    "with a full stop": lambda cell: cell + ".",
    "with a semicolon": lambda cell: cell + ";",
    "with a comma and a blank": lambda cell: cell + " ,",
    "as an item of a list": lambda cell: "- " + cell,
}


@pytest.mark.parametrize("anew", PRINTED_ANEW)
def test_another_way_of_printing_the_same_words_is_read_alike(anew):
    change = PRINTED_ANEW[anew]
    differ = [
        cells for cells in CELLS if meaning_of(*cells) != meaning_of(*(change(cell) if cell else "" for cell in cells))
    ]
    assert differ == []


WHOLE = [words for words, meaning in EXPRESSIONS if meaning not in {"?", "none"}]


@STEADY
@given(
    st.sampled_from(WHOLE), st.sampled_from(WHOLE), st.sampled_from([", ", "; ", " và ", " hoặc ", " - ", " ", " ("])
)
def test_two_time_frames_in_one_cell_never_fail_and_never_end_before_they_start(one, other, sign):
    found = read("", one + sign + other)
    assert found.start_on is None or found.due_on is None or found.start_on <= found.due_on


@STEADY
@given(st.sampled_from(WHOLE), st.sampled_from(WHOLE))
def test_any_two_cells_never_fail_and_never_end_before_they_start(start, end):
    found = read(start, end)
    assert found.start_on is None or found.due_on is None or found.start_on <= found.due_on


@STEADY
@given(st.sampled_from(WHOLE), st.integers(0, 60), st.sampled_from("0123456789/.-,IViv "))
def test_a_misprinted_sign_never_makes_the_reading_fail(words, at, sign):
    found = read("", words[:at] + sign + words[at + 1 :])
    assert found.start_on is None or found.due_on is None or found.start_on <= found.due_on
