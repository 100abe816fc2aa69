"""Consolidated reports of the small province: two agencies lead a domain each, a third one writes the whole."""

from datetime import date
from decimal import Decimal
from typing import Any

from caicach.agencies.models import Agency
from caicach.comments.models import CommentCall, Verdict
from caicach.comments.services import ask_comments, decide_comment, give_comments
from caicach.consolidation.beginning import begin_consolidation
from caicach.consolidation.composing import type_total, write_anew
from caicach.consolidation.contradictions import contradictions_of
from caicach.consolidation.models import Consolidation
from caicach.consolidation.signing import answer_contradiction, sign_report
from caicach.files.policy import MEDIA_TYPES
from caicach.files.services import keep_made_file
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.reports.models import ReportRound
from tests.factories.agencies import AgencyFactory, DomainFactory, DomainLeadFactory, MembershipFactory
from tests.factories.files import word_file
from tests.factories.reports import person_of

Keys = dict[str, Any]
TODAY, DUE = date(2026, 6, 18), date(2099, 1, 1)
_LED = {"own": "public_finance", "other": "digital_government"}
_SECTIONS = {
    "procedure": "case_files_on_time",
    "public_finance": "public_investment_disbursed",
    "digital_government": "work_files_online",
}


def things_of_consolidation(own: Agency, other: Agency) -> dict[str, Keys]:
    """Everything about consolidated reports that the table names. Call behind the things of reports."""
    third = AgencyFactory(name="Sở Tổng hợp", code="so-tong-hop")
    coordinator = MembershipFactory(agency=third, role=Role.COORDINATOR).user
    for whose, agency in (("own", own), ("other", other)):
        DomainLeadFactory(domain=DomainFactory(code=_LED[whose]), agency=agency)
    quarter, half = ReportRound.objects.get(kind__code="q1"), ReportRound.objects.get(kind__code="h1")
    for round in (quarter, half):
        begin_consolidation(round=round, by=coordinator, today=TODAY)
    signed = _filled(half, third, coordinator)
    keys = _keys(signed, "procedure")
    leader = MembershipFactory(agency=third, role=Role.LEADER).user
    sign_report(report=signed, version=signed.version, by=leader, today=TODAY)
    return {
        "the whole report": _commented(quarter, third, own, coordinator, "procedure"),
        "the whole report, signed": keys,
        "own agency's consolidated report": _commented(quarter, own, other, coordinator, _LED["own"]),
        "other agency's consolidated report": _commented(quarter, other, third, coordinator, _LED["other"]),
    }


def _commented(round: ReportRound, agency: Agency, asked: Agency, by: User, code: str) -> Keys:
    """A draft with a comment that was taken over."""
    report = _filled(round, agency, by)
    (call,) = ask_comments(report=report, agencies=[asked], due_on=DUE, note="Mục số liệu", by=by)
    give_comments(call=call, version=call.version, texts={code: "Nên nêu rõ hơn"}, by=person_of(asked))
    comment = CommentCall.objects.get(pk=call.pk).comments.get()
    decide_comment(comment=comment, version=comment.version, verdict=Verdict.ACCEPTED, reply="", by=by)
    return _keys(report, code) | {"call_id": call.pk, "comment_id": comment.pk}


def _filled(round: ReportRound, agency: Agency, by: User) -> Consolidation:
    """Every section has words; a number that somebody typed has its reason; the file is there."""
    report = Consolidation.objects.select_related("agency", "round").get(round=round, agency=agency)
    for section in report.sections.all():
        text = "Có 77 việc đã xong." if section.code in _SECTIONS else "Không."
        section = write_anew(section=section, text=text, by=by)
        if section.code in _SECTIONS:
            numbers = {"numerator": Decimal(9), "denominator": Decimal(10)}
            told = {"indicator": _SECTIONS[section.code], "numbers": numbers, "reason": "Sổ sót"}
            type_total(section=section, version=section.version, by=by, **told)
    for one in contradictions_of(report):
        answer_contradiction(report=report, key=one.key, version=0, reason="Theo báo cáo tháng", by=by)
    report.refresh_from_db()
    report.built = keep_made_file(
        content=word_file(f"{report}"), name="Báo cáo.docx", media_type=MEDIA_TYPES["docx"], by=by
    )
    report.save(update_fields=["built"])
    return report


def _keys(report: Consolidation, code: str) -> Keys:
    section = report.sections.get(code=code)
    mark = next(one.key for one in contradictions_of(report) if one.section == section)
    return {
        "report_id": report.pk,
        "chapter_id": section.pk,
        "passage": section.told.passages[0].key,
        "indicator": _SECTIONS[code],
        "mark": mark,
    }
