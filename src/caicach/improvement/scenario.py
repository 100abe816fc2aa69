"""An agency with other figures for some leaves, beside how it stands; nothing of it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from caicach.agencies.permissions import can
from caicach.assessments.errors import ClaimRefused
from caicach.assessments.explaining import claim_sentence
from caicach.assessments.models import Assessment, Stage
from caicach.assessments.scores import checked
from caicach.core.scoring.claims import Claim
from caicach.core.scoring.criteria import CriteriaSet, Criterion
from caicach.core.scoring.outcome import Outcome
from caicach.core.scoring.ranking import Standing, band_of, rank
from caicach.core.scoring.totals import Result
from caicach.improvement.forms import WhatIfForm
from caicach.improvement.standing import Stand, Word, board_over, is_provisional, stand_of
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.publications.models import Publication, sees_all_details


@dataclass(frozen=True, slots=True)
class TriedLeaf:
    """A leaf with other figures: what it has now, what it would have, and why. rest: the address without it."""

    criterion: Criterion
    now: Outcome | None
    then: Outcome | None
    sentence: str
    rest: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """An agency as it stands and as it would. forms: of the leaves that were changed, with their errors."""

    now: Stand
    then: Stand
    leaves: list[TriedLeaf]
    forms: dict[str, WhatIfForm]

    @property
    def is_sound(self) -> bool:
        return all(form.is_valid() for form in self.forms.values())


@dataclass(frozen=True, slots=True)
class Places:
    """The place within the group before and after, as others stand; None where there is none yet."""

    now: Standing | None
    then: Standing | None


def scenario_of(assessment: Assessment, now: Stand, query: QueryDict) -> Scenario:
    """The figures in an address, in the place of those that count."""
    criteria_set = assessment.round.criteria_set.as_core
    forms = {
        leaf.code: WhatIfForm(query, criterion=leaf, now=_claim(now, leaf.code))
        for leaf in criteria_set.leaves()
        if is_changed(query, leaf.code)
    }
    words = dict(now.words)
    for code, form in forms.items():
        claim = _claim_in(form)
        if claim is not None:
            words[code] = Word(claim, Stage.FILLED)
    then = stand_of(criteria_set, assessment, words)
    leaves = [_leaf(criteria_set.node(code), now, then, query) for code in forms]
    return Scenario(now, then, leaves, forms)


def is_changed(query: Mapping[str, object], code: str) -> bool:
    """Whether an address has figures of a leaf."""
    return any(key.startswith(f"{code}-") for key in query)


def without(query: QueryDict, code: str) -> str:
    """The address without the figures of a leaf."""
    rest = query.copy()
    for key in [key for key in rest if key.startswith(f"{code}-") or key == "mo"]:
        del rest[key]
    return rest.urlencode()


def places_of(scenario: Scenario, assessment: Assessment, user: User) -> Places | None:
    """The places within the group; None where a person may not know how others stand, or the group is not ranked.

    As long as nothing is published, only who sees all agencies may know: by trying figures one could find out those of
    others.
    """
    round = assessment.round
    if not may_see_places(user, assessment) or assessment.group in round.unranked:
        return None
    rows = round.assessments.standing().filter(group=assessment.group).exclude(pk=assessment.pk)
    criteria_set, others = round.criteria_set.as_core, board_over(round, rows).results()
    return Places(
        _place(criteria_set, others, assessment, scenario.now.result),
        _place(criteria_set, others, assessment, scenario.then.result),
    )


def may_see_places(user: User, assessment: Assessment) -> bool:
    if sees_all_details(user) and can(user, Permission.ASSESSMENT_VIEW):
        return True
    is_published = Publication.objects.in_force().filter(round=assessment.round_id).exists()
    return is_published and not is_provisional(assessment.round)


def band_for(criteria_set: CriteriaSet, result: Result) -> str:
    return "" if result.share is None else band_of(criteria_set.bands, result.share)


def _place(
    criteria_set: CriteriaSet, others: Mapping[str, Result], assessment: Assessment, result: Result
) -> Standing | None:
    own = assessment.agency.code
    standings = rank(criteria_set, {**others, own: result})
    return next((one for one in standings if one.agency == own), None)


def _claim(stand: Stand, code: str) -> Claim | None:
    word = stand.words.get(code)
    return word.claim if word else None


def _claim_in(form: WhatIfForm) -> Claim | None:
    """The claim of a form, or None where it cannot be; the form says why."""
    if not form.is_valid():
        return None
    claim = form.claim()
    try:
        checked(form.criterion, claim)
    except ClaimRefused as refused:
        form.add_error(None, str(refused))
        return None
    return claim


def _leaf(leaf: Criterion, now: Stand, then: Stand, query: QueryDict) -> TriedLeaf:
    word = then.words.get(leaf.code)
    sentence = claim_sentence(leaf, word.claim) if word else ""
    return TriedLeaf(
        leaf, now.outcomes.get(leaf.code), then.outcomes.get(leaf.code), sentence, without(query, leaf.code)
    )
