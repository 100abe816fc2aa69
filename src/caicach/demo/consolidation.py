"""Consolidated reports of the demonstration: last year's report signed and closed, the newest one in the middle of it.

The parts of last year are written in one go: by services their acts would take minutes. What puts them together is done
by the services.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from caicach.comments.services import ask_comments, give_comments
from caicach.consolidation.beginning import begin_consolidation
from caicach.consolidation.building import build, file_name_of
from caicach.consolidation.composing import insert_total, pick, write_anew
from caicach.consolidation.models import ConsolidatedSection, Consolidation
from caicach.consolidation.signing import close_report, put_before_signer, sign_report
from caicach.consolidation.sources import Source, SourceState, sources_of
from caicach.demo.cast import person, person_of
from caicach.demo.moments import moment
from caicach.demo.stories import chance
from caicach.demo.trail import append
from caicach.documentregister.services import Head
from caicach.files.policy import MEDIA_TYPES
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.reports.models import MoveKind, PartFigure, PartMove, PartSection, ReportKind, ReportPart, ReportRound
from caicach.reports.opening import open_round
from caicach.reports.services import hash_of
from caicach.reports.totals import totals_of
from caicach.reports.wording import printed, printed_rate

_WORDS = (
    "Cơ quan đã ban hành kế hoạch, giao việc đến từng phòng và kiểm tra hằng tháng.",
    "Các việc của lĩnh vực được triển khai theo kế hoạch, có phân công rõ người, rõ thời hạn.",
    "Lãnh đạo cơ quan trực tiếp chỉ đạo, họp rà soát hằng tuần những việc sắp đến hạn.",
)
_OTHERS = {
    "shortcomings": "Một số việc chậm do phải lấy ý kiến nhiều nơi; người làm kiêm nhiệm nhiều việc.",
    "directions": "Tiếp tục thực hiện các việc còn lại của kế hoạch, ưu tiên việc đã quá hạn.",
    "proposals": "Không.",
}
_TOLD = "case_files_on_time"
_BATCH = 500
_PICKED, _TOTALS = 3, 2


def consolidate(today: date) -> dict[str, int]:
    """Put last year's report together, and begin with the newest one. Safe to run again."""
    last = _last_year(today)
    closed = 0 if Consolidation.objects.filter(round=last, is_whole=True).exists() else _whole_way(last, today)
    newest = ReportRound.objects.order_by("-last").first()
    begun = 0
    if newest is not None and newest != last and not Consolidation.objects.filter(round=newest).exists():
        begun = _half_way(newest, today)
    return {"closed": closed, "begun": begun}


def _last_year(today: date) -> ReportRound:
    kind = ReportKind.objects.get(code="year")
    assert kind.yearly is not None
    return open_round(kind=kind, period=kind.yearly.newest_ended(today), today=today, by=None)


def _whole_way(round: ReportRound, today: date) -> int:
    _write_parts(round)
    coordinator = person("demo-coordinator")
    begin_consolidation(round=round, by=coordinator, today=today)
    for report in Consolidation.objects.filter(round=round, is_whole=False).select_related("agency"):
        head = person_of(report.agency, Role.AGENCY_HEAD)
        _compose(report, head)
        report.refresh_from_db()
        sign_report(report=report, version=report.version, by=head, today=today)
    whole = Consolidation.objects.select_related("round__kind", "agency").get(round=round, is_whole=True)
    _compose(whole, coordinator)
    whole.refresh_from_db()
    whole = put_before_signer(report=whole, version=whole.version, by=coordinator, today=today)
    whole = sign_report(report=whole, version=whole.version, by=person("demo-leader"), today=today)
    _close(whole, coordinator, today)
    return 1


def _half_way(round: ReportRound, today: date) -> int:
    """Some words are picked, two sentences hold what has to be found, three agencies are asked for comments."""
    coordinator = person("demo-coordinator")
    begin_consolidation(round=round, by=coordinator, today=today)
    whole = Consolidation.objects.select_related("round", "agency").get(round=round, is_whole=True)
    steering, procedure = (_section(whole, code) for code in ("steering", "procedure"))
    _pick_some(steering, coordinator)
    total = "Tổng số 24 cuộc kiểm tra, trong đó 9 cuộc tại các sở, 14 cuộc tại các xã."
    write_anew(section=steering, text=total, by=coordinator)
    _pick_some(procedure, coordinator)
    write_anew(section=procedure, text="Toàn tỉnh giải quyết đúng hạn 100% hồ sơ.", by=coordinator)
    asked = [one.agency for one in round.parts.exclude(agency=whole.agency).select_related("agency")[:3]]
    due = today + timedelta(days=5)
    calls = ask_comments(report=whole, agencies=asked, due_on=due, note="Mục I và mục III", by=coordinator)
    if calls:
        head = person_of(calls[0].agency, Role.AGENCY_HEAD)
        texts = {"steering": "Đề nghị nêu rõ số cuộc kiểm tra đột xuất."}
        give_comments(call=calls[0], version=calls[0].version, texts=texts, by=head)
    return 1


