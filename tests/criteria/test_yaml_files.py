"""YAML as the authors of sets write it: figures as they stand, nothing read into words, every place with its line."""

from decimal import Decimal

import pytest

from caicach.criteria.yaml_files import read_yaml


def codes(text: str) -> list[str]:
    return [f"{one.code.removeprefix('scoring.')} {'.'.join(one.place)}".strip() for one in read_yaml(text).problems]


def test_a_figure_comes_exactly_as_it_is_written():
    read = read_yaml("a: 1.1\nb: 0.30\nc: 3\nd: -0.5").plain
    assert read == {"a": Decimal("1.1"), "b": Decimal("0.30"), "c": 3, "d": Decimal("-0.5")}
    assert str(read["b"]) == "0.30"
    assert [type(value) for value in read.values()] == [Decimal, Decimal, int, Decimal]


def test_only_true_and_false_are_a_yes_and_a_no():
    assert read_yaml("[true, false, yes, no, on, Off, True]").plain == [True, False, "yes", "no", "on", "Off", "True"]


def test_nothing_is_null():
    assert read_yaml("a: null\nb: ~\nc:\nd: ''").plain == {"a": None, "b": None, "c": None, "d": ""}


@pytest.mark.parametrize("text", ["2026-01-01", "1:30", "0x1F", "017", "1_000", "1e3", ".5", "1,5", "876/QĐ-BNV"])
def test_what_is_no_plain_figure_stays_text(text):
    assert read_yaml(f"a: {text}").plain == {"a": text}


def test_quoted_figures_are_text():
    assert read_yaml("code: \"1.1\"\nother: '2'").plain == {"code": "1.1", "other": "2"}


def test_every_place_has_its_line():
    read = read_yaml("a:\n  - b: 1\n  - b: 2\n    c: 3\n")
    assert read.line_of(("a", "2", "c")) == 4
    assert read.line_of(("a", "2", "missing", "deeper")) == 3
    assert read.line_of(("nowhere",)) == 1


def test_faults_of_the_text_are_told_with_the_rest():
    assert codes("a: 1\na: 2\nb: &x [1]\nc: *x\nd: !!float 1.1\n? [e]\n: 1") == [
        "repeated_key a", "alias c", "unknown_tag d", "no_name",
    ]  # fmt: skip


def test_text_that_is_no_yaml_is_one_fault_with_its_line():
    read = read_yaml("a: 1\nb: [1, 2\nc: 3")
    assert [one.code for one in read.problems] == ["scoring.no_yaml"]
    assert read.line_of(()) == 3


@pytest.mark.parametrize(
    ("text", "fault"), [("", "empty"), ("# only a comment", "empty"), ("a: \x00", "no_yaml"), ("[" * 9000, "too_deep")]
)
def test_a_text_that_holds_nothing_to_read_is_a_fault(text, fault):
    assert codes(text) == [fault]


def test_an_alias_of_itself_ends():
    assert codes("a: &x\n  b: *x") == ["alias a.b"]
