"""The components of the pages. A room's template writes `{% load ui %}` and needs no class names for these."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.http import HttpRequest, QueryDict
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from caicach.ui import formats, icons
from caicach.ui.status import STATUS_LOOKS

register = template.Library()

_NOBODY = str(UUID(int=0))
NOTICE_ICONS = {"info": "info", "good": "circle-check", "warning": "triangle-alert", "bad": "circle-alert"}
BADGE_KINDS = ("plain", "info", "good", "warning", "bad")
BUTTON_CLASSES = {"plain": "button", "primary": "button button-primary", "danger": "button button-danger"}


@register.simple_block_tag
def card(content: SafeString, *, heading: str = "", id: str = "") -> SafeString:
    """A titled box around what stands between `card` and `endcard`."""
    return render_to_string("ui/card.html", {"heading": heading, "content": content, "id": id})


@register.simple_block_tag
def notice(content: SafeString, *, kind: str = "info", heading: str = "") -> SafeString:
    """A message that stays on the page: info, good, warning or bad."""
    context = {"kind": kind, "heading": heading, "content": content, "icon": NOTICE_ICONS[kind]}
    return render_to_string("ui/notice.html", context)


@register.simple_block_tag
def empty_state(content: SafeString, *, heading: str, icon: str = "inbox") -> SafeString:
    """What stands in the place of an empty list: what it is, and what to do next."""
    return render_to_string("ui/empty_state.html", {"heading": heading, "content": content, "icon": icon})


@register.simple_block_tag
def crumbs(content: SafeString) -> SafeString:
    """The way to this page: list items, from the room inwards."""
    return render_to_string("ui/crumbs.html", {"content": content})


@register.simple_tag
def row_url(name: str, key: UUID) -> str:
    """As `url`, for the page of one row: in lists of hundreds the look-up for each takes longer than its words.

    The address comes from URL patterns and a UUID, so nothing in it needs escaping.
    """
    return mark_safe(_url_of_nobody(name).replace(_NOBODY, str(key)))


@lru_cache(maxsize=50)
def _url_of_nobody(name: str) -> str:
    return reverse(name, args=[_NOBODY])


@register.simple_tag
def icon(name: str, size: int = 18) -> SafeString:
    """A lucide icon by its name."""
    return icons.icon_svg(name, size)


@register.simple_tag
def badge(text: object, kind: str = "plain", icon: str = "") -> SafeString:
    """A short word with a colour."""
    if kind not in BADGE_KINDS:
        raise ValueError(f"badge of an unknown kind: {kind!r}")
    return render_to_string("ui/badge.html", {"text": text, "kind": kind, "icon": icon})


@register.simple_tag
def status_badge(code: str, label: object) -> SafeString:
    """The status of a piece of work: icon, word and colour, so that colour never speaks alone."""
    look = STATUS_LOOKS[str(code)]
    return render_to_string("ui/badge.html", {"text": label, "kind": look.kind, "icon": look.icon, "code": code})


@register.simple_tag
def bar(value: Decimal | float | int, total: Decimal | float | int, kind: str = "info", label: str = "") -> SafeString:
    """A share as a bar with its figures beside it."""
    share = min(max(Decimal(str(value)) * 100 / Decimal(str(total)), Decimal(0)), Decimal(100)) if total else None
    context: dict[str, object] = {"kind": kind, "label": label, "value": value, "total": total}
    context |= {"width": "0" if share is None else f"{share:.2f}", "share": formats.shown_share(value, total)}
    return render_to_string("ui/bar.html", context)


@register.simple_tag
def button_link(url: str, text: str, kind: str = "plain", icon: str = "") -> SafeString:
    """A link that looks like a button; for going somewhere, never for changing something."""
    return render_to_string(
        "ui/button_link.html", {"url": url, "text": text, "classes": BUTTON_CLASSES[kind], "icon": icon}
    )


@register.simple_tag
def once() -> SafeString:
    """A key inside a form that adds something: sent twice, it counts once. The view bears `sent_once`."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid4())


@register.simple_tag
def form_fields(form: BaseForm) -> SafeString:
    """All fields of a form, each with label, help, errors and what it is for screen readers."""
    return render_to_string("ui/form_fields.html", {"form": form})


@register.simple_tag
def form_field(field: Any) -> SafeString:
    """One field of a form, where a page lays out its fields by hand."""
    return render_to_string("ui/form_field.html", {"field": field})


@register.simple_tag
def file_drop(field: Any) -> SafeString:
    """The frame of a file field: a file is chosen or dropped anywhere in it; its words are ours, not the browser's."""
    return render_to_string("ui/file_drop.html", {"field": field})


@register.simple_tag
def form_errors(form: BaseForm) -> SafeString:
    """The summary above a form that came back: every error, linked to its field."""
    return render_to_string("ui/form_errors.html", {"form": form})


@register.simple_tag(takes_context=True)
def pager(context: Context, page: Page[Any]) -> SafeString:
    """Which rows of how many, and the way to the others; the filters in the address stay."""
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    inside = {"page": page, "pages": list(pages), "ellipsis": page.paginator.ELLIPSIS, "query": _query(context)}
    return render_to_string("ui/pager.html", inside)


@register.simple_tag(takes_context=True)
def sort_head(context: Context, field: str, text: str, classes: str = "") -> SafeString:
    """The head of a column that sorts the table: up, down at the second click (`?sort=field`, `?sort=-field`)."""
    query = _query(context)
    sort = query.get("sort", "")
    order = {field: "ascending", f"-{field}": "descending"}.get(sort, "")
    following = f"-{field}" if order == "ascending" else field
    inside = {"text": text, "order": order, "following": following, "classes": classes, "query": query}
    return render_to_string("ui/sort_head.html", inside)


@register.simple_tag
def vn_date(day: date | None) -> str:
    """dd/mm/yyyy, or a dash."""
    return formats.shown_day(day)


@register.simple_tag
def number(value: Decimal | float | int | None, places: int | None = None) -> str:
    """A number with a decimal comma in Vietnamese, or a dash."""
    return formats.shown_number(value, places)


@register.simple_tag
def points(score: Decimal | None) -> str:
    """Points with at most four digits, or a dash."""
    return formats.shown_points(score)


@register.simple_tag
def share(value: Decimal | float | int, total: Decimal | float | int) -> str:
    """A whole percentage of a total, or a dash where there is nothing to take it of."""
    return formats.shown_share(value, total)


def _query(context: Context) -> QueryDict:
    """What stands in the address of the page behind the question mark."""
    request = context.get("request")
    return request.GET if isinstance(request, HttpRequest) else QueryDict("")


@register.filter
def rows_for(text: str | None, width: int) -> int:
    """How many lines a text needs in a cell of so many letters: old browsers cannot grow a field by themselves."""
    lines = str(text or "").splitlines() or [""]
    letters = (len(line) * 4 // 3 if line.isupper() else len(line) for line in lines)  # capitals are wide
    return min(max(sum(-(-max(count, 1) // width) for count in letters), 1), 8)
