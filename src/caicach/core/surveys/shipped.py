"""Questionnaires as YAML, in which the project ships them: each sheet of an XLSForm a list of rows by column."""

import yaml

from caicach.core.surveys.xlsform.rows import Sheets


def sheets_of(text: str) -> Sheets:
    """The rows of each sheet, headings first, in the order in which the columns first stand. All cells are texts.

    Raises ValueError where it is no mapping of sheets to lists of rows.
    """
    # The base loader builds nothing but texts, lists and mappings: `yes` stays a word, and 5 the name of a choice.
    plain = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    if not isinstance(plain, dict):
        raise ValueError("a questionnaire is a mapping of sheets")  # noqa: TRY004  # as a wrong text, not a wrong type
    return {str(name): _rows(name, rows) for name, rows in plain.items()}


def _rows(name: str, rows: object) -> list[list[str]]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError(f"the sheet {name} is no list of rows")
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    return [headings, *([str(row.get(heading, "")) for heading in headings] for row in rows)]
