"""A draft is commented on by those who are asked, who see the draft only; each comment is taken over or explained."""

import io
from copy import deepcopy

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from caicach.comments import errors
from caicach.comments.models import Comment, CommentCall, Verdict
from caicach.comments.services import ask_comments, decide_comment, give_comments
from caicach.consolidation.signing import put_before_signer
from caicach.core.officialdocs.linting import lint
from caicach.ui.errors import NotAllowed
from tests.factories.consolidation import TODAY, filled, picked

pytestmark = pytest.mark.django_db
ASKED = "UBND xã Bình Yên"


@pytest.fixture
def made(consolidated):
    return deepcopy(consolidated)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def address(name, *keys):
    return reverse(f"comments:{name}", args=keys)


def asked(made):
    (call,) = ask_comments(
        report=made.whole, agencies=[made.agencies[ASKED]], due_on=TODAY, note="Mục I", by=made.coordinator
    )
    return call


def given(made, text="Ghi thêm số xã"):
    call = asked(made)
    give_comments(call=call, version=call.version, texts={"procedure": text}, by=made.heads[ASKED])
    return Comment.objects.get()


def test_who_is_asked_sees_the_draft_and_not_what_others_wrote(made):
    picked(made.section(), made.coordinator, "Tuyên truyền ở 30 xã.")
    body = {"agencies": [made.agencies[ASKED].pk], "due_on": "31/12/2099"}
    assert client_of(made.coordinator).post(address("comment_ask", made.whole.pk), body).status_code == 302
    call = CommentCall.objects.get()
    commune = client_of(made.heads[ASKED])
    assert "Góp ý dự thảo" in commune.get("/viec/").content.decode()
    shown = commune.get(address("call_answer", call.pk)).content.decode()
    assert "Tuyên truyền ở 30 xã." in shown
    assert "Kết quả tốt." not in shown
    assert commune.get(reverse("consolidation:section_detail", args=[made.section().pk])).status_code == 404
    other = client_of(made.heads["UBND xã An Bình"])
    assert other.get(address("call_answer", call.pk)).status_code == 404
    body = {"text_procedure": "Ghi thêm số xã", "version": call.version}
    assert commune.post(address("call_answer", call.pk), body).status_code == 302
    comment = Comment.objects.get()
    assert (comment.text, comment.verdict) == ("Ghi thêm số xã", Verdict.WAITING)


def test_a_comment_that_is_not_taken_over_is_explained_and_stands_in_the_table(made):
    comment, client = given(made), client_of(made.coordinator)
    body = {"verdict": "kept", "version": comment.version}
    assert client.post(address("comment_decide", comment.pk), body).status_code == 422
    with pytest.raises(errors.NoReply):
        decide_comment(comment=comment, version=comment.version, verdict="kept", reply=" ", by=made.coordinator)
    body["reply"] = "Đã có ở mục I"
    assert client.post(address("comment_decide", comment.pk), body).status_code == 302
    document = Document(io.BytesIO(client.get(address("comments_docx", made.whole.pk)).content))
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert {"Ghi thêm số xã", "giữ như dự thảo", "Đã có ở mục I"} <= set(cells)
    assert lint(document) == ()


def test_who_agrees_and_who_is_silent_are_named_below_the_table(made):
    call = asked(made)
    client = client_of(made.coordinator)

    def told():
        document = Document(io.BytesIO(client.get(address("comments_docx", made.whole.pk)).content))
        return [one.text for one in document.paragraphs]

    brief = made.agencies[ASKED].brief
    assert f"Chưa có ý kiến: {brief}." in told()
    give_comments(call=call, version=call.version, texts={}, by=made.heads[ASKED])
    assert f"Thống nhất với dự thảo: {brief}." in told()


def test_a_comment_that_nobody_dealt_with_stands_against_signing(made):
    comment = given(made)
    report = filled(made.whole, made.coordinator)
    shown = client_of(made.coordinator).get(reverse("consolidation:report_detail", args=[report.pk])).content.decode()
    assert "Còn 1 ý kiến góp ý chưa xử lý" in shown
    with pytest.raises(errors.CommentsWaiting):
        put_before_signer(report=report, version=report.version, by=made.coordinator, today=TODAY)
    decide_comment(comment=comment, version=comment.version, verdict="accepted", reply="", by=made.coordinator)
    assert put_before_signer(report=report, version=report.version, by=made.coordinator, today=TODAY).ready_at


def test_other_words_are_to_be_decided_anew_and_no_words_take_the_comment_back(made):
    comment = given(made)
    decide_comment(comment=comment, version=comment.version, verdict="accepted", reply="", by=made.coordinator)
    for text, left in (("Ghi thêm số xã", ["accepted"]), ("Khác", ["waiting"]), ("", [])):
        call = CommentCall.objects.get()
        give_comments(call=call, version=call.version, texts={"procedure": text}, by=made.heads[ASKED])
        assert [one.verdict for one in Comment.objects.all()] == left


def test_only_the_agency_that_was_asked_comments(made):
    call = asked(made)
    with pytest.raises(NotAllowed):
        give_comments(call=call, version=call.version, texts={}, by=made.heads["UBND xã An Bình"])
    with pytest.raises(errors.NobodyAsked):
        ask_comments(report=made.whole, agencies=[], due_on=TODAY, note="", by=made.coordinator)
