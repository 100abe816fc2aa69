"""Questionnaires on their pages: brought in, edited, asked in a preview, published, followed by a new edition."""

import io
from dataclasses import replace

import pytest
from defusedxml.ElementTree import fromstring
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from caicach.audit.models import AuditEvent
from caicach.core.surveys.versions import carried
from caicach.people.permissions import Role
from caicach.questionnaires.exporting import as_xlsx
from caicach.questionnaires.models import Questionnaire, State
from caicach.ui.sheets import Column, Sheet, workbook
from tests.factories.agencies import MembershipFactory
from tests.factories.questionnaires import draft_of, form_of, published_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return MembershipFactory(role=Role.SURVEY_MANAGER).user


@pytest.fixture
def page(client, manager):
    client.force_login(manager)
    return client


def address(name, row, *more):
    return reverse(f"questionnaires:{name}", args=[row.pk, *more])


def send(page, name, row, /, *more, **data):
    row.refresh_from_db()
    answer = page.post(address(name, row, *more), {"version": row.version, **data})
    row.refresh_from_db()
    row.__dict__.pop("as_core", None)
    return answer


def xlsx(name, content):
    return SimpleUploadedFile(name, content)


def survey_file(*rows, headings=("type", "name", "label")):
    return workbook(Sheet(name="survey", columns=[Column(heading) for heading in headings], rows=rows))


def question(**other):
    return {
        "kind": "text", "name": "more", "label_vi": "Ý kiến khác", "label_en": "Anything else", **other,
    }  # fmt: skip


def test_what_goes_out_as_xlsform_comes_in_again_equal(page):
    form = form_of()
    answer = page.post(reverse("questionnaires:questionnaire_new"), {"file": xlsx("phieu.xlsx", as_xlsx(form))})
    row = Questionnaire.objects.get()
    assert answer.url == address("questionnaire_detail", row)
    assert row.as_core == form
    out = page.get(address("questionnaire_xlsx", row))
    assert load_workbook(io.BytesIO(out.content)).sheetnames == ["survey", "choices", "factors", "settings"]


def test_every_problem_of_a_file_is_told_with_its_row_and_nothing_is_kept(page):
    content = survey_file(("geopoint", "where", "Ở đâu"), ("select_one x", "q1", "Chọn"), ("text", "q 2", "Viết"))
    answer = page.post(reverse("questionnaires:questionnaire_new"), {"file": xlsx("a.xlsx", content)})
    assert answer.status_code == 422
    told = answer.content.decode()
    for where in ("survey, dòng 2", "survey, dòng 3", "survey, dòng 4"):
        assert where in told
    assert not Questionnaire.objects.exists()


