"""Figures that the ledger knows already: they fill the inputs of criteria, and nobody types them once more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from caicach.agencies.models import Agency
from caicach.assessments.models import Assessment, Entry, Round
from caicach.core.scoring.claims import Claim
from caicach.core.scoring.criteria import Criterion, ScoredBy
from caicach.indicators.models import Figure
from caicach.indicators.queries import FigureKey, code_of, newest_figures, value_of


@dataclass(frozen=True, slots=True)
class LedgerValue:
    """A number of the ledger for one input, with the row that it comes from."""

    value: Decimal
    figure: Figure


LedgerValues = Mapping[str, LedgerValue]
"""By the name of the input."""


def ledger_values(criterion: Criterion, agency: Agency, round: Round) -> LedgerValues:
    """The inputs of a leaf that the ledger fills for an agency."""
    return values_in(criterion, agency.pk, figures_for([criterion], [agency.pk], round))


def figures_for(criteria: Iterable[Criterion], agencies: Iterable[int], round: Round) -> dict[FigureKey, Figure]:
    """The figures that leaves name, for many agencies in one query."""
    codes = {one.indicator for leaf in criteria for one in leaf.inputs if one.indicator}
    return newest_figures(codes, agencies, round.period_first, round.period_last) if codes else {}


def with_ledger(claim: Claim, known: LedgerValues) -> Claim:
    """A claim whose inputs are those of the ledger wherever it knows them."""
    return replace(claim, values={**claim.values, **{name: one.value for name, one in known.items()}})


def outdated_leaves(assessment: Assessment) -> list[str]:
    """Codes of leaves that were filled in with figures that the ledger has corrected since."""
    leaves = {one.code: one for one in assessment.round.criteria_set.as_core.leaves()}
    own = [leaf for leaf in leaves.values() if leaf.scored_by is ScoredBy.APPRAISAL]
    figures = figures_for(own, [assessment.agency_id], assessment.round)
    rows = assessment.entries.filter(filled__isnull=False).select_related("filled", "criterion")
    codes = ((entry.criterion.code, entry) for entry in rows.order_by("criterion__order"))
    return [code for code, entry in codes if _has_moved(entry, values_in(leaves[code], assessment.agency_id, figures))]


def values_in(criterion: Criterion, agency: int, figures: Mapping[FigureKey, Figure]) -> LedgerValues:
    """The inputs of a leaf among figures that were read for many."""
    found = {}
    for one in criterion.inputs:
        figure = figures.get((agency, code_of(one.indicator))) if one.indicator else None
        value = value_of(one.indicator, figure)
        if figure is not None and value is not None:
            found[one.name] = LedgerValue(_plain(value), figure)
    return found


def _plain(value: Decimal) -> Decimal:
    """Without the zeros that the database fills up with."""
    return Decimal(format(value.normalize(), "f"))


def _has_moved(entry: Entry, known: LedgerValues) -> bool:
    assert entry.filled is not None
    claim = entry.filled.as_core
    return not claim.is_not_applicable and any(claim.values.get(name) != one.value for name, one in known.items())
