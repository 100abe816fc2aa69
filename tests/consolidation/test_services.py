"""Who puts together what is data; every sentence keeps where it came from; nothing is signed over a contradiction."""

from copy import deepcopy
from decimal import Decimal

import pytest

from caicach.agencies.models import DomainLead
from caicach.audit.models import AuditEvent
from caicach.consolidation import errors
from caicach.consolidation.beginning import begin_consolidation
from caicach.consolidation.composing import (
    edit_passage,
    insert_total,
    pick,
    shift_passage,
    type_total,
    undo,
    write_anew,
)
from caicach.consolidation.contradictions import Kind, contradictions_of
from caicach.consolidation.models import Consolidation
from caicach.consolidation.signing import answer_contradiction, put_before_signer, reopen_report, sign_report
from caicach.consolidation.sources import SourceState, sources_of
from caicach.core.consolidating.passages import Written, written_sentences
from caicach.delegations.errors import OnePerson
from caicach.people.permissions import Permission, Role
from caicach.reports.services import return_sections
from caicach.reports.totals import totals_of
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.factories.agencies import AgencyFactory
from tests.factories.consolidation import CASE_FILES, TODAY, filled, picked, refs_of
from tests.factories.delegations import lent
from tests.factories.reports import person_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(consolidated):
    return deepcopy(consolidated)


def found(report, kind):
    return [one for one in contradictions_of(report) if one.kind == kind]


def test_the_lead_of_a_domain_writes_its_section_and_the_coordinator_the_whole(made):
    assert [one.code for one in made.lead.sections.all()] == ["procedure"]
    assert made.lead.agency.name == "Sở Tư pháp"
    assert [one.code for one in made.whole.sections.all()] == [one["code"] for one in made.round.outline]
    assert (made.whole.agency.name, made.whole.level) == ("Sở Nội vụ", "coordinator")


def test_begun_again_nothing_is_made_twice_and_a_new_lead_is_added(made):
    other = AgencyFactory(name="Sở Tài chính")
    begin_consolidation(round=made.round, by=made.coordinator, today=TODAY)
    assert Consolidation.objects.count() == 2
    DomainLead.objects.update(agency=other)
    begin_consolidation(round=made.round, by=made.coordinator, today=TODAY)
    assert {one.agency.name for one in Consolidation.objects.all()} == {"Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính"}


def test_only_who_manages_reports_begins(made):
    with pytest.raises(NotAllowed):
        begin_consolidation(round=made.round, by=made.heads["Sở Tư pháp"], today=TODAY)


def test_who_has_not_sent_is_missing_and_its_draft_is_not_read(made):
    states = {one.agency.name: one.state for one in sources_of(made.section(report=made.lead))}
    assert states["UBND xã Bình Yên"] == SourceState.ABSENT
    assert states["UBND xã An Bình"] == SourceState.SIGNED


def test_a_picked_sentence_keeps_its_agency_section_and_version(made):
    by = made.heads["Sở Tư pháp"]
    section = picked(made.section(report=made.lead), by, "Xã giải quyết đúng hạn 40/50 hồ sơ, đạt 80%.")
    (passage,) = section.told.passages
    source = made.part("UBND xã An Bình").sections.get(code="procedure")
    (origin,) = passage.origins
    assert (origin.name, origin.section, origin.version) == (source.part.agency.brief, source.pk.hex, source.version)
    assert passage.text == origin.text
    assert [one.written for one in written_sentences(passage)] == [Written.VERBATIM]


def test_an_edited_sentence_keeps_its_origin_and_tells_that_it_was_edited(made):
    by = made.heads["Sở Tư pháp"]
    section = picked(made.section(report=made.lead), by, "Tuyên truyền ở 30 xã.")
    key = section.told.passages[0].key
    section = edit_passage(section=section, key=key, version=section.version, text="Đã tuyên truyền ở 30 xã.", by=by)
    (sentence,) = written_sentences(section.told.passages[0])
    assert (sentence.written, sentence.origin.text) == (Written.EDITED, "Tuyên truyền ở 30 xã.")
    assert section.told.passages[0].by == by.pk


