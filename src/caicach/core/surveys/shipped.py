"""Questionnaires as YAML, in which the project ships them: each sheet of an XLSForm a list of rows by column."""

from collections.abc import Hashable
from typing import Any

import yaml

from caicach.core.surveys.xlsform.rows import Sheets
from caicach.core.surveys.xlsform.words import COLUMNS


def sheets_of(text: str) -> Sheets:
    """The rows of each sheet, headings first, in the order of an XLSForm's columns. All cells are texts.

    Raises ValueError where it is no mapping of sheets to lists of rows of texts.
    """
    try:
        plain = yaml.load(text, Loader=_Texts)  # noqa: S506
    except yaml.YAMLError as wrong:
        raise ValueError(f"sheets are not understood: {wrong}") from wrong
    if not isinstance(plain, dict):
        raise ValueError("a questionnaire is a mapping of sheets")  # noqa: TRY004  # a wrong text, not a wrong type
    return {name: _rows(name, rows) for name, rows in plain.items()}


class _Texts(yaml.BaseLoader):
    """Builds nothing but texts, lists and mappings: `yes` stays a word, and 5 the name of a choice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Refused where a heading stands twice: the second would hide the first."""
        names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        if len(set(names)) < len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "a heading stands twice or is no text", node.start_mark)
        return super().construct_mapping(node, deep=deep)


def _rows(sheet: str, rows: object) -> list[list[str]]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError(f"the sheet {sheet} is no list of rows")
    if not all(isinstance(cell, str) for row in rows for cell in row.values()):
        raise ValueError(f"the sheet {sheet} has a cell that is no text")
    headings = sorted(dict.fromkeys(heading for row in rows for heading in row), key=lambda name: _place(sheet, name))
    return [headings, *([row.get(heading, "") for heading in headings] for row in rows)]


def _place(sheet: str, heading: str) -> int:
    """Languages of one column keep their order; a column that no XLSForm has stands last, for its reader to refuse."""
    columns = COLUMNS.get(sheet, ())
    column = heading.partition("::")[0]
    return columns.index(column) if column in columns else len(columns)
