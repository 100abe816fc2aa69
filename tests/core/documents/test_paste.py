"""Tables from the clipboard and from CSV files."""

import pytest

from caicach.core.documents.clipboard import tab_rows
from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.readers.paste import read_csv, read_paste
from caicach.core.documents.source import Paragraph, SourceDocument, Table
from tests.core.documents.clipboards import CLIPBOARDS, Clipboard


def _rows(source: SourceDocument) -> tuple[tuple[str, ...], ...]:
    tables = [block for block in source.blocks if isinstance(block, Table)]
    return tuple(tuple(cell.text for cell in row) for table in tables for row in table.rows)


def _lines(source: SourceDocument) -> tuple[str, ...]:
    return tuple(block.text for block in source.blocks if isinstance(block, Paragraph))


def test_there_are_forty_clipboards() -> None:
    assert len({clipboard.name for clipboard in CLIPBOARDS}) == len(CLIPBOARDS) >= 40


@pytest.mark.parametrize("clipboard", CLIPBOARDS, ids=lambda clipboard: clipboard.name)
def test_a_clipboard_is_read_as_it_was_seen(clipboard: Clipboard) -> None:
    source = read_paste(clipboard.text, clipboard.html)
    assert _rows(source) == clipboard.rows
    assert _lines(source) == clipboard.lines


def test_a_merged_cell_of_the_clipboard_is_one_cell_in_many_places() -> None:
    source = read_paste("", "<table><tr><td colspan=2 rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>")
    (table,) = source.blocks
    assert isinstance(table, Table)
    merged = {id(table.rows[row][column]) for row in (0, 1) for column in (0, 1)}
    assert len(merged) == 1
    assert (table.rows[0][0].row_span, table.rows[0][0].column_span) == (2, 2)


def test_cells_know_where_they_stand() -> None:
    (table,) = read_paste("a\tb\r\nc\td\r\n").blocks
    assert isinstance(table, Table)
    assert [(cell.text, cell.place.row, cell.place.column) for cell in table.cells()] == [
        ("a", 1, 1),
        ("b", 1, 2),
        ("c", 2, 1),
        ("d", 2, 2),
    ]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("\t".join(["x"] * 61), ""),
        ("a\tb\n" * 20_001, ""),
        ("", f"<table><tr>{'<td>x</td>' * 61}</tr></table>"),
        ("", "<table><tr><td colspan=1000>x</td></tr></table>"),
    ],
    ids=["columns", "rows", "html columns", "html span"],
)
def test_a_table_beyond_the_limits_is_refused(text: str, html: str) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        read_paste(text, html)
    assert refusal.value.code == "sheet_too_large"


def test_spans_that_are_no_numbers_are_one() -> None:
    html = "<table><tr><td colspan='x' rowspan='-3'>a</td><td colspan='0'>b</td><td colspan='²'>c</td></tr></table>"
    assert _rows(read_paste("", html)) == (("a", "b", "c"),)


def test_a_clipboard_of_rows_alone_gives_them_back() -> None:
    rows = [["a", 'b "c"', ""], ["", "d\ne", "f"]]
    text = "\r\n".join("\t".join(f'"{cell}"' if "\n" in cell else cell for cell in row) for row in rows)
    assert tab_rows(text + "\r\n") == rows


CSV = {
    "semicolons": ("a;b;c\r\n1;2;3\r\n", (("a", "b", "c"), ("1", "2", "3"))),
    "commas": ("a,b,c\n1,2,3\n", (("a", "b", "c"), ("1", "2", "3"))),
    "tabs": ("a\tb\tc\n1\t2\t3\n", (("a", "b", "c"), ("1", "2", "3"))),
    "decimal commas between semicolons": (
        "điểm;tỷ lệ\n1,5;98,5\n2,25;97,1\n",
        (("điểm", "tỷ lệ"), ("1,5", "98,5"), ("2,25", "97,1")),
    ),
    "more semicolons in the cells than commas between": (
        'a,b\n"x;y;z;w;v","u;t;s"\n',
        (("a", "b"), ("x;y;z;w;v", "u;t;s")),
    ),
    "semicolons in cells without quotes": (
        "Việc,Cơ quan\nRà soát,Sở A; Sở B; Sở C\nĐào tạo,Sở D\n",
        (("Việc", "Cơ quan"), ("Rà soát", "Sở A; Sở B; Sở C"), ("Đào tạo", "Sở D")),
    ),
    "the sign is told": ("sep=;\r\na,b;c\r\n", (("a,b", "c"),)),
    "line ends in a cell": ('a;"b\r\nc"\r\n', (("a", "b\r\nc"),)),
    "doubled quotes": ('a;"b ""c"""\n', (("a", 'b "c"'),)),
    "short rows": ("a;b;c\n1\n2;3\n", (("a", "b", "c"), ("1", "1", "1"), ("2", "3", ""))),
    "empty lines at the end": ("a;b\n\n;\n\n", (("a", "b"),)),
    "old line ends": ("a;b\rc;d\r", (("a", "b"), ("c", "d"))),
}


@pytest.mark.parametrize("name", CSV)
def test_a_csv_file_is_divided_where_its_lines_agree(name: str) -> None:
    text, rows = CSV[name]
    assert _rows(read_csv(text)) == rows


@pytest.mark.parametrize(("text", "row"), [('a;b\n1;"c\n2;d\n', 2), ('a;b\n"c"d;e\n', 2), ('"', 1)])
def test_a_quotation_mark_that_does_not_close_is_refused_with_its_row(text: str, row: int) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        read_csv(text)
    assert (refusal.value.code, refusal.value.params["row"]) == ("torn_quotes", row)


def test_an_empty_csv_file_has_no_table() -> None:
    assert read_csv("").blocks == ()
    assert read_csv("\n\n").blocks == ()
