"""Questionnaires that come as files: XLSForm in a workbook, or one that the project ships."""

from functools import cache
from pathlib import Path

from caicach.core.surveys.shipped import sheets_of
from caicach.core.surveys.xlsform.reading import Read, read
from caicach.tables.sheet import read_workbook

MOST_ROWS = 3_000
_CONTENT = Path(__file__).parent / "content"


def read_xlsform(content: bytes, name: str) -> Read:
    """The questionnaire of a workbook, or every problem. name: of the file. Raises UnreadableTable."""
    return read({sheet.name: sheet.rows for sheet in read_workbook(content, MOST_ROWS)}, Path(name).stem)


def shipped_names() -> list[str]:
    """The questionnaires that the project ships."""
    return sorted(path.stem for path in _CONTENT.glob("*.yaml"))


@cache
def read_shipped(name: str) -> Read:
    """One of them; read once, since it does not change while the site runs."""
    if name not in shipped_names():
        raise ValueError(f"there is no shipped questionnaire {name!r}")
    return read(sheets_of((_CONTENT / f"{name}.yaml").read_text(encoding="utf-8")), name)
