"""The rows of names, and the fields of an agency that follow from them. Only services call this."""

import re
from datetime import date, timedelta

from caicach.agencies.errors import EndsBeforeItBegins, LastName, NamesOverlap
from caicach.agencies.models import Agency, AgencyName, AgencyNameKind
from caicach.core.text import collation_key, fold, squeeze

_KEY_LENGTH = 1000  # of Agency.collation_key: enough to sort by, whatever the letters


def write_name(
    agency: Agency, text: str, kind: str, *, valid_from: date | None = None, valid_to: date | None = None
) -> AgencyName:
    """Add a name; two official names of one agency may not share a day."""
    if valid_from and valid_to and valid_to < valid_from:
        raise EndsBeforeItBegins(on=valid_to)
    name = AgencyName(agency=agency, text=squeeze(text), kind=kind, valid_from=valid_from, valid_to=valid_to)
    if kind == AgencyNameKind.OFFICIAL:
        _refuse_overlap(name)
    name.search_text = fold(name.text)[:250]
    name.full_clean()
    name.save()
    return name


def correct_name(agency: Agency, kind: AgencyNameKind, text: str) -> None:
    """Put the newest name of a kind right, or write it where there is none; an emptied short name goes."""
    newest = _newest(agency, kind)
    text = squeeze(text)
    if newest is None:
        if text:
            write_name(agency, text, kind, valid_from=agency.valid_from)
    elif not text:
        if kind == AgencyNameKind.OFFICIAL:
            raise LastName()
        newest.delete()
    elif newest.text != text:
        newest.text, newest.search_text = text, fold(text)[:250]
        newest.full_clean()
        newest.save(update_fields=["text", "search_text"])


def replace_name(agency: Agency, kind: AgencyNameKind, text: str, on: date) -> str:
    """From a day on the agency bears a new name; the old one ends the day before. Gives the old name."""
    newest = _newest(agency, kind)
    old = newest.text if newest else ""
    if newest and (newest.valid_to is None or newest.valid_to >= on):
        if newest.valid_from and newest.valid_from >= on:
            raise EndsBeforeItBegins(on=on - timedelta(days=1))
        newest.valid_to = on - timedelta(days=1)
        newest.save(update_fields=["valid_to"])
    write_name(agency, text, kind, valid_from=on)
    return old


def refresh_from_names(agency: Agency) -> None:
    """Set `name`, `short_name` and the keys to search and sort by from the rows of names; the caller saves."""
    official, short = _newest(agency, AgencyNameKind.OFFICIAL), _newest(agency, AgencyNameKind.SHORT)
    if official is None:
        raise LastName()
    agency.name = official.text
    agency.short_name = short.text[:100] if short and short.valid_to is None else ""
    texts = [*agency.names.values_list("text", flat=True), agency.code, agency.identification_code]
    agency.search_text = "\n".join(dict.fromkeys(fold(text) for text in texts if text))
    agency.collation_key = collation_key(agency.name)[:_KEY_LENGTH]


def _newest(agency: Agency, kind: AgencyNameKind) -> AgencyName | None:
    names = AgencyName.objects.filter(agency=agency, kind=kind)
    return max(names, key=lambda name: (name.valid_from or date.min, name.pk), default=None)


def _refuse_overlap(name: AgencyName) -> None:
    first, last = name.valid_from or date.min, name.valid_to or date.max
    for other in AgencyName.objects.filter(agency=name.agency, kind=AgencyNameKind.OFFICIAL):
        if first <= (other.valid_to or date.max) and (other.valid_from or date.min) <= last:
            raise NamesOverlap(name=other.text)


def code_from(name: str) -> str:
    """A code made of a name, shown before anything is written: "Sở Nội vụ" gives "so-noi-vu"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:40].strip("-")