def _write_parts(round: ReportRound) -> None:
    """The words and signatures of all agencies, with the trail dated as they signed."""
    parts = list(round.parts.select_related("agency", "round"))
    sections = list(PartSection.objects.filter(part__round=round).select_related("part__agency"))
    rows = PartFigure.objects.filter(section__part__round=round, indicator__code=_TOLD).select_related("figure")
    figures = {row.section_id: row for row in rows}
    heads = {part.agency_id: person_of(part.agency, Role.AGENCY_HEAD) for part in parts}
    for section in sections:
        at = moment(_sent_on(section.part), chance(section.part.agency.code, section.code))
        section.text, section.is_open, section.version = _words(section, figures.get(section.pk)), False, 2
        section.written_by, section.written_at = heads[section.part.agency_id], at
    fields = ["text", "is_open", "version", "written_by", "written_at"]
    PartSection.objects.bulk_update(sections, fields, batch_size=_BATCH)
    _sign_parts(parts, heads)


def _sign_parts(parts: Iterable[ReportPart], heads: dict[int, User]) -> None:
    signed, events = [], []
    for part in parts:
        head, on = heads[part.agency_id], _sent_on(part)
        at = moment(on, 99)
        part.signed_at = part.ready_at = at
        part.signed_by, part.sent_on, part.version = head, on, part.version + 1
        part.signed_hash = hash_of(part)
        signed.append(part)
        events.append((at, "reports.part_signed", head, part, {"on": on, "sha256": part.signed_hash}))
    fields = ["signed_at", "ready_at", "signed_by", "sent_on", "version", "signed_hash"]
    ReportPart.objects.bulk_update(signed, fields, batch_size=_BATCH)
    moves = [PartMove(part=one, kind=MoveKind.SIGNED, on=_sent_on(one), by=heads[one.agency_id]) for one in signed]
    PartMove.objects.bulk_create(moves, batch_size=_BATCH)
    append(sorted(events, key=lambda event: (event[0], str(event[3]))))


def _sent_on(part: ReportPart) -> date:
    return part.due_on - timedelta(days=chance(part.agency.code, "year") % 2)


def _words(section: PartSection, row: PartFigure | None) -> str:
    if section.code in _OTHERS:
        return _OTHERS[section.code]
    text = _WORDS[chance(section.part.agency.code, section.code) % len(_WORDS)]
    if row is None or row.figure is None or row.figure.rate is None:
        return text
    counts = f"{printed(row.figure.numerator)}/{printed(row.figure.denominator)}"
    whose = section.part.agency.name
    return f"{text} {whose} đã giải quyết đúng hạn {counts} hồ sơ, đạt {printed_rate(row.figure.rate)}%."


def _compose(report: Consolidation, by: User) -> None:
    for section in report.sections.select_related("report__round", "report__agency"):
        leads = [one for one in sources_of(section) if one.is_lead and one.state == SourceState.SIGNED]
        if leads:
            pick(section=section, refs=[one.ref for lead in leads for one in lead.paragraphs], by=by)
            continue
        for total in totals_of(report.round, [section.code])[section.code][:_TOTALS]:
            if total.rows:
                insert_total(section=section, indicator=total.indicator.code, by=by)
        _pick_some(section, by)


def _pick_some(section: ConsolidatedSection, by: User) -> None:
    """One paragraph of a few agencies, of those that say the same only one."""
    found: dict[str, Source] = {}
    for source in sources_of(section):
        if source.state == SourceState.SIGNED and source.paragraphs:
            found.setdefault(source.paragraphs[0].sentences[0].text, source)
    refs = [source.paragraphs[0].ref for source in list(found.values())[:_PICKED]]
    if refs:
        pick(section=section, refs=refs, by=by)


def _section(report: Consolidation, code: str) -> ConsolidatedSection:
    return report.sections.select_related("report__round", "report__agency").get(code=code)


def _close(report: Consolidation, by: User, today: date) -> None:
    """The file as it was signed goes into the register."""
    content = build(report, on=today)
    upload = UploadedFile(
        ContentFile(content), name=file_name_of(report), content_type=MEDIA_TYPES["docx"], size=len(content)
    )
    signer = report.signed_by.full_name if report.signed_by else ""
    issued_on = min(today, report.round.due_on)
    head = Head(title=report.round.name, kind="Báo cáo", number="412/BC-UBND", issued_on=issued_on, signer=signer)
    close_report(report=report, version=report.version, upload=upload, head=head, by=by, today=today)
