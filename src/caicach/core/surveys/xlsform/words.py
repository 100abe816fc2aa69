"""What of XLSForm is supported, as data: all else is refused with its sheet and row."""

from collections.abc import Mapping

from caicach.core.surveys.questionnaire import Kind

KINDS: Mapping[str, Kind] = {
    "select_one": Kind.SELECT_ONE,
    "select one": Kind.SELECT_ONE,
    "select_multiple": Kind.SELECT_MULTIPLE,
    "select multiple": Kind.SELECT_MULTIPLE,
    "integer": Kind.INTEGER,
    "int": Kind.INTEGER,
    "decimal": Kind.DECIMAL,
    "text": Kind.TEXT,
    "string": Kind.TEXT,
    "date": Kind.DATE,
    "note": Kind.NOTE,
    "calculate": Kind.CALCULATE,
}
"""Types of questions, other words for them too. Those that record who, where or when a person answers are not here."""

BEGIN, END = ("begin_group", "begin group"), ("end_group", "end group")

APPEARANCES = frozenset(
    {
        "columns",
        "field-list",
        "horizontal",
        "horizontal-compact",
        "label",
        "likert",
        "list-nolabel",
        "minimal",
        "multiline",
        "no-calendar",
        "numbers",
        "quick",
    }
)

SPOKEN = ("label", "hint", "constraint_message", "part_label")
"""Columns with words: one for each language, as in `label::English (en)`."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "survey": (
        "type",
        "name",
        "label",
        "hint",
        "relevant",
        "required",
        "constraint",
        "constraint_message",
        "calculation",
        "appearance",
        "factor",
        "satisfied",
        "counted",
    ),
    "choices": ("list_name", "name", "label"),
    "factors": ("part", "part_label", "name", "label"),
    "settings": ("form_title", "form_id", "version", "default_language"),
}
"""The sheets and their columns. factor, satisfied, counted and the sheet of factors are ours: others pass them over."""

OTHER_WORDS: Mapping[str, str] = {
    "list name": "list_name",
    "relevance": "relevant",
    "calculate": "calculation",
    "title": "form_title",
    "id_string": "form_id",
}

REFUSED_SHEETS = ("external_choices", "entities", "osm")
"""Sheets that change a form; any other sheet is somebody's notes and is passed over."""

LANGUAGES: Mapping[str, str] = {"vi": "Tiếng Việt (vi)", "en": "English (en)"}
"""How our languages are called in headings; others are called there as in the questionnaire."""
