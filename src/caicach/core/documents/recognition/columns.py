"""What the columns of a table mean, by the words of their headings, in any order and under any usual name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from caicach.core.documents.recognition.outline import mark_in_code_cell
from caicach.core.documents.source import Cell, Table
from caicach.core.text import fold, squeeze


class Role(StrEnum):
    """Meaning of a column."""

    CODE = "code"
    TITLE = "title"
    SUBTITLE = "subtitle"  # of a second column of contents: activities beside the task that covers them
    ACCEPTANCE = "acceptance_note"
    DELIVERABLE = "deliverable"
    LEAD = "lead"
    COORDINATING = "coordinating"
    AGENCIES = "agencies"  # lead and coordination in one cell
    START = "start"
    END = "end"
    TIME = "time"
    BUDGET = "budget"
    NOTE = "note"
    MAX_SCORE = "max_score"
    PREVIOUS_SCORE = "previous_score"
    TARGET_SCORE = "target_score"
    SOLUTIONS = "solutions"
    OTHER = "other"


_PATTERNS: tuple[tuple[Role, str], ...] = (
    (Role.CODE, r"^(?:so )?(?:stt|tt|thu tu|so tt|so thu tu|ma so|ma|so hieu|so|muc)$"),
    (Role.NOTE, r"^ghi chu|^luu y|^can cu"),
    (Role.MAX_SCORE, r"diem (?:toi da|chuan|theo|quy dinh|bo tieu chi|cua bo)|thang diem|diem tieu chi|^diem$"),
    (
        Role.PREVIOUS_SCORE,
        r"diem.{0,20}(?:dat|nam truoc|duoc)|ket qua (?:cham )?(?:diem|nam \d)|diem (?:so )?nam \d|dat duoc nam",
    ),
    (
        Role.TARGET_SCORE,
        r"(?:muc tieu|chi tieu|diem).{0,12}(?:phan dau|nam \d|20\d\d|du kien|ke hoach)|^phan dau|^muc tieu$",
    ),
    (Role.BUDGET, r"kinh phi|du toan|nguon von|ngan sach|trieu dong|so tien"),
    (Role.COORDINATING, r"phoi hop"),
    (Role.START, r"bat dau|khoi dau|^tu(?: ngay| thang)?$|^tu (?:ngay|thang)|trien khai tu"),
    (Role.END, r"ket thuc|^den(?: ngay| thang)?$|^den (?:ngay|thang)"),
    (
        Role.TIME,
        r"thoi gian|thoi han|tien do|thoi diem|lo trinh|ky han|^han\b|han hoan thanh|^hoan thanh|ngay hoan thanh",
    ),
    (
        Role.LEAD,
        r"chu tri|dau moi|"
        r"(?:don vi|co quan|bo phan|phong) (?:thuc hien|tham muu|phu trach|dau moi|xu ly|giai quyet)",
    ),
    (Role.AGENCIES, r"phan cong|trach nhiem|to chuc, don vi|don vi, ca nhan|nguoi thuc hien|thuc hien boi"),
    (Role.DELIVERABLE, r"san pham|ket qua|dau ra|ho so minh chung|tai lieu kiem chung"),
    (Role.SOLUTIONS, r"nhiem vu,? (?:va )?giai phap|^giai phap|bien phap|nhiem vu.{0,12}cai thien"),
    (
        Role.ACCEPTANCE,
        r"to chuc thuc hien|tieu chuan|yeu cau|tieu chi (?:danh gia|hoan thanh|nghiem thu)|muc do|chat luong|"
        r"cach thuc|muc tieu|chi tieu|noi dung thuc hien|dieu kien|chi so danh gia",
    ),
    (Role.TITLE, r"noi dung|nhiem vu|cong viec|hoat dong|linh vuc|tieu chi|ten|chi so|dau viec|van de|^muc, "),
    (Role.LEAD, r"^(?:don vi|co quan|chu the)$|thuc hien chinh|^thuc hien$"),
)
_LABELLED = re.compile(r"(?:chủ trì|phối hợp)[^\n:(]{0,20}:\s*\S", re.IGNORECASE)  # "Chủ trì: Sở Nội vụ" is no heading
_COMPACT: dict[str, Role] = {  # a narrow column breaks "STT" to "ST" and "T", "Thang điểm" to four lines
    **dict.fromkeys(("stt", "tt", "sott", "sothutu"), Role.CODE),
    **dict.fromkeys(("thangdiem", "diemtoida", "diemchuan"), Role.MAX_SCORE),
    **dict.fromkeys(("thoigian", "thoihan", "tiendo"), Role.TIME),
    **dict.fromkeys(("sanpham", "ketqua"), Role.DELIVERABLE),
    "ghichu": Role.NOTE,
    "kinhphi": Role.BUDGET,
    "chutri": Role.LEAD,
    "phoihop": Role.COORDINATING,
}
_ORDINAL = re.compile(r"\(?\s*\d{1,2}\s*\)?")
_HEADING_WORDS = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class Columns:
    """Roles of the columns of a table: one for each column of the grid, from the heading rows that were found."""

    roles: tuple[Role, ...]
    headings: tuple[str, ...]
    first_heading_row: int  # 0-based, in its table
    heading_rows: int

    def where(self, role: Role) -> int | None:
        """The first column with a role."""
        return self.roles.index(role) if role in self.roles else None

    @property
    def numbers_subtitles(self) -> bool:
        """Whether the column of numbers counts what stands in the second column of contents."""
        code, title = self.where(Role.CODE), self.where(Role.TITLE)
        return code is not None and title is not None and code > title

    @property
    def is_criteria(self) -> bool:
        """A PAR INDEX table has points: the maximum and what was reached or is aimed at."""
        scores = {Role.MAX_SCORE, Role.PREVIOUS_SCORE, Role.TARGET_SCORE} & set(self.roles)
        return Role.MAX_SCORE in scores and len(scores) > 1

    @property
    def is_plan(self) -> bool:
        """A table of work has a title and who, when or what for."""
        about = {Role.LEAD, Role.AGENCIES, Role.TIME, Role.END, Role.START, Role.DELIVERABLE, Role.COORDINATING}
        return Role.TITLE in self.roles and len(about & set(self.roles)) >= 1 and len(set(self.roles)) >= 3


def columns_of(table: Table) -> Columns | None:
    """Find the heading rows of a table (among its first ones) and what they say; None where there are none."""
    for start in range(min(4, len(table.rows))):
        first = _heading_cells(table.rows[start])
        if first < 3:
            continue
        count = _count_heading_rows(table, start)
        headings = tuple(_joined_heading(table, start, count, column) for column in range(table.width))
        lowest = tuple(_lowest_heading(table, start, count, column) for column in range(table.width))
        columns = Columns(_roles(headings, lowest), headings, start, count)
        if columns.is_criteria or columns.is_plan:
            return columns
    return None


def role_of(heading: str) -> Role:
    """The role that the words of a heading name; `OTHER` where they name none."""
    key = re.sub(r"\s*\(\d+\)$", "", fold(heading)).strip(" .:/-")
    if (compact := key.replace(" ", "")) in _COMPACT:
        return _COMPACT[compact]
    for role, pattern in _PATTERNS:
        if re.search(pattern, key):
            return role
    return Role.OTHER


def is_ordinal_row(row: Sequence[Cell]) -> bool:
    """The row (1) (2) (3) … below the headings."""
    texts = [squeeze(cell.text) for cell in row if cell.text.strip()]
    numbers = [int(re.sub(r"\D", "", text)) for text in texts if _ORDINAL.fullmatch(text)]
    odd = len(texts) - len(numbers)  # a heading of three lines may run into the number below it
    is_whole = len(numbers) >= 3 and (odd == 0 or (odd == 1 and len(numbers) >= 4 and "(" in texts[0]))
    return is_whole and numbers == sorted(numbers) and numbers[0] == 1


def repeats(columns: Columns, row: Sequence[Cell]) -> bool:
    """Is this row the heading (or one row of it) printed again?"""
    texts = [(place, fold(cell.text)) for place, cell in enumerate(row) if cell.text.strip()]
    if len(texts) < 2 or len(row) != len(columns.headings):
        return False
    return all(text and text in fold(columns.headings[place]) for place, text in texts)


def _heading_cells(row: Sequence[Cell]) -> int:
    """How many different cells of a row are worded like headings; a row with a number of its own is none."""
    if mark_in_code_cell(row[0].text) is not None:
        return 0
    cells = {id(cell): cell for cell in row if cell.text.strip()}.values()
    if any(len(cell.text) > 120 or _LABELLED.search(cell.text) for cell in cells):
        return 0
    return sum(role_of(cell.text) is not Role.OTHER for cell in cells)


def _count_heading_rows(table: Table, start: int) -> int:
    count = 1
    for row in table.rows[start + 1 : start + 4]:
        if is_ordinal_row(row):
            return count + 1
        if not _goes_on_heading(table.rows[start], row):
            return count
        count += 1
    return count


def _goes_on_heading(first: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """A second heading row: cells merged with the first row, empty ones, or words that are headings themselves."""
    fresh = [cell for above, cell in zip(first, row, strict=True) if cell is not above and cell.text.strip()]
    fresh = list({id(cell): cell for cell in fresh}.values())
    if not fresh or any(len(cell.text) > 60 or _LABELLED.search(cell.text) for cell in fresh):
        return False
    if any(cell.text.strip()[0].islower() for cell in fresh):
        return False  # the row goes on with what a page has torn
    has_code = role_of(first[0].text) is Role.CODE and row[0] is not first[0] and bool(row[0].text.strip())
    worded = sum(role_of(cell.text) is not Role.OTHER for cell in fresh)
    return not has_code and worded * 2 >= len(fresh)


def _joined_heading(table: Table, start: int, count: int, column: int) -> str:
    texts: list[str] = []
    for row in table.rows[start : start + count]:
        if is_ordinal_row(row):
            continue
        text = squeeze(row[column].text)
        if text and text not in texts:
            texts.append(text)
    return " ".join(texts)


def _lowest_heading(table: Table, start: int, count: int, column: int) -> str:
    """The words right above the work; of a heading over two rows those of the second."""
    rows = [row for row in table.rows[start : start + count] if not is_ordinal_row(row)]
    return squeeze(rows[-1][column].text) if rows else ""


def _roles(headings: Sequence[str], lowest: Sequence[str]) -> tuple[Role, ...]:
    """One role for each column: below "Thời gian" the words of the second row decide; doubles give way."""
    own = [role_of(low) if low and low != whole else Role.OTHER for low, whole in zip(lowest, headings, strict=True)]
    roles = [
        _role_of_column(heading) if role is Role.OTHER else role for heading, role in zip(headings, own, strict=True)
    ]
    counts: Mapping[Role, int] = {role: roles.count(role) for role in roles}
    if counts.get(Role.TIME, 0) and (Role.END in roles) and not counts.get(Role.START, 0):
        roles[roles.index(Role.TIME)] = Role.START
    if counts.get(Role.TIME, 0) and Role.START in roles and Role.END not in roles:
        roles[roles.index(Role.TIME)] = Role.END
    is_points = Role.MAX_SCORE in roles and (Role.PREVIOUS_SCORE in roles or Role.TARGET_SCORE in roles)
    if not is_points:
        scores = {Role.MAX_SCORE, Role.PREVIOUS_SCORE, Role.TARGET_SCORE}
        roles = [Role.ACCEPTANCE if role in scores else role for role in roles]
    roles = _one_title(roles, is_points)
    if Role.CODE not in roles and roles and roles[0] is Role.OTHER and not headings[0]:
        roles[0] = Role.CODE
    if Role.COORDINATING in roles and Role.LEAD not in roles and Role.AGENCIES in roles:
        roles[roles.index(Role.AGENCIES)] = Role.LEAD
    return tuple(_first_of_each(_with_subtitle(roles, headings)))


def _role_of_column(heading: str) -> Role:
    key = fold(heading)
    if "chu tri" in key and "phoi hop" in key and not re.search(r"(?:chu tri|phoi hop)$", key):
        return Role.AGENCIES
    if key.endswith("phoi hop"):
        return Role.AGENCIES if re.search(r"chu tri.{0,6}(?:va|,|/|;).{0,12}phoi hop$", key) else Role.COORDINATING
    if key.endswith("chu tri"):
        return Role.LEAD
    if found := re.search(r"(?:thoi gian|thoi han|tien do).* (?P<end>tu|den)(?: ngay| thang)?$", key):
        return Role.START if found["end"] == "tu" else Role.END
    return role_of(heading)


def _one_title(roles: list[Role], is_points: bool) -> list[Role]:
    if not is_points and Role.SOLUTIONS in roles:
        instead = Role.ACCEPTANCE if Role.TITLE in roles else Role.TITLE
        roles = [instead if role is Role.SOLUTIONS else role for role in roles]
    if Role.TITLE not in roles:
        for instead in (Role.ACCEPTANCE, Role.OTHER):
            if instead in roles:
                roles[roles.index(instead)] = Role.TITLE
                break
    return roles


_UPPER_CONTENT = re.compile(r"nhiem vu|linh vuc|nhom|noi dung|muc tieu")
_LOWER_CONTENT = re.compile(r"hoat dong|cong viec|nhiem vu cu the|noi dung cu the|dau viec|giai phap")
_DOMAIN_COLUMN = re.compile(r"^(?:linh vuc|nhom (?:nhiem vu|linh vuc|noi dung)|mang cong viec)$")
_CONTENTS = (Role.TITLE, Role.ACCEPTANCE, Role.SOLUTIONS)


def _with_subtitle(roles: Sequence[Role], headings: Sequence[str]) -> list[Role]:
    """Two columns of contents, "Nhiệm vụ" and "Hoạt động": the second holds what stands below the first."""
    result = list(roles)
    places = [place for place, role in enumerate(result) if role in _CONTENTS]
    for left, right in zip(places, places[1:], strict=False):
        above, below = fold(headings[left]), fold(headings[right])
        is_pair = bool(right == left + 1 and _UPPER_CONTENT.search(above) and _LOWER_CONTENT.search(below))
        is_domain = bool(_DOMAIN_COLUMN.match(above) and re.search(r"nhiem vu|noi dung|cong viec|hoat dong", below))
        if result[left] is Role.TITLE and above != below and (is_pair or is_domain):
            result[right] = Role.SUBTITLE
    return result


def _first_of_each(roles: Sequence[Role]) -> list[Role]:
    """A role stands for neighbouring columns once; a second, distant one becomes OTHER (kept in the note)."""
    result: list[Role] = []
    for role in roles:
        is_double = role in result and role is not Role.OTHER and (not result or result[-1] is not role)
        result.append(Role.OTHER if is_double else role)
    return result
