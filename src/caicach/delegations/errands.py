"""The first page says to both who acts for whom, and until when."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.delegations.models import Delegation
from caicach.people.errands import Errand, Facts, Question, Teller, day_of, facts_of
from caicach.people.models import User
from caicach.ui.formats import shown_day


def _ask(user: User, on: date) -> dict[str, Question]:
    rows = Delegation.objects.in_force(on).filter(Q(giver=user.pk) | Q(taker=user.pk))
    names = {"giver": "giver__full_name", "taker": "taker__full_name", "key": "taker", "last_on": "last_on"}
    return {"loans": facts_of(rows, **names)}


def _tell(user: User, on: date, found: Mapping[str, list[Facts]]) -> Iterator[Errand]:
    for row in sorted(found["loans"], key=lambda row: str(row["last_on"])):
        is_taker = row["key"] == user.pk
        text = _("Bạn đang làm thay %(giver)s") if is_taker else _("%(taker)s đang làm thay bạn")
        yield Errand(
            text=text % {"giver": row["giver"], "taker": row["taker"]},
            told=_("đến hết ngày %(day)s") % {"day": shown_day(day_of(row["last_on"]))},
            url=reverse("delegations:delegation_list"),
            icon="arrow-left-right",
        )


TELLER = Teller(_ask, _tell)
