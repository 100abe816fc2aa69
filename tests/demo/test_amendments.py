"""The decision of the demonstration is read without a doubt."""

from caicach.core.plans.amending import Act, read_amending
from caicach.demo.amendments import TEXT


def test_the_decision_of_the_demonstration_changes_adds_and_abolishes_one_row_each():
    read = read_amending(TEXT)
    assert [(one.act, one.section, one.code) for one in read.clauses] == [
        (Act.REPLACE, "III", "1.c"), (Act.ADD, "III", "1.d"), (Act.ABOLISH, "", ""),
    ]  # fmt: skip
    assert read.doubts == []
