import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caicach.agencyfiles.columns import AGENCY_HEADINGS
from caicach.tables.rows import parse_day
from caicach.tables.sheet import (
    UnreadableTable,
    guarded,
    read_table,
    unguarded,
)


def _bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 101 * 1024**2)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"PK\x03\x04 broken", "a.xlsx"),
        (_bomb(), "a.xlsx"),
        (b"\xd0\xcf\x11\xe0", "a.xls"),
        ("tên;loại\nSở Nội vụ".encode("utf-16-be"), "a.csv"),
        (b"name,kind\nA,B\n", "a.csv"),
        ('mã,tên,loại\n"a,Sở A,sở\n'.encode(), "a.csv"),
        ("mã,tên,tên,loại\na,Sở A,Sở A,sở\n".encode(), "a.csv"),
        (b"", "a.csv"),
        (b"x" * (5 * 1024**2 + 1), "a.csv"),
    ],
)
def test_what_is_no_table_is_refused_as_a_whole(content, name):
    with pytest.raises(UnreadableTable):
        read_table(content, name, AGENCY_HEADINGS)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("01/07/2025", date(2025, 7, 1)),
        ("1.7.2025", date(2025, 7, 1)),
        ("2025-07-01", date(2025, 7, 1)),
        ("31/02/2025", None),
        ("7/2025", None),
    ],
)
def test_days_are_read_day_first(text, day):
    assert parse_day(text) == day


@given(text=st.text())
def test_guarding_a_cell_can_be_undone(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@"))