@pytest.mark.parametrize("content", [b"no workbook", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_told_at_the_field(page, content):
    answer = page.post(reverse("questionnaires:questionnaire_new"), {"file": xlsx("a.xlsx", content)})
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_a_draft_that_is_read_in_again_takes_the_place_of_the_former(manager):
    first = draft_of(manager)
    again = draft_of(manager)
    assert again.pk == first.pk
    assert Questionnaire.objects.count() == 1


def test_the_preview_asks_by_the_skip_rules_and_checks_only_when_asked(page, manager):
    row = draft_of(manager)
    url = address("questionnaire_preview", row)
    assert "Vì sao chưa hài lòng?" not in page.get(url).content.decode()
    assert "Vì sao chưa hài lòng?" in page.get(url, {"a-access": "1"}).content.decode()
    young = {"a-age": "12"}
    assert "Từ 18 tuổi." not in page.get(url, young).content.decode()
    assert "Từ 18 tuổi." in page.get(url, {**young, "kiem-tra": "1"}).content.decode()
    assert "Why not?" in page.get(url, {"a-access": "1", "ngon-ngu": "en"}).content.decode()


def test_paper_asks_everything_and_says_who_answers(page, manager):
    text = page.get(address("questionnaire_paper", draft_of(manager))).content.decode()
    assert "Chỉ trả lời nếu câu 1 là “Không hài lòng”." in text
    assert text.index("1. Nơi tiếp nhận") < text.index("2. Vì sao") < text.index("3. Kết quả") < text.index("4. Tuổi")
    english = page.get(address("questionnaire_paper", draft_of(manager)), {"ngon-ngu": "en"}).content.decode()
    assert "“Dissatisfied”" in english


def test_odk_gets_the_form_with_its_name_and_edition(page, manager):
    answer = page.get(address("questionnaire_xform", draft_of(manager)))
    assert "attachment" in answer["Content-Disposition"]
    root = fromstring(answer.content)
    form = root.find(".//{http://www.w3.org/2002/xforms}data") or next(one for one in root.iter() if one.get("id"))
    assert (form.get("id"), form.get("version")) == ("dich-vu", "2026")


def test_a_scale_shows_the_happy_face_at_the_satisfied_end(page, manager):
    shown = page.get(address("questionnaire_preview", draft_of(manager))).context["shown"]
    scale = next(one for one in shown if one.name == "access")
    assert [(choice.label, choice.face) for choice in scale.choices] == [
        ("Không hài lòng", "frown"), ("Bình thường", "meh"), ("Hài lòng", "smile"),
    ]  # fmt: skip


def test_a_question_is_added_changed_moved_and_dropped_and_each_can_be_taken_back(page, manager):
    row = draft_of(manager)
    before = row.as_core
    answer = send(page, "question_new", row, **question())
    assert answer.url.endswith("#m-more")
    assert [one.name for one in row.as_core.members] == ["service", "age", "more"]

    send(page, "change_undo", row)
    assert row.as_core == before
    send(page, "change_undo", row)
    assert row.as_core.members[-1].name == "more"

    send(page, "member_edit", row, "more", **question(label_vi="Góp ý thêm", is_required="on"))
    assert (row.as_core.members[-1].label["vi"], row.as_core.members[-1].required) == ("Góp ý thêm", "true()")
    send(page, "member_move", row, "more", step="-1")
    assert [one.name for one in row.as_core.members] == ["service", "more", "age"]
    send(page, "member_drop", row, "more")
    assert row.as_core == before


def test_a_question_with_its_own_choices_counts_to_a_factor(page, manager):
    row = draft_of(manager)
    new = question(
        kind="select_one", name="staff", new_list="yes: Có | Yes\nno: Không | No", factor="access", satisfied="yes"
    )
    assert send(page, "question_new", row, **new).status_code == 302
    made = row.as_core.members[-1]
    assert [choice.name for choice in row.as_core.choices_of(made)] == ["yes", "no"]
    assert (made.factor, made.satisfied) == ("access", ("yes",))
    send(page, "member_drop", row, "staff")
    assert [entry.name for entry in row.as_core.lists] == ["scale"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "access"}, "name"),
        ({"name": "khoảng trắng"}, "name"),
        ({"relevant": "${nobody} = 1"}, "relevant"),
        ({"relevant": "${age} ="}, "relevant"),
        ({"kind": "select_one"}, "choices"),
        ({"kind": "select_one", "choices": "scale", "factor": "access"}, "satisfied"),
        ({"kind": "select_one", "choices": "scale", "satisfied": "9"}, "satisfied"),
        ({"label_en": ""}, "label_en"),
        ({"new_list": "không có dấu"}, "new_list"),
        ({"calculation": "1 + 1"}, "calculation"),
    ],
)
def test_a_fault_is_told_beside_its_field_and_nothing_is_kept(page, manager, wrong, field):
    row = draft_of(manager)
    answer = send(page, "question_new", row, **question(**wrong))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert row.as_core == form_of()


def test_a_question_that_a_rule_needs_is_not_dropped(page, manager):
    row = draft_of(manager)
    answer = send(page, "member_drop", row, "access")
    assert answer.status_code == 409
    assert "access" in answer.content.decode()
    assert row.as_core == form_of()


def test_conditions_follow_a_question_that_is_renamed(page, manager):
    row = draft_of(manager)
    asked = page.get(address("member_edit", row, "access")).context["form"].initial
    assert send(page, "member_edit", row, "access", **{**asked, "name": "found"}).status_code == 302
    assert next(one.relevant for one in row.as_core.questions() if one.name == "why") == "${found} = '1'"


