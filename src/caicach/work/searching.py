"""Which duties hold the searched words, in their row of the plan or in the name of their agency."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from caicach.agencies.models import Agency
from caicach.core.searching import Misprints, Term, holds_term, search_terms, whole_patterns
from caicach.core.text import fold, nfc
from caicach.plans.models import Plan, PlanItem
from caicach.ui.searching import condition

if TYPE_CHECKING:
    from caicach.work.models import AssignmentQuerySet

_Key = TypeVar("_Key", UUID, int)
RANKS = ("is_exact", "named", "said")
_Places = frozenset[int]
"""Places of terms that a text does not hold."""

_Pair = tuple[list[UUID] | None, list[int] | None]
"""Rows and agencies that together hold what is searched; None: any, since the other holds it alone."""


class DutySearch:
    """Typed words held against all rows and agencies that have duties.

    The texts are read once and compared here: there are some hundred rows to thirty thousand duties, and a condition
    for each word would make the database read them once for each.
    """

    def __init__(self, words: str) -> None:
        self.words, self.terms = words, search_terms(words)
        names = list(Agency.objects.order_by().values_list("pk", "search_text", "name", "short_name"))
        self._agencies = {key: text for key, text, *_ in names}
        self._names = {key: f"{name} {short}" for key, _, name, short in names}
        self._items = self._likely_items()
        pairs = _pairs(_by_missing_terms(self._items, self.terms), _by_missing_terms(self._agencies, self.terms))
        if not pairs:
            self._items = dict(_owed().values_list("pk", "search_text"))
            pairs = _nearly_holding(self._items, self._agencies, self.terms)
        self._found = pairs

    def _likely_items(self) -> dict[UUID, str]:
        """The rows that hold all terms that no agency has: only terms of agencies may miss in a row."""
        others = tuple(
            term for term in self.terms if not any(holds_term(text, term) for text in self._agencies.values())
        )
        likely = _owed().filter(condition(others, "search_text")) if others else _owed()
        return dict(likely.values_list("pk", "search_text"))

    def condition(self) -> Q:
        """That each of the words stands in the row or in the agency, diacritics or not; else nearly, if any does."""
        return _condition(self._found)

    def ranks(self) -> dict[str, Case]:
        """What brings the closest duties to the front, where they are not all alike.

        First the words with their accents in row and agency, then agencies that the words name, then whole words.
        """
        rows = [some for some, _ in self._found]
        items = self._items if None in rows else {key: self._items[key] for some in rows for key in some or ()}
        found = {
            "is_exact": _exact(items, self._names, self.words),
            "named": _counted("agency", self._agencies, self.terms),
            "said": _counted("item", items, self.terms),
        }
        return {name: rank for name, rank in found.items() if rank is not None}


def _owed() -> QuerySet[PlanItem]:
    """The rows that agencies owe."""
    assigned = Plan.objects.order_by().filter(assigned_at__isnull=False)
    return PlanItem.objects.order_by().filter(is_leaf=True, plan__in=assigned.values("pk"))


def closest_first(rows: "AssignmentQuerySet") -> "AssignmentQuerySet":
    """The same duties in their order; where they were searched, the closest to what was typed first."""
    ranks = [f"-{name}" for name in RANKS if name in rows.query.annotations]
    return rows.order_by(*ranks, *rows.query.order_by) if ranks else rows


def _exact(items: Iterable[UUID], names: Mapping[int, str], words: str) -> Case | None:
    """1 where each word stands in the row or the agency with the accents that were typed, if any were."""
    typed = nfc(words).casefold()
    if typed == fold(words):
        return None
    terms = tuple(((word,),) for word in typed.split())
    texts = PlanItem.objects.order_by().filter(pk__in=items).values_list("pk", "title", "deliverable", "lead_text")
    titles = {key: nfc(" ".join(some)).casefold() for key, *some in texts}
    in_names = _by_missing_terms({key: nfc(name).casefold() for key, name in names.items()}, terms)
    pairs = _pairs(_by_missing_terms(titles, terms), in_names)
    return Case(When(_condition(pairs), then=Value(1)), default=Value(0)) if pairs else None


def _counted(field: str, texts: Mapping[_Key, str], terms: tuple[Term, ...]) -> Case | None:
    """How much of what was typed stands in a text as whole words, by its letters."""
    patterns = [
        (term, pattern.search, len(" ".join(term[0])))
        for term, pattern in zip(terms, whole_patterns(terms), strict=True)
    ]
    groups: dict[int, list[_Key]] = defaultdict(list)
    for key, text in texts.items():
        # Most texts do not hold most terms, and that is seen four times faster than that they are no whole words.
        letters = sum(size for term, search, size in patterns if holds_term(text, term) and search(text))
        groups[letters].append(key)
    if len(groups) < 2:
        return None
    usual = max(groups, key=lambda letters: len(groups[letters]))  # the largest group needs no list of its keys
    whens = [
        When(**{f"{field}__in": keys}, then=Value(letters)) for letters, keys in groups.items() if letters != usual
    ]
    return Case(*whens, default=Value(usual), output_field=IntegerField())


def _by_missing_terms(texts: Mapping[_Key, str], terms: tuple[Term, ...]) -> dict[_Places, list[_Key]]:
    """The keys of texts, by the terms that do not stand in them."""
    found: dict[_Places, list[_Key]] = defaultdict(list)
    for key, text in texts.items():
        found[frozenset(place for place, term in enumerate(terms) if not holds_term(text, term))].append(key)
    return found


def _pairs(items: Mapping[_Places, list[UUID]], agencies: Mapping[_Places, list[int]]) -> list[_Pair]:
    """Rows and the agencies that hold what misses in them."""
    by_name = agencies.get(frozenset(), [])
    found: list[_Pair] = [(None, by_name)] if by_name else []
    for missing, rows in items.items():
        holding = [key for lacks, keys in agencies.items() if lacks and not lacks & missing for key in keys]
        if not missing or holding:
            found.append((rows, holding if missing else None))
    return found


def _condition(pairs: Iterable[_Pair]) -> Q:
    found = Q(pk__in=[])
    for rows, agencies in pairs:
        given = {"item__in": rows, "agency__in": agencies}
        found |= Q(**{name: keys for name, keys in given.items() if keys is not None})
    return found


def _nearly_holding(items: Mapping[UUID, str], agencies: Mapping[int, str], terms: tuple[Term, ...]) -> list[_Pair]:
    """Rows and agencies that together hold all terms but for the fewest misprints."""
    misprints = Misprints(terms, [*items.values(), *agencies.values()])
    of_items, of_agencies = _by_errors(items, misprints), _by_errors(agencies, misprints)
    found: dict[int, list[_Pair]] = defaultdict(list)
    for in_row, rows in of_items.items():
        for in_name, keys in of_agencies.items():
            fewest = [_fewer(one, other) for one, other in zip(in_row, in_name, strict=True)]
            if None not in fewest:
                found[sum(error or 0 for error in fewest)].append((rows, keys))
    return found[min(found)] if found else []


def _by_errors(texts: Mapping[_Key, str], misprints: Misprints) -> dict[tuple[int | None, ...], list[_Key]]:
    found: dict[tuple[int | None, ...], list[_Key]] = defaultdict(list)
    for key, text in texts.items():
        found[tuple(misprints.of(text))].append(key)
    return found


def _fewer(one: int | None, other: int | None) -> int | None:
    return min((errors for errors in (one, other) if errors is not None), default=None)