def test_paragraphs_move_join_and_come_back(made):
    by, section = made.coordinator, made.section()
    for text in ("Một.", "Hai.", "Ba."):
        section = write_anew(section=section, text=text, by=by)

    def texts():
        return [one.text for one in section.told.passages]

    first, last = section.told.passages[0].key, section.told.passages[2].key
    section = shift_passage(section=section, key=last, version=section.version, act="up", by=by)
    assert texts() == ["Một.", "Ba.", "Hai."]
    section = shift_passage(section=section, key=first, version=section.version, act="join", by=by)
    assert texts() == ["Một. Ba.", "Hai."]
    section = shift_passage(section=section, key=first, version=section.version, act="remove", by=by)
    assert texts() == ["Hai."]
    for wanted in (["Một. Ba.", "Hai."], ["Một.", "Ba.", "Hai."], ["Một.", "Hai.", "Ba."]):
        section = undo(section=section, version=section.version, by=by)
        assert texts() == wanted
    for _ in range(3):
        section = undo(section=section, version=section.version, by=by)
    with pytest.raises(errors.NothingToUndo):
        undo(section=section, version=section.version, by=by)


def test_the_second_of_two_editors_is_refused(made):
    section = write_anew(section=made.section(), text="Một.", by=made.coordinator)
    key, seen = section.told.passages[0].key, section.version
    edit_passage(section=section, key=key, version=seen, text="Hai.", by=made.coordinator)
    with pytest.raises(RowMovedOn):
        edit_passage(section=section, key=key, version=seen, text="Ba.", by=made.coordinator)


def test_words_that_moved_since_the_page_was_opened_are_not_picked(made):
    section = made.section()
    refs = refs_of(section, "Tuyên truyền ở 30 xã.")
    part = made.part("Sở Tư pháp")
    return_sections(part=part, version=part.version, notes={"procedure": "Sai"}, by=made.coordinator, today=TODAY)
    with pytest.raises(errors.SourceMoved):
        pick(section=section, refs=refs, by=made.coordinator)


def test_another_agency_may_not_write(made):
    with pytest.raises(NotAllowed):
        write_anew(section=made.section(report=made.lead), text="Chữ.", by=made.heads["UBND xã An Bình"])


def test_missing_agencies_are_said_and_not_added_as_zero(made):
    total = next(one for one in totals_of(made.round, ["procedure"])["procedure"] if one.indicator.code == CASE_FILES)
    assert (total.sum("numerator"), total.sum("denominator"), total.rate) == (135, 150, Decimal("0.9"))
    assert {one.name for one in total.missing} == {"Sở Nội vụ", "UBND xã Bình Yên"}
    section = insert_total(section=made.section(), indicator=CASE_FILES, by=made.coordinator)
    text = section.told.passages[0].text
    assert "135/150 hồ sơ, đạt 90%" in text
    assert "Bình Yên" in text
    assert not contradictions_of(made.whole)


def test_a_planted_wrong_total_is_found(made):
    section = made.section()
    type_total(
        section=section, version=section.version, indicator=CASE_FILES, by=made.coordinator, reason="Sổ sót",
        numbers={"numerator": Decimal(136), "denominator": Decimal(150)},
    )  # fmt: skip
    (one,) = found(made.whole, Kind.SUM)
    assert (one.one, one.other) == ("136", "135")


def test_a_planted_wrong_sum_in_a_sentence_is_found(made):
    text = "Tổng số 120 cuộc kiểm tra, trong đó 50 cuộc của sở, 60 cuộc của xã."
    write_anew(section=made.section(), text=text, by=made.coordinator)
    (one,) = found(made.whole, Kind.SUM)
    assert (one.one, one.other) == ("120", "50 + 60 = 110")


def test_a_number_that_somebody_typed_needs_its_source(made):
    write_anew(section=made.section(), text="Có 77 thủ tục được cắt giảm.", by=made.coordinator)
    (one,) = found(made.whole, Kind.NOWHERE)
    assert one.one == "77"
    answer_contradiction(report=made.whole, key=one.key, version=0, reason="Báo cáo 12/BC-STP", by=made.coordinator)
    (one,) = found(made.whole, Kind.NOWHERE)
    assert one.answer.reason == "Báo cáo 12/BC-STP"


def test_a_sentence_about_a_number_that_no_agency_has_is_not_inserted(made):
    with pytest.raises(errors.NoNumber):
        insert_total(section=made.section(), indicator="feedback_answered", by=made.coordinator)