def test_a_question_leaves_its_group_at_its_end(page, manager):
    row = draft_of(manager)
    send(page, "member_move", row, "result", step="1")
    assert [one.name for one in row.as_core.members] == ["service", "result", "age"]


def test_choices_and_factors_are_edited_as_lines(page, manager):
    row = draft_of(manager)
    text = page.get(address("choices_edit", row, "scale")).context["form"].initial["lines"]
    send(page, "choices_edit", row, "scale", lines=text.replace("Bình thường", "Tạm được"))
    assert [choice.label["vi"] for choice in row.as_core.lists[0].choices][1] == "Tạm được"
    assert send(page, "choices_edit", row, "scale", lines="1: Không | No").status_code == 409
    lines = page.get(address("parts_edit", row)).context["form"].initial["lines"]
    send(page, "parts_edit", row, lines=lines + "\nfeedback: Góp ý | Feedback")
    assert [factor.name for factor in row.as_core.parts[0].factors] == ["access", "result", "feedback"]
    assert send(page, "parts_edit", row, lines="access: Tiếp cận").status_code == 422


def test_a_published_questionnaire_never_changes(page, manager):
    row = published_of(manager)
    for name, more in (("questionnaire_edit", ()), ("facts_edit", ()), ("member_edit", ("age",))):
        assert page.get(address(name, row, *more)).status_code == 409
    assert send(page, "member_drop", row, "age").status_code == 409
    assert send(page, "questionnaire_discard", row).status_code == 409
    changed = replace(form_of(), title="Tên khác")
    for form, status in ((form_of(), 302), (changed, 409)):
        book = {"file": xlsx("a.xlsx", as_xlsx(form))}
        assert page.post(reverse("questionnaires:questionnaire_new"), book).status_code == status
    assert Questionnaire.objects.get().as_core == form_of()


def test_a_new_edition_follows_the_published_one_and_tells_what_changed(page, manager):
    old = published_of(manager)
    page.post(address("edition_new", old), {"edition": "2027"})
    row = Questionnaire.objects.get(edition="2027")
    assert (row.follows, row.state) == (old, State.DRAFT)
    edited = question(kind="integer", name="years", label_vi="Tuổi", label_en="Age")
    send(page, "member_edit", row, "age", **edited)
    send(page, "member_drop", row, "why")
    seen = page.get(address("questionnaire_changes", row)).context
    assert [one.change.after for one in seen["same"]] == ["access", "result"]
    changed = {one.change.before: (one.fate, one.also) for one in seen["rows"]}
    assert changed == {"age": ("đổi mã", ["ràng buộc"]), "why": ("bỏ", [])}
    row = Questionnaire.objects.get(pk=row.pk)
    assert carried({"access": "1", "why": "Xa", "age": "40"}, row.changes) == {"access": "1", "years": "40"}


def test_an_edition_is_there_once(page, manager):
    row = published_of(manager)
    assert page.post(address("edition_new", row), {"edition": "2026"}).status_code == 409
    assert page.post(address("edition_new", draft_of(manager, name="khac")), {"edition": "1"}).status_code == 409


def test_published_and_withdrawn_once(page, manager):
    row = draft_of(manager)
    send(page, "questionnaire_publish", row)
    assert row.state == State.PUBLISHED
    assert row.published_at is not None
    assert send(page, "questionnaire_publish", row).status_code == 409
    send(page, "questionnaire_withdraw", row)
    assert row.state == State.WITHDRAWN
    assert send(page, "questionnaire_withdraw", row).status_code == 409
    codes = set(AuditEvent.objects.filter(code__startswith="questionnaires.").values_list("code", flat=True))
    assert codes == {"questionnaires.read_in", "questionnaires.published", "questionnaires.withdrawn"}


def test_who_was_slower_is_told(page, manager):
    row = draft_of(manager)
    send(page, "question_new", row, **question())
    answer = page.post(address("member_drop", row, "more"), {"version": row.version - 1})
    assert answer.status_code == 409
    assert row.as_core.members[-1].name == "more"
