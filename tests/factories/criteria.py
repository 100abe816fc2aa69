"""Criteria sets as the services keep them."""

from dataclasses import replace

from caicach.core.scoring.criteria import CriteriaSet as CoreSet
from caicach.core.scoring.criteria import ScoredBy
from caicach.criteria.models import CriteriaSet
from caicach.criteria.services import issue_set, keep_draft
from tests.core.scoring.sets import leaf, parent, set_of


def small_set(key: str = "bo-nho") -> CoreSet:
    """A domain with two leaves, one of them from a survey, and a leaf that stands alone."""
    survey = leaf("1.2", "3", scored_by=ScoredBy.SURVEY)
    return replace(
        set_of(parent("1", leaf("1.1", "2"), survey), leaf("2", "5")), key=key, name=f"Bộ {key}", years=(2026,)
    )


def draft_set_with_a_past(key: str = "du-thao") -> CriteriaSet:
    """A draft that was read in twice, so that there is a step back."""
    keep_draft(checked=replace(small_set(key), name="Tên đầu tiên"), by=None)
    return draft_set(key)


def draft_set(key: str = "du-thao") -> CriteriaSet:
    return keep_draft(checked=small_set(key), by=None)[0]


def issued_set(key: str = "dang-dung") -> CriteriaSet:
    row = draft_set(key)
    return issue_set(criteria_set=row, version=row.version, by=None)