def test_a_part_that_came_back_after_it_was_picked_is_found(made):
    picked(made.section(), made.coordinator, "Tuyên truyền ở 30 xã.")
    part = made.part("Sở Tư pháp")
    return_sections(part=part, version=part.version, notes={"procedure": "Sai"}, by=made.coordinator, today=TODAY)
    (one,) = found(made.whole, Kind.MOVED)
    assert one.other == "đang sửa lại"


def test_nothing_is_signed_over_a_contradiction_and_an_answer_lets_it_pass(made):
    by = made.coordinator
    write_anew(section=made.section(), text="Có 77 thủ tục được cắt giảm.", by=by)
    report = filled(made.whole, by)
    with pytest.raises(errors.ContradictionsOpen):
        put_before_signer(report=report, version=report.version, by=by, today=TODAY)
    (one,) = contradictions_of(report)
    answer_contradiction(report=report, key=one.key, version=0, reason="Báo cáo 12/BC-STP", by=by)
    report = put_before_signer(report=report, version=report.version, by=by, today=TODAY)
    report = sign_report(report=report, version=report.version, by=made.leader, today=TODAY)
    assert report.is_signed
    with pytest.raises(errors.ReportSigned):
        write_anew(section=made.section(), text="Nữa.", by=by)


def test_a_blank_section_is_not_signed(made):
    with pytest.raises(errors.SectionsBlank, match="10 mục"):
        put_before_signer(report=made.whole, version=made.whole.version, by=made.coordinator, today=TODAY)


def test_the_head_of_the_lead_signs_its_sections_and_only_a_leader_the_whole(made):
    lead, whole = filled(made.lead, made.heads["Sở Tư pháp"]), filled(made.whole, made.coordinator)
    for report, wrong in ((lead, made.leader), (lead, made.heads["Sở Nội vụ"]), (whole, made.coordinator)):
        with pytest.raises(NotAllowed):
            sign_report(report=report, version=report.version, by=wrong, today=TODAY)
    sign_report(report=lead, version=lead.version, by=made.heads["Sở Tư pháp"], today=TODAY)
    source = sources_of(made.section())[0]
    assert (source.is_lead, source.state, source.text) == (True, SourceState.SIGNED, "Không.")


def test_words_that_came_through_an_agency_in_charge_still_speak_of_who_wrote_them(made):
    by, words = made.heads["Sở Tư pháp"], "Xã giải quyết đúng hạn 40/50 hồ sơ, đạt 80%."
    picked(made.section(report=made.lead), by, words)
    lead = Consolidation.objects.get(pk=made.lead.pk)
    sign_report(report=lead, version=lead.version, by=by, today=TODAY)
    pick(section=made.section(), refs=[sources_of(made.section())[0].paragraphs[0].ref], by=made.coordinator)
    assert [one.text for one in made.section().told.passages] == [words]
    assert contradictions_of(made.whole) == []


def test_reopening_is_an_act_with_a_reason(made):
    report = filled(made.lead, made.heads["Sở Tư pháp"])
    report = sign_report(report=report, version=report.version, by=made.heads["Sở Tư pháp"], today=TODAY)
    with pytest.raises(errors.NoReason):
        reopen_report(report=report, version=report.version, reason=" ", by=made.coordinator, today=TODAY)
    report = reopen_report(report=report, version=report.version, reason="Sót xã", by=made.coordinator, today=TODAY)
    assert (report.is_signed, report.moves.first().reason) == (False, "Sót xã")


def test_a_person_of_the_focal_point_may_write_and_the_trail_tells_it(made):
    person = person_of(made.agencies["Sở Tư pháp"], Role.FOCAL_POINT)
    write_anew(section=made.section(report=made.lead), text="Chữ.", by=person)
    assert AuditEvent.objects.filter(code="consolidation.section_written", actor=person).count() == 1


@pytest.mark.parametrize("is_writer", [True, False])
def test_who_has_written_does_not_sign_in_the_place_of_another(made, is_writer):
    agency, head = made.agencies["Sở Tư pháp"], made.heads["Sở Tư pháp"]
    deputy = person_of(agency, Role.FOCAL_POINT)
    report = filled(made.lead, deputy if is_writer else head)
    lent(head, deputy, agency, Role.AGENCY_HEAD, Permission.REPORT_SIGN)
    if is_writer:
        with pytest.raises(OnePerson):
            sign_report(report=report, version=report.version, by=deputy, today=TODAY)
    else:
        assert sign_report(report=report, version=report.version, by=deputy, today=TODAY).is_signed
