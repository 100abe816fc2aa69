"""Notes on paragraphs: written, answered, done; on the desks of those whose turn it is; never lost."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caicach.agencies.models import AgencyKind
from caicach.audit.models import AuditEvent
from caicach.notes import errors
from caicach.notes.models import Note
from caicach.notes.reading import read_part
from caicach.notes.services import answer_note, reopen_note, settle_note, write_note
from caicach.people.errands import errands_of
from caicach.people.permissions import Role
from caicach.reports.services import give_sections, write_section
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.factories.agencies import AgencyFactory
from tests.factories.reports import DAY_AFTER, half_year, person_of, signed

pytestmark = pytest.mark.django_db
WORDS = "Đã ban hành 12 kế hoạch trong kỳ báo cáo.\n\nCòn ba xã chậm gửi báo cáo, đã đôn đốc."


class Desk:
    """A part whose section “steering” has two paragraphs, with the people around it."""

    def __init__(self):
        agency = AgencyFactory(kind=AgencyKind.DEPARTMENT)
        self.coordinator = person_of(AgencyFactory(kind=AgencyKind.DEPARTMENT), Role.COORDINATOR)
        self.head, self.focal = person_of(agency), person_of(agency, Role.FOCAL_POINT)
        self.staff = person_of(agency, Role.STAFF)
        self.part = half_year().parts.get(agency=agency)
        self.write(WORDS)

    @property
    def section(self):
        return self.part.sections.get(code="steering")

    def write(self, words):
        return write_section(section=self.section, version=self.section.version, text=words, by=self.focal)

    def note(self, paragraph=2, text="Ba xã nào? Nêu tên.", by=None):
        section = self.section
        return write_note(
            section=section, version=section.version, paragraph=paragraph, text=text, by=by or self.coordinator
        )

    def shown(self, **wanted):
        return next(one for one in read_part(self.part, self.focal, **wanted) if one.section.code == "steering")


@pytest.fixture
def desk():
    return Desk()


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def told(person):
    return [one.text for one in errands_of(person, timezone.localdate()) if "ghi chú" in one.text]


def test_a_note_stands_at_its_paragraph_with_the_words_of_then(desk):
    note = desk.note()
    assert (note.words, note.paragraph) == ("Còn ba xã chậm gửi báo cáo, đã đôn đốc.", 2)
    assert [[one.note for one in paragraph.notes] for paragraph in desk.shown().paragraphs] == [[], [note]]
    assert AuditEvent.objects.filter(code="notes.written").get().actor == desk.coordinator


def test_a_note_moves_with_its_paragraph_tells_a_change_and_outlives_its_end(desk):
    note = desk.note()
    desk.write("Đoạn mới đứng đầu.\n" + WORDS)
    assert [len(one.notes) for one in desk.shown().paragraphs] == [0, 0, 1]
    desk.write(WORDS.replace("ba xã", "hai xã"))
    (shown,) = desk.shown().paragraphs[1].notes
    assert (shown.note, shown.is_changed) == (note, True)
    desk.write("Không còn gì của đoạn cũ")
    assert [one.note for one in desk.shown().gone] == [note]


def test_each_in_turn_has_it_on_the_desk(desk):
    note = desk.note()
    assert told(desk.focal) == told(desk.head) == [f"Xem ghi chú ở phần báo cáo: {desk.part.round.name}"]
    assert told(desk.coordinator) == told(desk.staff) == []
    note = answer_note(note=note, version=note.version, text="Xã A, B, C.", by=desk.focal)
    assert told(desk.focal) == []
    assert told(desk.coordinator) == [f"Có trả lời ghi chú: {desk.part.round.name}"]
    note = answer_note(note=note, version=note.version, text="Thêm vào đoạn.", by=desk.coordinator)
    assert told(desk.focal)
    settle_note(note=note, version=note.version, by=desk.focal)
    assert told(desk.focal) == told(desk.coordinator) == []


def test_who_was_given_the_section_is_told_and_may_answer_and_nobody_else(desk):
    note = desk.note()
    with pytest.raises(NotAllowed):
        answer_note(note=note, version=note.version, text="Không phải việc của tôi", by=desk.staff)
    desk.part.refresh_from_db()
    give_sections(
        part=desk.part, version=desk.part.version, owners={"steering": desk.staff}, by=desk.head, today=DAY_AFTER
    )
    assert told(desk.staff)
    assert answer_note(note=note, version=note.version, text="Xã A, B, C.", by=desk.staff).is_answered


def test_what_is_done_is_not_answered_and_can_be_opened_again(desk):
    note = desk.note()
    done = settle_note(note=note, version=note.version, by=desk.focal)
    assert (done.done_by, desk.shown(is_open_only=True).paragraphs[1].notes) == (desk.focal, [])
    with pytest.raises(errors.NoteDone):
        answer_note(note=done, version=done.version, text="Thêm", by=desk.focal)
    with pytest.raises(errors.NoteDone):
        settle_note(note=done, version=done.version, by=desk.focal)
    opened = reopen_note(note=done, version=done.version, by=desk.coordinator)
    assert (opened.is_open, opened.is_answered) == (True, False)
    with pytest.raises(errors.NoteOpen):
        reopen_note(note=opened, version=opened.version, by=desk.coordinator)


def test_what_was_overtaken_or_never_there_is_refused(desk):
    section = desk.section
    with pytest.raises(errors.NoSuchParagraph):
        write_note(section=section, version=section.version, paragraph=3, text="?", by=desk.coordinator)
    desk.write("Khác hẳn")
    with pytest.raises(RowMovedOn):
        write_note(section=section, version=section.version, paragraph=1, text="?", by=desk.coordinator)
    note = desk.note(paragraph=1)
    settle_note(note=note, version=note.version, by=desk.focal)
    with pytest.raises(RowMovedOn):
        answer_note(note=note, version=note.version, text="Chậm một bước", by=desk.focal)
    assert Note.objects.count() == 1


def test_open_notes_are_told_before_signing_and_fill_the_words_of_sending_back(desk):
    note = desk.note()
    desk.note(paragraph=1, text="Của thủ trưởng", by=desk.head)
    head = browser(desk.head)
    page = head.get(reverse("reports:part_detail", args=[desk.part.pk])).content.decode()
    assert "Ghi chú (2)" in page
    assert reverse("notes:note_detail", args=[note.pk]) in page
    assert (
        note.text in browser(desk.focal).get(reverse("reports:section_edit", args=[desk.section.pk])).content.decode()
    )
    signed(desk.part, desk.head)
    page = browser(desk.coordinator).get(reverse("reports:part_return", args=[desk.part.pk])).content.decode()
    assert note.text in page
    assert "Của thủ trưởng" not in page


def test_before_signing_the_head_is_told_how_many_are_open(desk):
    desk.note()
    page = browser(desk.head).get(reverse("reports:part_check", args=[desk.part.pk])).content.decode()
    assert "Còn ghi chú chưa xong" in page


def test_who_is_overtaken_keeps_what_was_typed(desk):
    client, section = browser(desk.coordinator), desk.section
    desk.write(WORDS.replace("12", "13"))
    url = reverse("notes:note_new", args=[section.pk, 1])
    answer = client.post(url, {"version": section.version, "text": "Ghi chú gõ dở"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ghi chú gõ dở" in page
    assert "13 kế hoạch" in page
    assert not Note.objects.exists()


def test_a_paragraph_that_is_not_there_is_told(desk):
    url = reverse("notes:note_new", args=[desk.section.pk, 9])
    answer = browser(desk.coordinator).get(url)
    assert answer.status_code == 409
    assert "không có đoạn 9" in answer.content.decode()


def test_sections_without_words_are_a_line_each(desk):
    page = browser(desk.focal).get(reverse("notes:part_notes", args=[desk.part.pk])).content.decode()
    assert page.count('<section class="card"') == 1
    assert page.count("chưa viết") == desk.part.sections.count() - 1


def test_only_what_is_open_leaves_out_the_sections_without_a_note(desk):
    url = f"{reverse('notes:part_notes', args=[desk.part.pk])}?open=1"
    assert '<section class="card"' not in browser(desk.focal).get(url).content.decode()
    desk.note()
    page = browser(desk.focal).get(url).content.decode()
    assert page.count('<section class="card"') == 1
    assert "chưa viết" not in page
