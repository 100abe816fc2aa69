"""What of XLSForm is supported, as data: all else is refused with its sheet and row."""

from collections.abc import Mapping

from caicach.core.surveys.questionnaire import Kind

KINDS: Mapping[str, Kind] = {
    "select_one": Kind.SELECT_ONE,
    "select one": Kind.SELECT_ONE,
    "select_multiple": Kind.SELECT_MULTIPLE,
    "select multiple": Kind.SELECT_MULTIPLE,
    "select1": Kind.SELECT_ONE,
    "select one from": Kind.SELECT_ONE,
    "select all that apply": Kind.SELECT_MULTIPLE,
    "select all that apply from": Kind.SELECT_MULTIPLE,
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
"""The sheets and their columns."""

OWN_SHEET = "factors"
OWN_COLUMNS = ("factor", "satisfied", "counted")
"""What XLSForm does not know: other programs pass it over."""

OTHER_WORDS: Mapping[str, str] = {
    "bind:calculate": "calculation",
    "bind:constraint": "constraint",
    "bind:jr:constraintmsg": "constraint_message",
    "bind:relevant": "relevant",
    "bind:required": "required",
    "calculate": "calculation",
    "caption": "label",
    "constraining_message": "constraint_message",
    "control:appearance": "appearance",
    "id_string": "form_id",
    "jr:constraintmsg": "constraint_message",
    "relevance": "relevant",
    "set_form_id": "form_id",
    "set_form_title": "form_title",
    "title": "form_title",
}
"""Other spellings of columns, in small letters; colons may be double, blanks stand for underscores."""

REFUSED_SHEETS = ("external_choices", "entities", "osm")
"""Sheets that change a form; any other sheet is somebody's notes and is passed over."""

LANGUAGES: Mapping[str, str] = {"vi": "Tiếng Việt (vi)", "en": "English (en)"}
"""How our languages are called in headings; others are called there as in the questionnaire."""
