import re
from pathlib import Path

import pytest

from caicach.core.surveys.expressions import BINDING, FUNCTIONS
from caicach.core.surveys.xlsform.words import (
    APPEARANCES,
    BEGIN,
    COLUMNS,
    END,
    KINDS,
    OTHER_WORDS,
    OWN_COLUMNS,
    OWN_SHEET,
    REFUSED_SHEETS,
    SPOKEN,
)

PAGE = Path(__file__).parents[3] / "docs" / "xlsform.md"
SUPPORTED = {
    "Types": KINDS,
    "Groups": (*BEGIN, *END),
    "Functions": FUNCTIONS,
    "Operators": BINDING,
    "Appearances": APPEARANCES,
    **{f"Columns of `{sheet}`": columns for sheet, columns in COLUMNS.items()},
    "With a language": SPOKEN,
    "Other spellings of columns": OTHER_WORDS,
    "Sheets refused": REFUSED_SHEETS,
}


def told():
    """What the table of the page names, by the English words of its first column."""
    rows = re.findall(r"^\| [^|]* / ([^|]*) \| (`.*`) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {heading: re.findall(r"`([^`]+)`", cell) for heading, cell in rows if heading != "Supported"}


def test_the_page_has_a_row_for_each_thing():
    assert told().keys() == SUPPORTED.keys()


@pytest.mark.parametrize("heading", SUPPORTED)
def test_the_page_names_exactly_what_is_supported(heading):
    assert sorted(told()[heading]) == sorted(SUPPORTED[heading])


def test_the_page_names_what_is_ours_alone_in_both_languages():
    ours = f"{', '.join(f'`{column}`' for column in OWN_COLUMNS)}"
    assert PAGE.read_text(encoding="utf-8").count(ours) >= 2
    assert OWN_SHEET in COLUMNS
