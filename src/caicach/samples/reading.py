"""A list that somebody brings as a frame: rows of a table with every problem, nothing written."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from caicach.core.surveys.sampling.frames import problems_of
from caicach.core.surveys.sampling.plans import Unit
from caicach.tables.rows import RowProblem
from caicach.tables.sheet import TableRow

HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("mã", "mã hộ", "mã hồ sơ", "mã đơn vị", "mã số"),
    "stratum": ("tầng", "xã", "xã, phường", "phường, xã", "cơ quan", "đơn vị"),
    "place": ("địa bàn", "thôn", "thôn, tổ", "thôn, tổ dân phố", "tổ dân phố"),
    "size": ("quy mô", "số hộ", "số dân", "số hồ sơ"),
    "label": ("tên, địa chỉ", "địa chỉ", "họ tên", "tên"),
}
"""For each key the spellings of its heading; the first one is written by the export."""

MOST_UNITS = 200_000
_LONGEST = {"name": 60, "stratum": 150, "place": 150, "label": 300}


@dataclass(frozen=True, slots=True)
class ReadFrame:
    """units with their labels, in the order of the table; empty where there is a problem."""

    units: tuple[tuple[Unit, str], ...]
    problems: tuple[RowProblem, ...]
    has_places: bool

    @property
    def totals(self) -> dict[str, list[int]]:
        """By stratum: how many units, and their sizes together."""
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for unit, _label in self.units:
            found[unit.stratum][0] += 1
            found[unit.stratum][1] += unit.size
        return dict(sorted(found.items()))


def read_frame(table: Sequence[TableRow]) -> ReadFrame:
    """Every row as a unit, or what is wrong with it."""
    has_places = any(row.cells.get("place") for row in table)
    problems = [problem for row in table for problem in _cell_problems(row)]
    units = [_unit(row, has_places=has_places) for row in table]
    if not problems:
        numbers = [row.number for row in table]
        problems = [_told(one.row, one.code, one.first, numbers) for one in problems_of(units)]
    if not table:
        problems = [RowProblem(0, HEADINGS["name"][0], _("Bảng không có dòng nào."), _("Kiểm tra tệp đã chọn."))]
    pairs = tuple((unit, row.cells.get("label", "")) for unit, row in zip(units, table, strict=True))
    return ReadFrame(() if problems else pairs, tuple(problems), has_places)


def problems_by_kind(problems: Sequence[RowProblem]) -> Counter[str]:
    """How often each thing is wrong, for a list that is too long to be read."""
    return Counter(problem.what for problem in problems)


def _unit(row: TableRow, *, has_places: bool) -> Unit:
    cells = row.cells
    places = (cells.get("place", ""),) if has_places else ()
    size = cells.get("size", "")
    return Unit(cells.get("name", ""), cells.get("stratum", ""), places, int(size) if size.isdecimal() else 1)


def _cell_problems(row: TableRow) -> list[RowProblem]:
    found = []
    size = row.cells.get("size", "")
    if size and (not (size.isascii() and size.isdecimal()) or not 1 <= int(size) < 10**9):
        repair = _("Ghi số nguyên từ 1 trở lên, không dấu chấm; để trống là 1.")
        found.append(RowProblem(row.number, HEADINGS["size"][0], _("Quy mô không phải số nguyên dương."), repair))
    for key, most in _LONGEST.items():
        if len(row.cells.get(key, "")) > most:
            what = _("Dài hơn %(most)s chữ.") % {"most": most}
            found.append(RowProblem(row.number, HEADINGS[key][0], what, _("Rút ngắn ô này.")))
    return found


def _told(row: int, code: str, first: int | None, numbers: Sequence[int]) -> RowProblem:
    """A problem of the core in words; row and first count rows of the frame from 1."""
    name, stratum, place = (HEADINGS[key][0] for key in ("name", "stratum", "place"))
    column, what, repair = {
        "key_blank": (name, _("Thiếu mã."), _("Mỗi dòng cần một mã riêng.")),
        "key_again": (
            name,
            _("Mã trùng với dòng %(row)s.") % {"row": numbers[first - 1] if first else ""},
            _("Bỏ một trong hai dòng hoặc ghi mã khác."),
        ),
        "stratum_blank": (stratum, _("Thiếu tầng (xã, cơ quan…)."), _("Ghi tầng của dòng này.")),
        "place_blank": (place, _("Thiếu địa bàn."), _("Ghi địa bàn, hoặc bỏ trống cả cột.")),
    }.get(code, (name, _("Chữ của dòng này bị hỏng."), _("Gõ lại dòng này.")))
    return RowProblem(numbers[row - 1], column, what, repair)
