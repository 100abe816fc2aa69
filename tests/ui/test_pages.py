"""What holds for every page: errors are told, the policy stands, it is light, it speaks two languages."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

import caicach
from caicach.ui.errors import NotAllowed, RowMovedOn

SOURCE = Path(caicach.__file__).parent
FIRST_PAGE_LIMIT = 50 * 1024  # as it is sent, compressed: a third of what an old network bears
ADDRESSES = ["/tai-khoan/dang-nhap/", "/giao-dien/", "/khong-co/", "/da-sua/", "/khong-duoc/", "/hong/", "/healthz"]
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))


def text_of(answer) -> str:
    return answer.content.decode()


def test_a_broken_rule_is_told_with_409(visitor):
    answer = visitor.get("/da-sua/")
    assert answer.status_code == 409
    assert "Nhiệm vụ 1.9 đã được người khác sửa" in text_of(answer)
    assert RowMovedOn.code in text_of(answer)


def test_what_was_typed_stands_on_the_page_of_the_conflict(visitor):
    answer = visitor.post("/da-sua/", {"obstacle": "Chưa có hướng dẫn của bộ", "password": "mat-khau-bi-mat"})
    assert "Chưa có hướng dẫn của bộ" in text_of(answer)
    assert "mat-khau-bi-mat" not in text_of(answer)


def test_a_missing_right_is_told_with_403(visitor):
    answer = visitor.get("/khong-duoc/")
    assert answer.status_code == 403
    assert str(NotAllowed()) in text_of(answer)


def test_htmx_gets_the_sentence_for_its_messages(visitor):
    answer = visitor.post("/da-sua/", headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Retarget"]) == (409, "#messages")
    assert "<html" not in text_of(answer)


def test_an_address_out_of_scope_says_where_to_go(visitor):
    answer = visitor.get("/khong-co/")
    assert answer.status_code == 404
    assert "ngoài phạm vi của bạn" in text_of(answer)


def test_our_fault_has_a_code_to_read_out_and_no_trace(visitor):
    answer = visitor.get("/hong/")
    assert answer.status_code == 500
    assert re.search(r"[0-9A-F]{3}-[0-9A-F]{3}", text_of(answer))
    assert "ZeroDivisionError" not in text_of(answer)


def test_a_form_without_its_token_is_explained(db):
    answer = Client(enforce_csrf_checks=True).post("/tai-khoan/dang-nhap/", {})
    assert answer.status_code == 403
    assert "Trang đã để quá lâu" in text_of(answer)


def test_an_ended_session_sends_the_whole_page_to_the_login(db):
    headers = {"hx-request": "true", "hx-current-url": "http://testserver/viec/?trang=2"}
    answer = Client().get("/tai-khoan/", headers=headers)
    assert answer["HX-Redirect"] == "/tai-khoan/dang-nhap/?next=%2Fviec%2F%3Ftrang%3D2"


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_forbids_foreign_and_inline_content(visitor, address):
    policy = visitor.get(address)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy + ";"
    assert "unsafe" not in policy


INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|\shx-on|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)


def test_no_template_carries_inline_script_or_style():
    assert TEMPLATES
    markup = {page: re.sub(r"{%.*?%}", "", page.read_text(encoding="utf8"), flags=re.DOTALL) for page in TEMPLATES}
    assert not [str(page.relative_to(SOURCE)) for page, text in markup.items() if INLINE.search(text)]


def test_templates_stay_short():
    long = {str(page.relative_to(SOURCE)) for page in TEMPLATES if page.read_text(encoding="utf8").count("\n") > 120}
    assert not long


def test_the_style_asks_for_nothing_that_old_browsers_lack():
    style = (SOURCE / "ui/static/ui/caicach.css").read_text(encoding="utf8")
    assert not re.search(r"color-mix\(|light-dark\(|@import|url\(|oklch\(|^\s*&", style, re.MULTILINE)


@pytest.mark.parametrize("address", ["/tai-khoan/dang-nhap/", "/tai-khoan/"])
def test_the_first_page_is_light(visitor, address):
    page = (Client() if "dang-nhap" in address else visitor).get(address)
    linked = re.findall(r'(?:href|src)="/static/([^"]+)"', text_of(page))
    assert len(linked) <= 6
    sent = [page.content, *(Path(finders.find(name)).read_bytes() for name in linked)]
    assert sum(len(gzip.compress(one)) for one in sent) <= FIRST_PAGE_LIMIT


def test_the_same_page_speaks_vietnamese_and_english(visitor):
    assert "Hồ sơ của tôi" in text_of(visitor.get("/tai-khoan/"))
    visitor.cookies["django_language"] = "en"
    assert '<html lang="en"' in text_of(visitor.get("/tai-khoan/"))


def test_an_unknown_language_is_vietnamese(visitor):
    visitor.cookies["django_language"] = "fr"
    assert '<html lang="vi"' in text_of(visitor.get("/tai-khoan/"))


def test_the_chosen_theme_stays_and_can_be_given_back(visitor):
    visitor.post("/giao-dien/che-do/", {"theme": "dark"})
    assert 'data-theme="dark"' in text_of(visitor.get("/tai-khoan/"))
    visitor.post("/giao-dien/che-do/", {"theme": ""})
    assert "data-theme" not in text_of(visitor.get("/tai-khoan/"))


def test_a_theme_that_is_none_is_not_kept(visitor):
    visitor.cookies["caicach_theme"] = '"><script>'
    assert "data-theme" not in text_of(visitor.get("/tai-khoan/"))


def test_the_way_back_stays_on_the_site(visitor):
    answer = visitor.post("/giao-dien/che-do/", {"theme": "dark", "next": "https://example.org/"})
    assert answer["Location"] == "/"


def test_the_gallery_is_for_those_who_have_signed_in(visitor, db):
    assert visitor.get("/giao-dien/").status_code == 200
    assert Client().get("/giao-dien/").status_code == 302


def test_a_page_has_one_main_heading_a_way_past_the_head_and_its_language(visitor):
    for address in ("/giao-dien/", "/tai-khoan/", "/khong-co/"):
        page = text_of(visitor.get(address))
        assert page.count("<h1") == 1
        assert 'class="skip" href="#main"' in page
        assert '<html lang="vi"' in page


def test_a_form_sent_after_the_session_ended_leads_back_to_its_page_not_to_its_address(db):
    answer = Client().post("/tai-khoan/", {"phone": "1"}, headers={"referer": "http://testserver/viec/x/?sua=1"})
    assert answer.status_code == 401
    page = text_of(answer)
    assert "Phiên làm việc đã hết hạn" in page
    assert 'name="next" value="http://testserver/viec/x/?sua=1"' in page


def test_a_part_of_a_page_that_was_sent_after_the_session_ended_leaves_what_was_typed_where_it_is(db):
    answer = Client().post("/tai-khoan/", {"phone": "1"}, headers={"hx-request": "true"})
    assert answer.status_code == 401
    assert answer["HX-Retarget"] == "#messages"
    assert "Chữ bạn gõ vẫn còn trên trang này" in text_of(answer)


def test_pages_travel_compressed_to_browsers_that_can(visitor):
    answer = visitor.get("/tro-giup/", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) * 3 < len(gzip.decompress(answer.content))
    assert "Content-Encoding" not in visitor.get("/tro-giup/")


def test_an_address_that_only_takes_forms_says_so_instead_of_a_blank_page(visitor):
    answer = visitor.get("/giao-dien/che-do/", headers={"referer": "http://testserver/viec/"})
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert 'href="http://testserver/viec/"' in text_of(answer)


def test_a_head_is_answered_as_the_page_would_be_and_carries_nothing(visitor):
    page, head = visitor.get("/giao-dien/"), visitor.head("/giao-dien/")
    assert head.status_code == page.status_code == 200
    assert head.content == b""
    assert abs(int(head["Content-Length"]) - len(page.content)) < 100  # one-time tokens of forms differ in nothing else


def test_a_head_is_never_taken_for_a_form_that_was_sent(visitor):
    """A view that takes what is no GET for a form is asked as if by GET."""
    assert visitor.head("/cach-hoi/").headers["X-Asked-By"] == "GET"
