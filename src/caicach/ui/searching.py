"""Searching rows by the folded text that is stored with each, on both databases alike."""

from collections import defaultdict
from functools import reduce
from operator import and_, or_
from typing import Any, TypeVar

from django.db.models import Case, Q, QuerySet, Value, When

from caicach.core.searching import Term, closeness, nearest, search_terms

_Rows = TypeVar("_Rows", bound=QuerySet[Any])

_MOST_RANKS = 50


def searched(rows: _Rows, words: str, *, field: str = "search_text") -> _Rows:
    """The rows whose text holds every word, whatever the accents; where none does, those that do but for misprints."""
    terms = search_terms(words)
    if not terms:
        return rows
    found = rows.filter(condition(terms, field))
    if found.order_by().exists():
        return found
    texts = dict(rows.order_by().values_list("pk", field))
    return rows.filter(pk__in=nearest(texts, terms))


def condition(terms: tuple[Term, ...], field: str) -> Q:
    """That the text of a field holds all terms."""
    ways = [[Q(*(Q((f"{field}__contains", word)) for word in way)) for way in term] for term in terms]
    return reduce(and_, (reduce(or_, some) for some in ways))


def closest_first(rows: _Rows, words: str, *fields: str, is_shortest_first: bool = False) -> _Rows:
    """The same rows in their order, but first those in which the words stand as typed, then those without accents.

    is_shortest_first: among these, texts that hold little else stand above: for names.
    """
    if not search_terms(words):
        return rows
    groups: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for key, *texts in rows.order_by().values_list("pk", *fields):
        rank, more = closeness(words, texts)
        if rank < 2:
            groups[rank, more if is_shortest_first else 0].append(key)
    if not groups:
        return rows
    best = sorted(groups)[:_MOST_RANKS]
    whens = [When(pk__in=groups[rank], then=Value(place)) for place, rank in enumerate(best)]
    order = rows.query.order_by or rows.model._meta.ordering
    closest = rows.annotate(closeness=Case(*whens, default=Value(_MOST_RANKS)))
    return closest.order_by("closeness", *order)
