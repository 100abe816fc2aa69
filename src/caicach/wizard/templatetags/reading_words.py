"""Words for what the reader tells as codes: columns, fates of cells, places in a source; and words marked in a text."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.core.documents.source import Place
from caicach.plans.templatetags.plan_words import place_name
from caicach.wizard.contents import place_json

register = template.Library()

READING_FIELDS = {
    "lead": gettext_lazy("cột chủ trì"),
    "coordinating": gettext_lazy("cột phối hợp"),
    "schedule": gettext_lazy("cột thời gian"),
    "budget_million_vnd": gettext_lazy("cột kinh phí"),
    "outline_code": gettext_lazy("cột số thứ tự"),
    "title": gettext_lazy("cột nội dung"),
    "acceptance_note": gettext_lazy("cột tiêu chuẩn"),
    "deliverable": gettext_lazy("cột sản phẩm"),
    "note": gettext_lazy("cột ghi chú"),
}
FATES = {
    "field": gettext_lazy("ô đã vào kế hoạch"),
    "heading": gettext_lazy("ô tiêu đề cột"),
    "head": gettext_lazy("ô phần đầu văn bản"),
    "ordinal_row": gettext_lazy("ô hàng đánh số cột"),
    "repeated": gettext_lazy("ô tiêu đề lặp lại"),
    "total": gettext_lazy("ô tổng số"),
    "problem": gettext_lazy("ô cần xem lại"),
    "skipped_mark": gettext_lazy("ô chỉ có dấu"),
}


@register.filter
def reading_field(name: str) -> str:
    """A field of a reading as the column that it was printed in."""
    return str(READING_FIELDS.get(name, ""))


@register.filter
def fate_name(fate: str) -> str:
    """What became of a cell of the source."""
    return str(FATES.get(fate, fate))


@register.filter
def source_place_name(place: Place) -> str:
    """Where something stands in its source, of a place as the reader gives it."""
    if not any((place.page, place.block, place.table, place.row)):
        return _("cả văn bản")
    return place_name(place_json(place))


@register.filter
def marked(text: str, words: str) -> SafeString:
    """A text in which some words are marked, wherever they stand."""
    if not words or words not in text:
        return format_html("{}", text)
    parts = re.split(f"({re.escape(words)})", text)
    pieces = (format_html("<mark>{}</mark>" if part == words else "{}", part) for part in parts if part)
    return format_html_join("", "{}", ((piece,) for piece in pieces))
