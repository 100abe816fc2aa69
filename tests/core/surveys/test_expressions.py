import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caicach.core.surveys.expressions import (
    BINDING,
    FUNCTIONS,
    LONGEST,
    Answer,
    BadExpression,
    Called,
    Context,
    Joined,
    Literal,
    Negated,
    holds,
    named,
    number_of,
    parsed,
    text_of,
    truth_of,
    value_of,
    written,
)

TODAY = date(2026, 3, 2)


def value(text, own="", **answers):
    return value_of(parsed(text), Context(answers=answers, today=TODAY, own=own))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7.0),
        ("10 - 2 - 3", 5.0),
        ("-2 + 3", 1.0),
        ("- - 2", 2.0),
        ("7 mod -2", 1.0),
        ("1 div 0", math.inf),
        ("-1 div 0", -math.inf),
        ("(1 + 2) * 3", 9.0),
        ("1 < 2 = true()", True),
        ("true() or false() and false()", True),
        ("0.1 + 0.2 = 0.3", True),
        ("'1' = 1.0", True),
        ("'1' = '1.0'", False),
        ("'a' = true()", True),
        ("if(1, 'yes', 'no')", "yes"),
        ("coalesce('', 'b')", "b"),
        ("coalesce(number('x'), 4)", 4.0),
        ("concat('a', 1, 1.5, true())", "a11.5true"),
        ("round(2.5) + round(-2.5)", 1.0),
        ("int(-2.7)", -2.0),
        ("string-length('ư')", 1.0),
        ("contains('abc', 'b') and starts-with('abc', 'ab')", True),
        ("today()", TODAY),
        ("date('2026-03-01') < today()", True),
        ("today() - date('2026-02-28')", 2.0),
        ("date('2026-02-30')", ""),
        ("string(0.000001)", "0.000001"),
        ("string(1 div 0)", "Infinity"),
        ('"it\'s"', "it's"),
    ],
)
def test_values_are_those_of_xpath(text, expected):
    if expected == "0.000001":
        assert float(value(text)) == 1e-6
        assert "e" not in value(text)
    else:
        assert value(text) == expected


@pytest.mark.parametrize("operator", ["<", "<=", ">", ">=", "="])
@pytest.mark.parametrize("other", ["5", "0", "-1"])
def test_no_answer_is_neither_less_nor_more_nor_equal_to_a_number(operator, other):
    assert value(f"${{age}} {operator} {other}") is False


def test_no_answer_differs_from_every_number_and_is_the_empty_text():
    assert value("${age} != 5") is True
    assert value("${age} = ''") is True
    assert value("not(${age})") is True
    assert value("selected(${age}, 'a')") is False
    assert value("count-selected(${age})") == 0


def test_choices_are_whole_words():
    assert value("selected(${used}, 'desk')", used="web desk") is True
    assert value("selected(${used}, 'des')", used="web desk") is False
    assert value("count-selected(${used})", used="web desk") == 2


def test_a_point_is_the_answer_that_is_checked():
    assert holds(". >= 18 and . < 120", Context(answers={}, today=TODAY, own=18.0))
    assert not holds(". >= 18", Context(answers={}, today=TODAY, own=17.0))
    assert holds("  ", Context(answers={}, today=TODAY))


@pytest.mark.parametrize(
    ("text", "why", "at", "found"),
    [
        ("", "end", 1, ""),
        ("1 +", "end", 4, ""),
        ("(1", "end", 3, ""),
        ("1 2", "order", 3, "2"),
        ("1 + # 2", "letter", 5, "#"),
        ("${a} = ‘x’", "letter", 8, "‘"),
        ("${a} = 'x", "letter", 8, "'"),
        ("pulldata('a')", "function", 1, "pulldata"),
        ("1 + regex(., 'a')", "function", 5, "regex"),
        ("if(1, 2)", "arguments", 1, "if"),
        ("true", "order", 1, "true"),
        ("not(1,)", "order", 7, ")"),
        ("../age > 3", "letter", 3, "/"),
        ("/data/age", "letter", 1, "/"),
        ("and(1)", "order", 1, "and"),
        ("9" * 400, "number", 1, "9" * 400),
        (" " * LONGEST + "1", "long", LONGEST + 1, ""),
        ("1" + "+1" * 300, "long", 402, "+"),
        ("(" * 40 + "1" + ")" * 40, "deep", 31, "("),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(text, why, at, found):
    with pytest.raises(BadExpression) as bad:
        parsed(text)
    assert (bad.value.why, bad.value.at, bad.value.found) == (why, at, found)


def test_named_questions_come_in_their_order():
    assert list(named(parsed("-${a} + if(. > ${b}, ${a}, 1)"))) == ["a", "", "b", "a"]


def calls(below):
    return st.sampled_from(sorted(FUNCTIONS)).flatmap(
        lambda name: st.lists(below, min_size=FUNCTIONS[name][0], max_size=min(FUNCTIONS[name][1], 4)).map(
            lambda arguments: Called(name, tuple(arguments))
        )
    )


LEAVES = st.one_of(
    st.floats(0, allow_infinity=False).map(lambda number: Literal(abs(number))),
    st.text(st.characters(exclude_characters="'\""), max_size=8).map(Literal),
    st.sampled_from(["", "a", "b_1", "missing"]).map(Answer),
)
TREES = st.recursive(
    LEAVES,
    lambda below: st.one_of(
        below.map(Negated), st.builds(Joined, st.sampled_from(sorted(BINDING)), below, below), calls(below)
    ),
    max_leaves=8,
)
VALUES = st.one_of(st.text(max_size=8), st.floats(), st.booleans(), st.dates())


def read_again(tree):
    """Or the reason why not."""
    try:
        return parsed(written(tree))
    except BadExpression as bad:
        return bad.why


@given(TREES)
def test_what_is_written_is_read_as_the_same_tree(tree):
    assert read_again(tree) in (tree, "long", "deep")


@given(TREES, VALUES, VALUES)
def test_every_tree_has_a_value_whatever_the_answers(tree, first, second):
    context = Context(answers={"a": first, "b_1": second}, today=TODAY, own=second)
    result = value_of(tree, context)
    assert isinstance(truth_of(result), bool)
    assert isinstance(number_of(result), float)
    assert isinstance(text_of(result), str)


def place_of_refusal(text):
    """1 where all is understood."""
    try:
        parsed(text)
    except BadExpression as bad:
        return bad.at
    return 1


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from([*BINDING, "(", ")", ",", "${a}", ".", "1", "not", "'x'"])).map(" ".join)
)
def test_any_text_is_a_tree_or_refused_within_it(text):
    assert 1 <= place_of_refusal(text) <= len(text) + 1


@given(VALUES, VALUES)
def test_unequal_is_the_opposite_of_equal(first, second):
    context = Context(answers={"a": first, "b": second}, today=TODAY)
    assert value_of(parsed("${a} = ${b}"), context) is not value_of(parsed("${a} != ${b}"), context)
