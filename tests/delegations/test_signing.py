"""Papers say who signs in whose place: at once while a loan runs, and for good where it was signed in the system."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from docx import Document

from caicach.agencies.models import AgencyKind, Membership
from caicach.agencies.permissions import require
from caicach.core.officialdocs.linting import lint
from caicach.core.officialdocs.paper import new_paper, saved
from caicach.core.officialdocs.parts import Signature, add_signature
from caicach.core.officialdocs.signing import SignedBlock
from caicach.delegations.models import Delegation, SigningCapacity
from caicach.delegations.signing import block_signed_by, who_signs
from caicach.letters.values import letter_values, signing_hints
from caicach.papers.making import make_paper
from caicach.people.permissions import Permission, Role
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.delegations import lent

pytestmark = pytest.mark.django_db
HEAD = SignedBlock(authority="", title="GIÁM ĐỐC", name="Trần Thị Bình")
DEPUTY = SignedBlock(authority="KT. GIÁM ĐỐC", title="PHÓ GIÁM ĐỐC", name="Lê Văn Cường")


@pytest.fixture
def agency():
    return AgencyFactory(name="Sở Y tế", kind=AgencyKind.DEPARTMENT, head_title="Giám đốc")


def person(agency, role, name, position):
    return MembershipFactory(agency=agency, role=role, user__full_name=name, user__position=position).user


@pytest.fixture
def head(agency):
    return person(agency, Role.AGENCY_HEAD, "Trần Thị Bình", "Giám đốc Sở")


@pytest.fixture
def deputy(agency):
    return person(agency, Role.STAFF, "Lê Văn Cường", "Phó Giám đốc Sở Y tế")


def today():
    return timezone.localdate()


def test_the_head_signs_and_while_a_loan_runs_who_acts(agency, head, deputy):
    assert who_signs(agency, on=today()).block == HEAD
    lent(head, deputy, agency, Role.AGENCY_HEAD, Permission.REPORT_SIGN)
    found = who_signs(agency, on=today())
    assert (found.block, found.loan.giver) == (DEPUTY, head)
    assert who_signs(agency, on=today() + timedelta(days=30)).block == HEAD


def test_what_the_loan_says_goes_before_what_the_position_tells(agency, head):
    clerk = person(agency, Role.STAFF, "Phạm Dung", "Chánh Văn phòng")
    row = lent(head, clerk, agency, Role.AGENCY_HEAD)
    assert who_signs(agency, on=today()).block.authority == "[KT., TL. hoặc TUQ.] GIÁM ĐỐC"
    for capacity, authority in (("order", "TL. GIÁM ĐỐC"), ("mandate", "TUQ. GIÁM ĐỐC")):
        Delegation.objects.filter(pk=row.pk).update(capacity=SigningCapacity(capacity))
        block = who_signs(agency, on=today()).block
        assert (block.authority, block.title) == (authority, "CHÁNH VĂN PHÒNG")


def test_two_heads_or_none_leave_the_name_open(agency, head):
    person(agency, Role.AGENCY_HEAD, "Người khác", "Giám đốc")
    assert who_signs(agency, on=today()).block.name == ""
    Membership.objects.filter(agency=agency).update(valid_to=today() - timedelta(days=1))
    assert who_signs(agency, on=today()).block == SignedBlock(authority="", title="GIÁM ĐỐC", name="")


def test_a_leader_who_is_deputy_chair_signs_for_the_chair_on_behalf_of_the_committee():
    province = AgencyFactory(kind=AgencyKind.PROVINCE, head_title="")
    leader = person(province, Role.LEADER, "Ngô Hà", "Phó Chủ tịch UBND tỉnh")
    block = block_signed_by(province, leader, on=today())
    assert block.authority.split("\n") == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]
    assert (block.title, block.name) == ("PHÓ CHỦ TỊCH", "Ngô Hà")


def test_who_has_signed_by_a_loan_stays_so_when_the_loan_is_over(agency, head, deputy):
    lent(head, deputy, agency, Role.AGENCY_HEAD, Permission.REPORT_SIGN)
    require(deputy, Permission.REPORT_SIGN, agency)
    assert block_signed_by(agency, deputy, on=today()) == DEPUTY
    assert block_signed_by(agency, head, on=today()) == HEAD


def test_the_letter_that_is_opened_again_bears_the_lines_one_below_the_other(agency, head, deputy):
    lent(head, deputy, agency, Role.AGENCY_HEAD)
    assert "Lê Văn Cường ký thay Trần Thị Bình" in signing_hints(agency, today=today())["quyen_han"]
    values = letter_values(agency, today=today()) | {"kinh_gui": "Sở Tư pháp", "viec_qua_han": []}
    document = Document(io.BytesIO(make_paper(kind="reminder_letter", values=values, on=today())))
    assert lines_of(document) == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Văn Cường"]
    assert [one.code for one in lint(document) if one.code.startswith("form.signature")] == []


def test_three_lines_stand_below_each_other_and_keep_the_form():
    document = new_paper(title="", author="")
    authority = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH"
    add_signature(
        document, Signature(authority=authority, title="PHÓ CHỦ TỊCH", name="Ngô Hà", recipients=["Lưu: VT."])
    )
    document = Document(io.BytesIO(saved(document)))
    assert lines_of(document) == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Ngô Hà"]
    assert [one.code for one in lint(document) if one.code.startswith("form.signature")] == []


def lines_of(document):
    right = document.tables[-1].rows[0].cells[1]
    return [line for line in right.text.split("\n") if line]
