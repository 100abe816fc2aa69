"""Pages of rooms above about plans: the list, a plan and a row lead to them, and know nothing else of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise

from caicach.people.models import User
from caicach.plans.models import Plan, PlanItem


@dataclass(frozen=True, kw_only=True)
class Companion:
    """One page about a plan. `is_next`: what is to be done with this plan now, so its button is the main one."""

    text: str | Promise
    icon: str
    url_name: str
    is_shown: Callable[[User, Plan], bool]
    is_next: Callable[[Plan], bool] = lambda plan: False


@dataclass(frozen=True, slots=True)
class ShownCompanion:
    text: str
    icon: str
    url: str
    is_next: bool


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """One page with which a plan begins, such as the upload of a signed document; the list of plans leads to it."""

    text: str | Promise
    icon: str
    url_name: str
    url_args: tuple[str, ...] = ()
    is_shown: Callable[[User], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionNote:
    """What a room above has to say of one version of a plan: why there is it, and the way to more."""

    reason: str
    told: str = ""
    url: str = ""


IssuePage = Callable[[Plan], str]
VersionTeller = Callable[[Sequence[Plan]], dict[UUID, VersionNote]]

_issue_pages: list[IssuePage] = []
_version_tellers: list[VersionTeller] = []
_companions: dict[str, Companion] = {}
_item_companions: dict[str, Companion] = {}
_beginnings: dict[tuple[str, ...], Beginning] = {}


def register(companion: Companion) -> None:
    """Enter a page about plans; the same name again replaces it."""
    _companions[companion.url_name] = companion


def companions_of(plan: Plan, user: User) -> list[ShownCompanion]:
    """The pages about a plan that this person may open."""
    return [
        ShownCompanion(str(one.text), one.icon, reverse(one.url_name, args=[plan.pk]), one.is_next(plan))
        for one in _companions.values()
        if one.is_shown(user, plan)
    ]


def register_for_items(companion: Companion) -> None:
    """Enter a page about single rows; it is asked whether it is shown with the plan of the row."""
    _item_companions[companion.url_name] = companion


def item_companions_of(item: PlanItem, user: User) -> list[ShownCompanion]:
    """The pages about a row that this person may open."""
    return [
        ShownCompanion(str(one.text), one.icon, reverse(one.url_name, args=[item.pk]), is_next=False)
        for one in _item_companions.values()
        if item.is_leaf and one.is_shown(user, item.plan)
    ]


def register_issue_page(page: IssuePage) -> None:
    """`page(plan)` gives the address where a draft of this kind is issued instead of here, or nothing."""
    if page not in _issue_pages:
        _issue_pages.append(page)


def issue_page_of(plan: Plan) -> str:
    """Where a draft is issued if not on the page of this room."""
    return next((address for page in _issue_pages if (address := page(plan))), "")


def register_version_teller(teller: VersionTeller) -> None:
    """`teller(versions)` says why there are versions, by their keys."""
    if teller not in _version_tellers:
        _version_tellers.append(teller)


def version_notes(versions: Sequence[Plan]) -> dict[UUID, VersionNote]:
    """What the rooms have to say of the versions of a plan."""
    return {key: note for teller in _version_tellers for key, note in teller(versions).items()}


def register_beginning(beginning: Beginning) -> None:
    """Enter a page with which plans begin; the same address again replaces it."""
    _beginnings[(beginning.url_name, *beginning.url_args)] = beginning


def beginnings_for(user: User) -> list[ShownCompanion]:
    """The pages with which this person may begin a plan."""
    return [
        ShownCompanion(str(one.text), one.icon, reverse(one.url_name, args=one.url_args), is_next=False)
        for one in _beginnings.values()
        if one.is_shown(user)
    ]
