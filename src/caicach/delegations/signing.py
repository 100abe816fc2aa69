"""Who signs the papers of an agency, and in what capacity: the head, or who signs for the head for some days."""

from dataclasses import dataclass, replace
from datetime import date

from caicach.agencies.models import Agency, AgencyKind, Membership
from caicach.core.officialdocs.signing import UNKNOWN_TITLE, Capacity, SignedBlock, Signer, block_for, capacity_of
from caicach.delegations.models import Delegation, DelegationQuerySet
from caicach.people.models import User
from caicach.people.permissions import Role

_BODY, _HEAD_OF_BODY = "Ủy ban nhân dân", "Chủ tịch"
_WITH_BODY = (AgencyKind.PROVINCE, AgencyKind.DISTRICT, AgencyKind.COMMUNE)
_HEADS = (Role.AGENCY_HEAD, Role.LEADER)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoSigns:
    """The block that a paper begins with, and the loan behind it, if there is one."""

    block: SignedBlock
    loan: Delegation | None = None


def who_signs(agency: Agency, *, on: date) -> WhoSigns:
    """Who would sign a paper of this agency on a day: the one head, or who acts for the head; else it is left open."""
    heads = _heads(agency, on)
    if len(heads) != 1:
        return WhoSigns(block=_open_block(agency))
    loans = list(_loans(agency, on).filter(giver=heads[0]))
    if len(loans) == 1:
        return WhoSigns(block=_block(agency, loans[0].taker, loans[0]), loan=loans[0])
    return WhoSigns(block=_open_block(agency) if loans else _block(agency, heads[0], None))


def block_signed_by(agency: Agency, signer: User, *, on: date) -> SignedBlock:
    """The block of a paper that this person has just signed in the system; asked right after the permission was."""
    loan = None
    if signer.acts_for is not None:
        loan = _loans(agency, on).filter(taker=signer.pk, giver=signer.acts_for.user).first()
    return _block(agency, signer, loan)


def _block(agency: Agency, signer: User, loan: Delegation | None) -> SignedBlock:
    head, body = _head_title(agency), _BODY if agency.kind in _WITH_BODY else ""
    told = Capacity(loan.capacity) if loan and loan.capacity else capacity_of(signer.position, head)
    if loan is None and told is None:  # by the own right, and the register does not say as what
        return replace(_open_block(agency), name=str(signer))
    if loan is not None and told is Capacity.HEAD:
        told = None  # who acts for a head is none
    return block_for(Signer(name=str(signer), position=signer.position, capacity=told), head_title=head, body=body)


def _open_block(agency: Agency) -> SignedBlock:
    """As the head would sign, with the name left open."""
    head = _head_title(agency)
    if agency.kind in _WITH_BODY:
        return SignedBlock(authority=f"TM. {_BODY.upper()}", title=UNKNOWN_TITLE, name="")
    return SignedBlock(authority="", title=head.upper() or UNKNOWN_TITLE, name="")


def _head_title(agency: Agency) -> str:
    return agency.head_title or (_HEAD_OF_BODY if agency.kind in _WITH_BODY else "")


def _heads(agency: Agency, on: date) -> list[User]:
    """Whoever is the head by role; of leaders of a body with several the one whose position says so."""
    posts = Membership.objects.valid_on(on).filter(agency=agency, role__in=_HEADS, user__is_active=True)
    people = list({post.user_id: post.user for post in posts.select_related("user").order_by("pk")}.values())
    if len(people) > 1:
        head = _head_title(agency)
        people = [one for one in people if capacity_of(one.position, head) is Capacity.HEAD]
    return people


def _loans(agency: Agency, on: date) -> DelegationQuerySet:
    return Delegation.objects.in_force(on).filter(agency=agency).select_related("giver", "taker")
