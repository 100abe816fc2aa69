"""A questionnaire as the rows of an XLSForm; a room makes the file of them (`ui.sheets`)."""

from collections.abc import Iterator, Mapping

from caicach.core.surveys.questionnaire import NO_LANGUAGE, Group, Question, Questionnaire, Text
from caicach.core.surveys.xlsform.words import COLUMNS, LANGUAGES, SPOKEN

Cells = Mapping[tuple[str, str], str]
"""By column and language; "": no language."""


def sheets(questionnaire: Questionnaire) -> dict[str, list[list[str]]]:
    """The rows of each sheet, headings first."""
    cells = {
        "survey": list(_survey(questionnaire.members)),
        "choices": list(_choices(questionnaire)),
        "factors": list(_factors(questionnaire)),
        "settings": [_settings(questionnaire)],
    }
    return {name: _rows(name, rows, questionnaire.languages) for name, rows in cells.items() if rows}


def _rows(sheet: str, rows: list[Cells], languages: tuple[str, ...]) -> list[list[str]]:
    """Columns that nothing stands in are left out, except those that each XLSForm has."""
    keys = [(column, tongue) for column in COLUMNS[sheet] for tongue in (languages if column in SPOKEN else ("",))]
    used = [key for key in keys if key[0] in ("type", "name", "label") or any(row.get(key) for row in rows)]
    if sheet == "settings":
        used = [key for key in used if rows[0].get(key)]
    headings = [_heading(column, language) for column, language in used]
    return [headings, *([row.get(key, "") for key in used] for row in rows)]


def _heading(column: str, language: str) -> str:
    return f"{column}::{LANGUAGES.get(language, language)}" if language not in ("", NO_LANGUAGE) else column


def _spoken(column: str, text: Text) -> dict[tuple[str, str], str]:
    return {(column, language): words for language, words in text.items()}


def _survey(members: tuple[Group | Question, ...]) -> Iterator[Cells]:
    for member in members:
        yield _group(member) if isinstance(member, Group) else _question(member)
        if isinstance(member, Group):
            yield from _survey(member.members)
            yield {("type", ""): "end_group"}


def _group(group: Group) -> Cells:
    plain = {"type": "begin_group", "name": group.name, "relevant": group.relevant, "appearance": group.appearance}
    return _plain(plain) | _spoken("label", group.label)


def _question(question: Question) -> Cells:
    plain = {
        "type": f"{question.kind} {question.choices}".strip(),
        "name": question.name,
        "relevant": question.relevant,
        "required": "yes" if question.required == "true()" else question.required,
        "constraint": question.constraint,
        "calculation": question.calculation,
        "appearance": question.appearance,
        "factor": question.factor,
        "satisfied": " ".join(question.satisfied),
        "counted": " ".join(question.counted),
    }
    spoken = _spoken("label", question.label) | _spoken("hint", question.hint)
    return _plain(plain) | spoken | _spoken("constraint_message", question.constraint_message)


def _plain(cells: Mapping[str, str]) -> dict[tuple[str, str], str]:
    return {(column, ""): cell for column, cell in cells.items()}


def _choices(questionnaire: Questionnaire) -> Iterator[Cells]:
    for entry in questionnaire.lists:
        for choice in entry.choices:
            yield _plain({"list_name": entry.name, "name": choice.name}) | _spoken("label", choice.label)


def _factors(questionnaire: Questionnaire) -> Iterator[Cells]:
    for part in questionnaire.parts:
        for factor in part.factors:
            spoken = _spoken("part_label", part.label) | _spoken("label", factor.label)
            yield _plain({"part": part.name, "name": factor.name}) | spoken


def _settings(questionnaire: Questionnaire) -> Cells:
    first = questionnaire.languages[0]
    return _plain(
        {
            "form_title": questionnaire.title,
            "form_id": questionnaire.name,
            "version": questionnaire.version,
            "default_language": "" if first == NO_LANGUAGE else LANGUAGES.get(first, first),
        }
    )
