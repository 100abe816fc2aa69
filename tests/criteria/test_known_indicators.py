"""A set is checked against the indicators of the ledger, once there are any."""

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from caicach.core.scoring.checks import check_set
from caicach.core.scoring.criteria import Input
from caicach.criteria.known_indicators import known_indicators
from caicach.criteria.loading import CONTENT, BadContent, read_set, shipped_set
from caicach.criteria.sentences.problems import problem_lines
from caicach.workbooks.layout import laid_out
from caicach.workbooks.reading import read_sheets
from tests.core.scoring.sets import leaf, set_of
from tests.factories.indicators import IndicatorFactory

pytestmark = pytest.mark.django_db

TEXT = (CONTENT / "commune-2026.yaml").read_text("utf-8")


def test_an_empty_ledger_is_not_asked():
    assert known_indicators() is None
    assert check_set(shipped_set("commune-2026"), known_indicators=None) == []


def test_an_unknown_indicator_is_told_with_its_line():
    IndicatorFactory(code="satisfaction", value=True)
    with pytest.raises(BadContent) as caught:
        read_set(TEXT, file="xa.yaml", known_indicators=known_indicators())
    lines = problem_lines(caught.value)
    assert len(lines) == 32 - 2
    assert all(one.sentence.split("“")[1].split("”")[0] in TEXT.splitlines()[int(one.where) - 1] for one in lines)
    with pytest.raises(CommandError, match="unknown_indicator"):
        call_command("import_criteria", "commune-2026", "--check")


def test_an_unknown_indicator_is_told_with_its_cell():
    one = replace(leaf("1", "2"), inputs=(Input(name="a", label="A", indicator="khong_co"), Input(name="b", label="B")))
    with pytest.raises(BadContent) as bad:
        read_sheets(laid_out(set_of(one)), file="a.xlsx", known_indicators={"co"})
    assert [line.where for line in problem_lines(bad.value)] == ["Tiêu chí!M2"]
