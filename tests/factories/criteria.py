"""Criteria sets as the services keep them."""

from dataclasses import replace

from caicach.core.scoring.criteria import CriteriaSet as CoreSet
from caicach.core.scoring.criteria import ScoredBy
from caicach.core.scoring.crosswalk import Change, Link
from caicach.criteria.models import CriteriaSet, Crosswalk
from caicach.criteria.services import issue_set, keep_draft
from caicach.crosswalks.services import begin_crosswalk, confirm_links
from caicach.people.permissions import Role
from tests.core.scoring.sets import leaf, parent, set_of
from tests.factories.agencies import MembershipFactory


def small_set(key: str = "bo-nho") -> CoreSet:
    """A domain with two leaves, one of them from a survey, and a leaf that stands alone."""
    survey = leaf("1.2", "3", scored_by=ScoredBy.SURVEY)
    return replace(
        set_of(parent("1", leaf("1.1", "2"), survey), leaf("2", "5")), key=key, name=f"Bộ {key}", years=(2026,)
    )


def set_with_figures(key: str = "co-so-lieu") -> CoreSet:
    """As the small set, with leaf 1.1 fed by the ledger."""
    made = small_set(key)
    first = made.criteria[0].children[0]
    fed = tuple(
        replace(one, indicator=f"ty_le:{part}")
        for one, part in zip(first.inputs, ("numerator", "denominator"), strict=True)
    )
    domain = replace(made.criteria[0], children=(replace(first, inputs=fed), *made.criteria[0].children[1:]))
    return replace(made, criteria=(domain, *made.criteria[1:]))


def draft_set_with_a_past(key: str = "du-thao") -> CriteriaSet:
    """A draft that was read in twice, so that there is a step back."""
    keep_draft(checked=replace(small_set(key), name="Tên đầu tiên"), by=None)
    return draft_set(key)


def draft_set(key: str = "du-thao") -> CriteriaSet:
    return keep_draft(checked=small_set(key), by=None)[0]


def issued_set(key: str = "dang-dung", checked: CoreSet | None = None) -> CriteriaSet:
    row = keep_draft(checked=checked or small_set(key), by=None)[0]
    return issue_set(criteria_set=row, version=row.version, by=None)


def crosswalk_between(old: CriteriaSet, new: CriteriaSet) -> Crosswalk:
    """A crosswalk of which one link is confirmed."""
    author = MembershipFactory(role=Role.COORDINATOR).user
    row = begin_crosswalk(old_set=old, new_set=new, by=author)
    return confirm_links(crosswalk=row, links=[Link(change=Change.SAME, old=("2",), new=("2",))], by=author)
