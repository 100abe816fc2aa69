"""Who appraises which leaf, and whom nobody lets appraise: the own agency."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from caicach.agencies.lending import Lent
from caicach.agencies.models import Agency, Membership
from caicach.agencies.permissions import lent_on, roles_held
from caicach.assessments.models import Assessment, Entry, Round
from caicach.core.scoring.criteria import ScoredBy
from caicach.people.models import User
from caicach.people.permissions import Permission, Role


def bodies_of(round: Round) -> dict[UUID, list[Agency]]:
    """For each leaf the bodies that appraise it: those entered for it, else for the nearest node above that has any."""
    entered: dict[UUID, list[Agency]] = defaultdict(list)
    for one in round.appraisers.select_related("agency"):
        entered[one.criterion_id].append(one.agency)
    found: dict[UUID, list[Agency]] = {}
    held: dict[UUID | None, list[Agency]] = {None: []}
    for node in round.criteria_set.node_list:  # parents stand before their children
        held[node.pk] = entered.get(node.pk) or held[node.parent_id]
        if node.is_leaf:
            found[node.pk] = held[node.pk]
    return found


def route_of(round: Round) -> dict[str, list[int]]:
    """The same as plain data, by the code of the leaf; frozen with a signed self-assessment.

    Only leaves that are appraised: results from outside are entered with their source, nobody accepts or changes them.
    """
    judged = {leaf.code for leaf in round.criteria_set.as_core.leaves() if leaf.scored_by is ScoredBy.APPRAISAL}
    codes = {node.pk: node.code for node in round.criteria_set.node_list if node.code in judged}
    found = bodies_of(round).items()
    return {codes[leaf]: [agency.pk for agency in bodies] for leaf, bodies in found if leaf in codes}


def appraising_for(user: User, *, on: date) -> set[int]:
    """The bodies in which a person is an appraiser on a day."""
    own = {held.agency_id for held in roles_held(user, on=on) if held.role == Role.APPRAISER}
    return own | {lent.agency_id for lent in _lent_appraisals(user, on)}


def works_in(user: User, agency: Agency, *, on: date) -> bool:
    """Whether a person works in an agency or in a unit of it, in whatever role."""
    return agency.pk in agencies_of(user, on=on)


def agencies_of(user: User, *, on: date) -> set[int]:
    """The agencies that a person may not appraise: where he works, and what that is a part of.

    Who appraises in the place of another appraises neither his own agency nor that of the other.
    """
    people = {user.pk, *(lent.giver for lent in _lent_appraisals(user, on))}
    rows = Membership.objects.filter(user__in=people).valid_on(on).values_list("agency", "agency__parent")
    return {key for pair in rows for key in pair if key is not None}


def _lent_appraisals(user: User, on: date) -> list[Lent]:
    return [lent for lent in lent_on(user, on=on) if Permission.APPRAISAL_DO in lent.permissions]


def is_on_route(entry: Entry, own_bodies: set[int]) -> bool:
    """Whether one of the bodies appraises this leaf, as the route stood when the agency signed."""
    route: Mapping[str, list[int]] = entry.assessment.route
    return bool(own_bodies & set(route.get(entry.criterion.code, ())))


def route_names(assessment: Assessment, code: str) -> str:
    """The bodies of a leaf as a person reads them."""
    keys = assessment.route.get(code, ())
    return ", ".join(agency.brief for agency in Agency.objects.filter(pk__in=keys))
