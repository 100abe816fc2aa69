"""Column headings in a flattened table: which columns there were, in which order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from caicach.core.documents.recognition.columns import Role
from caicach.core.documents.recognition.outline import MarkKind, mark_of
from caicach.core.text import fold

_FIRST = re.compile(r"^(?:s ?t ?t|t ?t|so tt|so thu tu)\b|^so$|^st$|^s$|^t$")
_FIRST_CONTENT = re.compile(r"(?:noi dung|nhiem vu|cong viec|hoat dong)(?! (?:quan ly|cu the nhu|sau))\b")
_LONGEST = 24  # lines that a heading may take
_WORDS: tuple[tuple[Role, str], ...] = (
    (Role.MAX_SCORE, r"diem (?:toi da|chuan|theo(?: bo)?(?: tieu chi)?|quy dinh)|thang diem"),
    (Role.PREVIOUS_SCORE, r"diem (?:so )?(?:dat|nam)(?: duoc)?(?: nam)?(?: \d{4})?|ket qua nam \d{4}"),
    (Role.TARGET_SCORE, r"muc tieu nam \d{4}|diem phan dau(?: nam \d{4})?|chi tieu nam \d{4}"),
    (Role.SOLUTIONS, r"(?:nhiem vu,? )?(?:va )?giai phap(?: thuc hien| cai thien| khac phuc)?"),
    (Role.AGENCIES, r"(?:don vi |co quan )?chu tri ?(?:,|va|/|-) ?(?:don vi |co quan )?phoi hop(?: thuc hien)?"),
    (
        Role.LEAD,
        r"(?:co quan,? )?(?:don vi |co quan )?chu tri(?: thuc hien| tham muu)?|"
        r"(?:don vi|co quan|bo phan|phong) (?:thuc hien|phu trach|tham muu)",
    ),
    (Role.COORDINATING, r"(?:co quan,? )?(?:don vi |co quan )?phoi hop(?: thuc hien)?"),
    (Role.START, r"(?:thoi gian )?bat dau"),
    (Role.END, r"(?:thoi gian )?ket thuc"),
    (Role.TIME, r"thoi (?:gian|han)(?: thuc hien| hoan thanh)?|tien do(?: thuc hien)?|han hoan thanh"),
    (Role.AGENCIES, r"phan cong(?: thuc hien| nhiem vu)?|trach nhiem(?: tham muu)?,?(?: thuc hien)?"),
    (
        Role.DELIVERABLE,
        r"ket qua,? (?:/ ?)?san pham|san pham(?: du kien| dau ra|,? ket qua)?|ket qua(?: can dat| dau ra| du kien)?",
    ),
    (Role.BUDGET, r"(?:du toan )?kinh phi(?: thuc hien)?(?: \(?(?:trieu |nghin |ngan )?dong\)?)?"),
    (Role.NOTE, r"ghi chu"),
    (Role.ACCEPTANCE, r"to chuc thuc hien|tieu chuan(?: hoan thanh)?|yeu cau(?: can dat)?|muc tieu|tieu chi danh gia"),
    (
        Role.TITLE,
        r"linh vuc ?/ ?tieu chi(?: ?/ ?tieu chi thanh phan)?|(?:ten )?(?:noi dung|nhiem vu|cong viec|hoat dong)"
        r"(?:,? (?:nhiem vu|cong viec|hoat dong|cu the|thuc hien|chu yeu))*|tieu chi",
    ),
)
_ANY = re.compile("|".join(f"(?P<{role.name}_{place}>{pattern})" for place, (role, pattern) in enumerate(_WORDS)))
_UNITS = {"trieu": "triệu đồng", "nghin": "nghìn đồng", "ngan": "nghìn đồng", "ty": "tỷ đồng", "dong": "đồng"}
_MONEY_UNIT = re.compile(r"trieu|nghin|ngan|\bty\b|\bdong\b(?! hanh)")
_LAST = {Role.TIME, Role.START, Role.END, Role.BUDGET, Role.NOTE}
HEADING_OF: dict[Role, str] = {
    Role.CODE: "TT",
    Role.TITLE: "Nội dung",
    Role.ACCEPTANCE: "Tiêu chuẩn hoàn thành",
    Role.DELIVERABLE: "Sản phẩm",
    Role.LEAD: "Chủ trì",
    Role.COORDINATING: "Phối hợp",
    Role.AGENCIES: "Phân công thực hiện",
    Role.START: "Bắt đầu",
    Role.END: "Kết thúc",
    Role.TIME: "Thời gian thực hiện",
    Role.BUDGET: "Kinh phí",
    Role.NOTE: "Ghi chú",
    Role.MAX_SCORE: "Điểm tối đa",
    Role.PREVIOUS_SCORE: "Điểm đạt được",
    Role.TARGET_SCORE: "Điểm phấn đấu",
    Role.SOLUTIONS: "Nhiệm vụ, giải pháp",
}


@dataclass(frozen=True, slots=True)
class FlatHeading:
    """The lines of a heading and the columns that they name; the number column comes first and is not among them."""

    lines: tuple[str, ...]
    roles: tuple[Role, ...]
    is_numbered: bool = True

    def name_of(self, role: Role) -> str:
        """A heading for a column, with the unit of money that is printed."""
        unit = _MONEY_UNIT.search(fold(" ".join(self.lines))) if role is Role.BUDGET else None
        return f"{HEADING_OF[role]} ({_UNITS[unit[0]]})" if unit else HEADING_OF[role]


def heading_at(lines: Sequence[str], place: int) -> FlatHeading | None:
    """The heading that begins at a line, if one does: a number column and three or more other columns.

    A table without numbers begins with the column of its contents.
    """
    first = fold(lines[place])
    is_numbered = bool(_FIRST.match(first))
    if not is_numbered and not _FIRST_CONTENT.match(first):
        return None
    taken: list[str] = []
    for line in lines[place : place + _LONGEST]:
        if taken and (_is_row_start(line) or (not is_numbered and line.lstrip().startswith("- "))):
            break
        taken.append(line)
        if re.fullmatch(r"(?:\(\d{1,2}\)\s*){4,}|(?:\d{1,2}\s+){4,}\d{1,2}", line.strip()):
            break
    taken = _until_body(taken)
    roles = _roles(fold(" ".join(taken)))
    if not is_numbered and not _is_terse(taken):
        return None
    least = 3 if is_numbered else 4
    return FlatHeading(tuple(taken), roles, is_numbered) if Role.TITLE in roles and len(roles) >= least else None


def _is_terse(lines: Sequence[str]) -> bool:
    """Headings are a few words each; a sentence that begins with "Nội dung" is none."""
    words = " ".join(lines).split()
    return len(words) <= 40 and all(len(line) <= 60 and not line.rstrip().endswith((".", ";")) for line in lines)


def _is_row_start(line: str) -> bool:
    mark = mark_of(line)
    if mark and mark.kind not in (MarkKind.DASH, MarkKind.LOWER):
        return bool(mark.rest) or mark.kind in (MarkKind.TASK, MarkKind.ACTIVITY)
    return bool(re.match(r"(?:[A-ZĐ]|[IVX]{1,4}|1)\s+[A-ZÀ-ỸĐ]", line))


def _until_body(lines: Sequence[str]) -> list[str]:
    """The last line that still names a column, or counts the columns, ends the heading."""
    last = 0
    for place, line in enumerate(lines):
        if place < 1 or _ANY.search(fold(line)) or re.fullmatch(r"[\s\d()]+", line) or len(fold(line)) <= 12:
            last = place
    return list(lines[: last + 1])


def _roles(words: str) -> tuple[Role, ...]:
    """Columns by the order of their words; "Chủ trì, Phối hợp" of a second heading row go below the first."""
    matches = list(_ANY.finditer(re.sub(_FIRST, " ", words)))
    names_leads = any("chu tri" in match[0] for match in matches)
    found: list[Role] = []
    for match in matches:
        role = Role[str(match.lastgroup).rpartition("_")[0]]
        if role is Role.LEAD and names_leads and "chu tri" not in match[0]:
            role = Role.AGENCIES  # "Cơ quan thực hiện" over "Chủ trì" and "Phối hợp"
        if role not in found:
            found.append(role)
    if Role.LEAD in found and Role.COORDINATING in found:
        found = _under(found, Role.AGENCIES, [Role.LEAD, Role.COORDINATING])
    if Role.START in found and Role.END in found:
        found = _under(found, Role.TIME, [Role.START, Role.END])
    return tuple(found)


def _under(roles: list[Role], parent: Role, children: list[Role]) -> list[Role]:
    kept = [role for role in roles if role not in children]
    if parent in roles:
        place = kept.index(parent)
        return [*kept[:place], *children, *kept[place + 1 :]]
    if Role.NOTE in roles and roles.index(Role.NOTE) < roles.index(children[0]):
        behind = [role for role in kept if role in _LAST]
        return [*(role for role in kept if role not in behind), *children, *behind]
    return roles
