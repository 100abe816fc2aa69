"""A pasted notice becomes conclusions: corrected beside its paragraphs, saved all at once or not at all."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as Paper

from caicach.meetings.conclusions import plan_of
from tests.factories.agencies import AgencyFactory
from tests.factories.meetings import held_meeting
from tests.factories.plans import ProvinceFactory
from tests.factories.work import coordinator

pytestmark = pytest.mark.django_db
NOTICE = (
    "THÔNG BÁO\n1. Giao Sở Y tế rà soát thủ tục, thời hạn: 30/12/2099.\n"
    "2. Giao Sở Xa Lạ báo cáo kết quả.\nCác cơ quan chuẩn bị tốt."
)


@pytest.fixture
def page(client):
    """The meeting and how a form is sent to its page."""
    ProvinceFactory()
    by = coordinator()
    held = held_meeting(by, AgencyFactory(name="Sở Y tế"))
    client.force_login(by)
    url = reverse("meetings:notice_read", args=[held.meeting.pk])
    return held, lambda **data: client.post(url, data)


def as_read(lines):
    """What a browser sends of a page nobody has changed."""
    sent = {}
    for line in lines:
        sent[f"take-{line.number}"] = "1"
        sent |= {f"row-{line.number}-{name}": value for name, value in line.form.initial.items()}
    return sent


def test_paragraphs_become_rows_with_questions_and_the_others_are_listed(page):
    answer = page[1](text=NOTICE)
    assert [line.form.initial["lead"] for line in answer.context["rows"]] == ["Sở Y tế", ""]
    assert [line.asked for line in answer.context["rows"]] == [(), ("Cơ quan chủ trì", "Thời hạn")]
    assert [line.part.words for line in answer.context["others"]] == ["THÔNG BÁO", "Các cơ quan chuẩn bị tốt."]


def test_one_row_without_an_answer_and_nothing_is_saved(page):
    held, send = page
    sent = as_read(send(text=NOTICE).context["rows"])
    answer = send(text=NOTICE, then="save", **sent)
    assert answer.status_code == 422
    assert plan_of(held.again()) is None
    sent |= {"row-2-lead": "Sở Y tế", "row-2-end": "Quý IV"}
    assert send(text=NOTICE, then="save", **sent).status_code == 302
    assert [item.title for item in plan_of(held.again()).items.order_by("order")] == [
        "Rà soát thủ tục",
        "Sở Xa Lạ báo cáo kết quả",
    ]


def test_a_paragraph_that_was_left_out_is_taken_in_with_its_words(page):
    held, send = page
    answer = send(text=NOTICE, then="save", **{"take-3": "1"})
    assert answer.status_code == 422
    assert [line.form.initial["title"] for line in answer.context["rows"]] == ["Các cơ quan chuẩn bị tốt."]
    row = {"take-3": "1", "row-3-title": "Chuẩn bị", "row-3-lead": "Sở Y tế", "row-3-end": "Quý IV"}
    assert send(text=NOTICE, then="save", **row).status_code == 302
    assert plan_of(held.again()).items.get().title == "Chuẩn bị"


def test_nothing_chosen_saves_nothing(page):
    held, send = page
    assert send(text=NOTICE, then="save").status_code == 422
    assert plan_of(held.again()) is None


def test_a_word_file_is_read_as_pasted_words_are(page):
    paper, kept = Paper(), io.BytesIO()
    for line in NOTICE.splitlines():
        paper.add_paragraph(line)
    paper.save(kept)
    answer = page[1](file=SimpleUploadedFile("tb.docx", kept.getvalue()))
    assert [line.form.initial["title"] for line in answer.context["rows"]] == [
        "Rà soát thủ tục",
        "Sở Xa Lạ báo cáo kết quả",
    ]


def test_a_file_that_cannot_be_read_is_told_at_its_field(page):
    answer = page[1](file=SimpleUploadedFile("tb.docx", b"no word file"))
    assert answer.status_code == 422
    assert "Không đọc được tệp" in answer.content.decode()
