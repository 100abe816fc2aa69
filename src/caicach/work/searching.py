"""Which duties hold the searched words, in their row of the plan or in the name of their agency."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from caicach.agencies.models import Agency
from caicach.core.text import fold
from caicach.plans.models import PlanItem

MOST_WORDS = 8


def holding_words(words: str) -> Q:
    """The condition on duties that each of the words stands in the row or in the agency, diacritics or not.

    The texts are read once and compared here: there are some hundred rows to thirty thousand duties, and a condition
    for each word would make the database read them once for each.
    """
    wanted = frozenset(fold(words).split()[:MOST_WORDS])
    if not wanted:
        return Q()
    agencies = list(Agency.objects.order_by().values_list("pk", "search_text"))
    named = frozenset(word for word in wanted if any(word in text for _, text in agencies))
    found = Q(pk__in=[])
    for missing, items in _by_missing_words(named, wanted - named).items():
        if not missing:
            found |= Q(item__in=items)
        elif holding := [pk for pk, text in agencies if all(word in text for word in missing)]:
            found |= Q(item__in=items, agency__in=holding)
    return found


def _by_missing_words(named: Collection[str], others: Collection[str]) -> dict[frozenset[str], list[UUID]]:
    """The rows that agencies owe, by the words that do not stand in them: only words that name an agency may miss."""
    found: dict[frozenset[str], list[UUID]] = defaultdict(list)
    owed = PlanItem.objects.order_by().filter(is_leaf=True, plan__assigned_at__isnull=False)
    for word in others:
        owed = owed.filter(search_text__contains=word)
    for pk, text in owed.values_list("pk", "search_text"):
        found[frozenset(word for word in named if word not in text)].append(pk)
    return found
