"""Drafts of forms: what somebody types is kept on the server until it is sent, whatever becomes of the browser."""

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.exceptions import BadRequest
from django.utils import timezone

from caicach.people.models import TypedWords, User

KEPT_FOR = timedelta(days=30)
MOST_LETTERS = 300_000
MOST_FORMS = 20
_LONGEST_PATH = 300

Words = dict[str, str]


def words_from(text: str) -> Words:
    """The fields of a form that a browser tells as JSON; BadRequest where they are something else, or too much."""
    try:
        told = json.loads(text)
    except ValueError as error:
        raise BadRequest("not JSON") from error
    is_plain = isinstance(told, dict) and all(isinstance(one, str) for one in told.values())
    if not is_plain or len(text) > MOST_LETTERS or "\x00" in text or "\\u0000" in text:
        raise BadRequest("not the words of a form")
    return dict(told)


def keep_words(*, user: User, form: str, words: Words) -> None:
    """Keep the newest words of a form, named by the path that it is sent to; without words nothing is kept of it."""
    if not form.startswith("/") or len(form) > _LONGEST_PATH:
        raise BadRequest("not a form of this site")
    own = TypedWords.objects.filter(user=user)
    own.filter(at__lt=timezone.now() - KEPT_FOR).delete()
    if words:
        TypedWords.objects.update_or_create(user=user, form=form, defaults={"words": words, "at": timezone.now()})
    else:
        own.filter(form=form).delete()


def kept_for(user: User, forms: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What is kept of these forms: the words, and when they were typed in milliseconds since 1970."""
    rows = TypedWords.objects.filter(user=user, form__in=list(forms)[:MOST_FORMS])
    return {row.form: {"at": int(row.at.timestamp() * 1000), "words": row.words} for row in rows}
