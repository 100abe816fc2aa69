"""What an agency file would do to the register: row by row, with every problem and how to repair it."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caicach.agencies.matching import AgencyFinder
from caicach.agencies.models import Agency, AgencyName, AgencyNameKind
from caicach.agencies.naming import code_from
from caicach.agencies.services import AgencyFields, FormerName, fields_of
from caicach.agencyfiles.columns import AGENCY_HEADINGS, KIND_SPELLINGS, LENGTHS
from caicach.core.text import fold
from caicach.tables.rows import RowProblem, parse_day
from caicach.tables.sheet import TableRow

_FORMER = re.compile(r"(?P<text>.+?)\s*\((?P<first>[^()–]*)–(?P<last>[^()–]*)\)")
_KINDS = {fold(word): kind for kind, words in KIND_SPELLINGS.items() for word in (*words, kind)}
_YES = {"co": True, "x": True, "1": True, "true": True, "khong": False, "0": False, "false": False}


@dataclass(slots=True)
class ImportRow:
    """One row of the file, read: what it says, the agency it is about, and what would change."""

    number: int
    given: dict[str, Any]
    parent_code: str = ""
    agency: Agency | None = None
    changes: list[str] = field(default_factory=list)  # keys of columns

    @property
    def state(self) -> str:
        if self.agency is None:
            return "new"
        return "changed" if self.changes else "same"

    @property
    def changed_headings(self) -> list[str]:
        return [AGENCY_HEADINGS[key][0] for key in self.changes]

    def fields(self, parent: Agency | None) -> AgencyFields:
        """The whole entry as it shall be; what the file leaves blank stays as it is."""
        plain = {key: value for key, value in self.given.items() if key not in ("aliases", "former_names", "parent")}
        if self.agency is None:
            return AgencyFields(**plain, parent=parent)
        now = fields_of(self.agency)
        return replace(now, **plain, parent=parent or now.parent)


@dataclass(slots=True)
class AgencyImport:
    """All rows of a file and all problems; it may be written only when there are none."""

    rows: list[ImportRow]
    problems: list[RowProblem]

    def count(self, state: str) -> int:
        return sum(row.state == state for row in self.rows)

    @property
    def fingerprint(self) -> str:
        """The same as long as the file would do the same to the same register."""
        lines = (f"{row.given.get('code')} {row.state} {row.agency.version if row.agency else 0}" for row in self.rows)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def plan_import(table: Sequence[TableRow]) -> AgencyImport:
    """Read all rows and compare them with the register. Nothing is written."""
    result = AgencyImport([], [])
    for line in table:
        given = _Reader(line, result.problems).given()
        result.rows.append(ImportRow(line.number, given))
    known = {agency.code: agency for agency in Agency.objects.select_related("parent")}
    _give_codes(result, known.values(), {line.number for line in table if line.cells.get("code")})
    _refuse_repeated_codes(result)
    _link_parents(result)
    names = _names_by_agency()
    for row in result.rows:
        row.agency = known.get(row.given.get("code", ""))
        if row.agency:
            _compare(row, names.get(row.agency.pk, {}), result.problems)
    return result


class _Reader:
    """Reads the cells of one row; what cannot be read becomes a problem."""

    def __init__(self, line: TableRow, problems: list[RowProblem]) -> None:
        self._line, self._problems = line, problems

    def given(self) -> dict[str, Any]:
        """The values of the cells that are not blank."""
        readers: dict[str, Callable[[str, str], Any]] = {
            "kind": self._kind,
            "valid_from": self._day,
            "valid_to": self._day,
            "aliases": lambda _key, text: [part.strip() for part in text.split(";") if part.strip()],
            "former_names": self._former_names,
            "protocol_order": self._number,
            "is_specialised": self._yes,
            "code": self._code,
        }
        given = {}
        for key, text in self._line.cells.items():
            if text and (value := readers.get(key, self._text)(key, text)) is not None:
                given[key] = value
        self._complete(given)
        return given

    def _complete(self, given: dict[str, Any]) -> None:
        if "name" not in given:
            self._refuse("name", _("Thiếu tên cơ quan."), _("Ghi tên đầy đủ của cơ quan."))
        if "kind" not in given and not self._line.cells.get("kind"):
            self._refuse("kind", _("Thiếu loại cơ quan."), _kinds_to_choose())
        first, last = given.get("valid_from"), given.get("valid_to")
        if first and last and last < first:
            self._refuse("valid_to", _("Đến ngày sớm hơn từ ngày."), _("Xem lại hai ngày."))

    def _refuse(self, key: str, what: str, repair: str) -> None:
        self._problems.append(RowProblem(self._line.number, AGENCY_HEADINGS[key][0], what, repair))

    def _text(self, key: str, text: str) -> str | None:
        limit = LENGTHS.get(key, 300)
        if len(text) <= limit:
            return text
        what = _("Dài %(length)s chữ, tối đa là %(limit)s.") % {"length": len(text), "limit": limit}
        self._refuse(key, what, _("Viết gọn lại."))
        return None

    def _code(self, key: str, text: str) -> str | None:
        if re.fullmatch(r"[-a-zA-Z0-9_]{1,40}", text):
            return text
        what = _("Mã “%(text)s” có ký tự không dùng được.") % {"text": text[:60]}
        self._refuse(key, what, _("Chỉ dùng chữ không dấu, số, gạch nối; tối đa 40 ký tự."))
        return None

    def _kind(self, key: str, text: str) -> str | None:
        if kind := _KINDS.get(fold(text)):
            return kind
        self._refuse(key, _("Không rõ loại “%(text)s”.") % {"text": text[:60]}, _kinds_to_choose())
        return None

    def _day(self, key: str, text: str) -> date | None:
        if (day := parse_day(text)) is None:
            what = _("“%(text)s” không phải là ngày.") % {"text": text[:60]}
            self._refuse(key, what, _("Ghi ngày/tháng/năm, ví dụ 01/07/2025."))
        return day

    def _number(self, key: str, text: str) -> int | None:
        if text.isdecimal() and len(text) < 7:
            return int(text)
        self._refuse(key, _("“%(text)s” không phải là số.") % {"text": text[:60]}, _("Ghi một số nguyên."))
        return None

    def _yes(self, key: str, text: str) -> bool | None:
        if (yes := _YES.get(fold(text))) is None:
            what = _("“%(text)s” không phải là có hoặc không.") % {"text": text[:60]}
            self._refuse(key, what, _("Ghi “có” hoặc “không”."))
        return yes

    def _former_names(self, key: str, text: str) -> list[FormerName] | None:
        names = []
        for part in text.split(";"):
            found = _FORMER.fullmatch(part.strip())
            last = parse_day(found["last"]) if found else None
            first = parse_day(found["first"]) if found else None
            if found is None or last is None or (found["first"].strip() and first is None):
                what = _("Không đọc được tên trước đây “%(text)s”.") % {"text": part.strip()[:80]}
                self._refuse(key, what, _("Ghi “Tên (từ ngày–đến ngày)”, ví dụ “Sở Cũ (01/01/2016–28/02/2025)”."))
                return None
            names.append(FormerName(found["text"], first, last))
        return names


def _give_codes(result: AgencyImport, known: Iterable[Agency], coded: set[int]) -> None:
    """A row without a code is the one agency of just that name, or a new one with a code made of the name."""
    codes: dict[str, set[str]] = defaultdict(set)
    for agency in known:
        codes[agency.name].add(agency.code)
    for row in result.rows:
        name = row.given.get("name", "")
        if row.number in coded or not name:
            continue
        if len(codes[name]) > 1:
            what = _("Có %(count)s cơ quan tên “%(name)s”.") % {"count": len(codes[name]), "name": name}
            repair = _("Ghi mã: %(codes)s.") % {"codes": ", ".join(sorted(codes[name]))}
            result.problems.append(RowProblem(row.number, AGENCY_HEADINGS["code"][0], what, repair))
        else:
            row.given["code"] = next(iter(codes[name]), code_from(name))


def _kinds_to_choose() -> str:
    return _("Chọn một trong: %(kinds)s.") % {"kinds": "; ".join(words[0] for words in KIND_SPELLINGS.values())}


def _refuse_repeated_codes(result: AgencyImport) -> None:
    first: dict[str, int] = {}
    for row in result.rows:
        if (code := row.given.get("code")) in first:
            what = _("Mã “%(code)s” đã có ở dòng %(row)s.") % {"code": code, "row": first[code]}
            repair = _("Mỗi cơ quan một mã: sửa mã hoặc bỏ một dòng.")
            result.problems.append(RowProblem(row.number, AGENCY_HEADINGS["code"][0], what, repair))
        elif code:
            first[code] = row.number


def _link_parents(result: AgencyImport) -> None:
    """Find the agency above each row, in the register or in the file itself; refuse circles."""
    finder = AgencyFinder.of_register()
    for row in result.rows:
        if "code" in row.given:
            finder.add(row.given["code"], [row.given.get("name", ""), row.given.get("short_name", "")])
    for row in result.rows:
        if wanted := row.given.get("parent"):
            answer = finder.find(wanted)
            row.parent_code = answer.code
            if not answer.code:
                result.problems.append(RowProblem(row.number, AGENCY_HEADINGS["parent"][0], answer.what, answer.repair))
    above = {row.given["code"]: row.parent_code for row in result.rows if row.given.get("code") and row.parent_code}
    for row in result.rows:
        if _is_circle(row.given.get("code", ""), above):
            what, repair = _("Cơ quan trực thuộc chính mình."), _("Sửa cột trực thuộc.")
            result.problems.append(RowProblem(row.number, AGENCY_HEADINGS["parent"][0], what, repair))


def _is_circle(code: str, above: dict[str, str]) -> bool:
    seen, here = {code}, above.get(code)
    while here and here not in seen:
        seen.add(here)
        here = above.get(here)
    return here == code and bool(code)


def _names_by_agency() -> dict[int, dict[str, set[str]]]:
    found: dict[int, dict[str, set[str]]] = {}
    for pk, kind, text in AgencyName.objects.values_list("agency", "kind", "text"):
        found.setdefault(pk, {}).setdefault(kind, set()).add(text)
    return found


def _compare(row: ImportRow, names: dict[str, set[str]], problems: list[RowProblem]) -> None:
    """Note what the row would change. Another official name is refused: only a dated renaming keeps history."""
    assert row.agency is not None
    if (name := row.given.get("name")) and name != row.agency.name:
        what = _("Tên khác với tên đang có: “%(name)s”.") % {"name": row.agency.name}
        repair = _("Đổi tên theo quyết định hay sửa lỗi chính tả: làm ở trang của cơ quan, rồi nhập lại tệp.")
        problems.append(RowProblem(row.number, AGENCY_HEADINGS["name"][0], what, repair))
    now = fields_of(row.agency)
    for key, value in row.given.items():
        if key == "aliases":
            is_change = not set(value) <= names.get(AgencyNameKind.ALIAS, set())
        elif key == "former_names":
            is_change = _former_is_new(row, names, problems)
        elif key == "parent":
            is_change = row.parent_code != (now.parent.code if now.parent else "")
        else:
            is_change = value != getattr(now, key)
        if is_change:
            row.changes.append(key)


def _former_is_new(row: ImportRow, names: dict[str, set[str]], problems: list[RowProblem]) -> bool:
    new = [name.text for name in row.given["former_names"] if name.text not in names.get(AgencyNameKind.OFFICIAL, ())]
    if new:
        what = _("Tên trước đây “%(name)s” chưa có trong danh mục.") % {"name": new[0]}
        repair = _("Thêm tên này ở trang của cơ quan, rồi nhập lại tệp.")
        problems.append(RowProblem(row.number, AGENCY_HEADINGS["former_names"][0], what, repair))
    return bool(new)
