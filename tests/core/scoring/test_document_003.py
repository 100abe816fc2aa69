"""The improvement plan of Đắk Nông: three totals out of one table, each by a rule that has a name."""

from decimal import Decimal

import pytest

from caicach.core.documents.readers.opening import open_source
from caicach.core.documents.reading import CriterionReading
from caicach.core.documents.recognition import recognise
from caicach.core.scoring.criteria import CriteriaSet, Criterion
from caicach.core.scoring.outcome import Scored
from caicach.core.scoring.rounding import Rounding, Roundings
from caicach.core.scoring.totals import total
from tests.shared_documents import FOLDER, needs_documents

pytestmark = needs_documents
PRINTED = Roundings(
    leaf=Rounding(digits=4), domain=Rounding(digits=3), printed_total=Rounding(digits=3), published=Rounding(digits=2)
)


@pytest.fixture(scope="module")
def rows() -> dict[str, CriterionReading]:
    reading = recognise(open_source(FOLDER / "003_index_improvement_2024_dak_nong.docx"))
    return {row.code: row for row in reading.criteria if row.code and row.code[0].isdigit()}


def tree(rows: dict[str, CriterionReading], code: str) -> Criterion:
    below = [one for one in rows if one.rpartition(".")[0] == code]
    children = tuple(tree(rows, one) for one in below)
    return Criterion(code=code, name=rows[code].name, max_score=rows[code].max_score or Decimal(0), children=children)


@pytest.fixture(scope="module")
def criteria_set(rows) -> CriteriaSet:
    domains = tuple(tree(rows, code) for code in rows if "." not in code)
    return CriteriaSet(key="003", name="PAR INDEX 2023", issuer="Bộ Nội vụ", criteria=domains, roundings=PRINTED)


def outcomes(criteria_set, rows, column: str) -> dict[str, Scored]:
    return {leaf.code: Scored(getattr(rows[leaf.code], column), "printed") for leaf in criteria_set.leaves()}


def test_the_maxima_of_ninety_one_leaves_are_a_hundred(criteria_set):
    assert len(list(criteria_set.leaves())) == 91
    assert sum(leaf.max_score for leaf in criteria_set.leaves()) == 100


def test_leaves_printed_total_and_published_figure_are_three(criteria_set, rows):
    result = total(criteria_set, outcomes(criteria_set, rows, "previous_score"))
    assert result.exact == Decimal("85.4145")
    assert result.printed_total == Decimal("85.415")
    assert result.published == Decimal("85.42")
    assert result.missing == ()


def test_the_target_adds_up(criteria_set, rows):
    assert total(criteria_set, outcomes(criteria_set, rows, "target_score")).exact == Decimal("88.679")


def test_one_domain_is_not_the_sum_of_its_leaves(criteria_set, rows):
    result = total(criteria_set, outcomes(criteria_set, rows, "previous_score"))
    differing = [code for code, node in result.nodes.items() if node.points != rows[code].previous_score]
    assert differing == ["3"]
    assert (result.nodes["3"].points, rows["3"].previous_score) == (Decimal("12.9045"), Decimal("12.905"))
    assert result.printed["3"] == Decimal("12.905")
