"""Reports of the demonstration: those whose windows have ended are opened, and most agencies have sent their part."""

from datetime import date, timedelta

from caicach.demo.cast import person, person_of
from caicach.demo.stories import chance
from caicach.notes.services import answer_note, write_note
from caicach.people.permissions import Role
from caicach.reports.loading import load_report_kinds
from caicach.reports.models import PartSection, ReportPart
from caicach.reports.opening import open_due_rounds
from caicach.reports.records import write_record
from caicach.reports.services import give_sections, sign_part, write_section

WORDS = {
    "steering": "Cơ quan đã ban hành kế hoạch của mình, giao việc đến từng phòng.\n"
    "Việc thực hiện được kiểm tra hằng tháng.",
    "shortcomings": "Một số việc chậm do phải lấy ý kiến nhiều nơi; người làm kiêm nhiệm nhiều việc.",
    "directions": "Tiếp tục thực hiện các việc còn lại của kế hoạch, ưu tiên việc đã quá hạn.",
    "proposals": "Không.",
}
_ASKED, _ANSWERED = "Mấy phòng chưa được giao việc? Nêu tên.", "Còn Phòng Bổ trợ tư pháp, sẽ giao trong tuần này."
_ASKED_TOO = "Nêu thêm số cuộc kiểm tra đã làm."
_USUAL = "Cơ quan thực hiện các việc được giao theo kế hoạch; kết quả nêu ở bảng số liệu và danh sách việc."
_SHARED, _GIVEN = "so-tu-phap", (("steering", "demo-staff"), ("shortcomings", "demo-focal_point"))
"""An agency that has given sections to people."""
_STILL_WRITING, _IN_TIME = 12, 80
"""Of a hundred agencies so many have not sent, and so many of the others send in time."""


def send_reports(today: date) -> dict[str, int]:
    """Open the newest report and let most agencies send their parts. Safe to run again."""
    load_report_kinds(by=None)
    opened = open_due_rounds(today=today)
    sent = sum(_send(part, today) for row in opened for part in row.parts.select_related("agency", "round"))
    for row in opened:
        _share_out(row.parts.filter(agency__code=_SHARED).first(), today)
        write_record(round=row, today=today, by=None)
    return {"opened": len(opened), "sent": sent}


def _share_out(part: ReportPart | None, today: date) -> None:
    """The head gives two sections to people of the agency, of whom one has written already."""
    if part is None or part.is_signed:
        return
    owners = {section: person(name) for section, name in _GIVEN}
    head = person_of(part.agency, Role.AGENCY_HEAD)
    given = give_sections(part=part, version=part.version, owners=owners, by=head, today=today)
    section, name = _GIVEN[0]
    row = given.sections.get(code=section)
    row = write_section(section=row, version=row.version, text=WORDS[section], by=person(name))
    note = write_note(section=row, version=row.version, paragraph=1, text=_ASKED, by=person("demo-coordinator"))
    answer_note(note=note, version=note.version, text=_ANSWERED, by=person(name))
    write_note(section=row, version=row.version, paragraph=2, text=_ASKED_TOO, by=head)


def _send(part: ReportPart, today: date) -> bool:
    head = person_of(part.agency, Role.AGENCY_HEAD)
    if head.username.startswith("demo-") or chance(part.agency.code, part.round.name) < _STILL_WRITING:
        return False  # who tries the demonstration writes and signs this one
    for section in part.sections.all():
        write_section(section=section, version=section.version, text=_words(section), by=head)
    late = 2 if chance(part.agency.code, "report") > _IN_TIME else -(chance(part.agency.code, "report") % 2)
    on = min(today, part.due_on + timedelta(days=late))
    sign_part(part=part, version=part.version, by=head, today=on)
    return True


def _words(section: PartSection) -> str:
    return WORDS.get(section.code, _USUAL)
