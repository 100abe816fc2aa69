"""A questionnaire as an XLSX file that ODK, Kobo and this site read alike."""

from caicach.core.surveys.questionnaire import Questionnaire
from caicach.core.surveys.xlsform.writing import sheets
from caicach.ui.sheets import Sheet, columns_of, workbook

_WIDTHS = {"type": 26, "name": 16, "label": 50, "hint": 30, "list_name": 16}


def as_xlsx(questionnaire: Questionnaire) -> bytes:
    """Its sheets survey, choices, factors and settings."""
    return workbook(*(_sheet(name, rows) for name, rows in sheets(questionnaire).items()))


def _sheet(name: str, rows: list[list[str]]) -> Sheet:
    widths = [_WIDTHS.get(heading.partition("::")[0], 18) for heading in rows[0]]
    return Sheet(name=name, columns=columns_of(rows[0], widths), rows=rows[1:])
