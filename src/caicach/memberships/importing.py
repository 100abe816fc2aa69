"""A pasted list of people: who would be invited, with which role where, and what stands against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from caicach.agencies.matching import AgencyFinder
from caicach.agencies.models import Agency
from caicach.core.text import fold
from caicach.memberships.columns import PERSON_HEADINGS
from caicach.memberships.services import Person
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.tables.rows import RowProblem, parse_day
from caicach.tables.sheet import TableRow

_LIMITS = {"name": 150, "username": 150, "position": 150, "email": 254, "phone": 20}
ROLE_SPELLINGS: dict[str, tuple[str, ...]] = {
    Role.STAFF: ("công chức", "viên chức", "chuyên viên"),
    Role.FOCAL_POINT: ("đầu mối cải cách hành chính", "đầu mối", "đầu mối CCHC"),
    Role.AGENCY_HEAD: ("thủ trưởng cơ quan", "thủ trưởng", "người đứng đầu"),
    Role.APPRAISER: ("thẩm định viên",),
    Role.COORDINATOR: ("điều phối viên Sở Nội vụ", "điều phối viên", "điều phối"),
    Role.LEADER: ("lãnh đạo tỉnh",),
    Role.INSPECTOR: ("người kiểm tra",),
    Role.SURVEY_MANAGER: ("người quản lý khảo sát",),
    Role.AUDITOR: ("kiểm soát viên nhật ký",),
    Role.SYSADMIN: ("quản trị hệ thống",),
}
_ROLES = {fold(word): role for role, words in ROLE_SPELLINGS.items() for word in (*words, role)}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of the list, ready to be invited."""

    number: int
    person: Person
    agency: Agency
    role: str
    valid_from: date | None

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label)


@dataclass(slots=True)
class PeopleImport:
    """All people of a list and all problems; they are invited only when there are none."""

    rows: list[PersonRow]
    problems: list[RowProblem]


def plan_people(table: Sequence[TableRow]) -> PeopleImport:
    """Read all rows. Nothing is written."""
    result = PeopleImport([], [])
    finder = AgencyFinder.of_register()
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    taken = set(User.objects.values_list("username", flat=True))
    for line in table:
        reader = _PersonReader(line, result.problems)
        person = reader.person(taken)
        agency = agencies.get(reader.agency_code(finder))
        role, valid_from = reader.role(), reader.valid_from()
        if person and agency and role and reader.is_clean:
            result.rows.append(PersonRow(line.number, person, agency, role, valid_from))
    return result


def username_from(full_name: str, taken: set[str]) -> str:
    """The given name with the initials of the others, as offices write it: "Nguyễn Thị Lan" gives "lannt"."""
    words = ["".join(letter for letter in word if letter.isalnum()) for word in fold(full_name).split()]
    words = [word for word in words if word] or ["nguoi-dung"]
    wanted = words[-1] + "".join(word[0] for word in words[:-1])
    free = (name for name in (wanted, *(f"{wanted}{number}" for number in range(2, 10_000))) if name not in taken)
    return next(free)


class _PersonReader:
    """Reads the cells of one person; what cannot be read becomes a problem."""

    def __init__(self, line: TableRow, problems: list[RowProblem]) -> None:
        self._line, self._problems, self.is_clean = line, problems, True

    def person(self, taken: set[str]) -> Person | None:
        cells = self._line.cells
        for key, limit in _LIMITS.items():
            if len(cells.get(key, "")) > limit:
                self._refuse(key, _("Quá dài."), _("Viết gọn lại."))
        full_name, email = cells.get("name", ""), cells.get("email", "")
        if not full_name:
            self._refuse("name", _("Thiếu họ và tên."), _("Ghi họ và tên."))
            return None
        username = (cells.get("username", "") or username_from(full_name, taken)).lower()
        if username in taken or " " in username:
            what = _("Không dùng được tên đăng nhập “%(name)s”: đã có hoặc có dấu cách.") % {"name": username}
            self._refuse("username", what, _("Để trống để hệ thống đặt, hoặc chọn tên khác."))
        taken.add(username)
        self._check_email(email)
        position, phone = cells.get("position", ""), cells.get("phone", "")
        return Person(username=username, full_name=full_name, position=position, email=email, phone=phone)

    def agency_code(self, finder: AgencyFinder) -> str:
        wanted = self._line.cells.get("agency", "")
        if not wanted:
            self._refuse("agency", _("Thiếu cơ quan."), _("Ghi tên, tên ngắn hoặc mã của cơ quan."))
            return ""
        answer = finder.find(wanted)
        if not answer.code:
            self._refuse("agency", answer.what, answer.repair)
        return answer.code

    def role(self) -> str | None:
        text = self._line.cells.get("role", "")
        if (role := _ROLES.get(fold(text))) is None:
            choices = "; ".join(words[0] for words in ROLE_SPELLINGS.values())
            what = _("Không rõ vai trò “%(text)s”.") % {"text": text[:60]}
            self._refuse("role", what, _("Chọn một trong: %(kinds)s.") % {"kinds": choices})
        return role

    def valid_from(self) -> date | None:
        text = self._line.cells.get("valid_from", "")
        day = parse_day(text) if text else None
        if text and day is None:
            what = _("“%(text)s” không phải là ngày.") % {"text": text[:60]}
            self._refuse("valid_from", what, _("Ghi ngày/tháng/năm, ví dụ 01/07/2025."))
        return day

    def _check_email(self, email: str) -> None:
        try:
            if email:
                validate_email(email)
        except ValidationError:
            self._refuse("email", _("Địa chỉ thư điện tử không đúng."), _("Sửa lại hoặc để trống."))

    def _refuse(self, key: str, what: str, repair: str) -> None:
        self.is_clean = False
        self._problems.append(RowProblem(self._line.number, PERSON_HEADINGS[key][0], what, repair))
