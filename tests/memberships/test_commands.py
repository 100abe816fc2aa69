"""The command with which the first person comes in, and the one that lets a person in anew."""

import io
import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from caicach.audit.models import AuditEvent
from caicach.people.models import User
from caicach.people.permissions import Role
from tests.factories.agencies import AgencyFactory
from tests.factories.people import UserFactory


def _call(*arguments, **options):
    out = io.StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


def test_the_first_person_comes_in_by_a_link_that_works_once(db, client):
    AgencyFactory(code="tinh")
    told = json.loads(_call("invite_person", "QuanTri", "--name", "Nguyễn Văn An", "--agency", "tinh", "--json"))
    passwords = {"password1": "câu dài chỉ mình tôi nhớ", "password2": "câu dài chỉ mình tôi nhớ"}
    assert client.get(told["path"]).status_code == 200
    assert client.post(told["path"], passwords).status_code == 302
    assert client.post(told["path"], passwords).status_code != 302
    person = User.objects.get(username="quantri")
    assert person.has_usable_password()
    assert [held.role for held in person.memberships.all()] == [Role.SYSADMIN]


def test_a_known_person_gets_a_new_link_and_the_earlier_one_ends(db, client):
    AgencyFactory(code="tinh")
    first = _call("invite_person", "an", "--name", "Nguyễn Văn An", "--agency", "tinh").splitlines()[-1]
    second = _call("invite_person", "an").splitlines()[-1]
    assert first != second
    assert "password1" in client.get(second).content.decode()
    assert "password1" not in client.get(first).content.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("an",), "needs --name and --agency"),
        (("an", "--name", "Nguyễn Văn An", "--agency", "khong-co"), "no agency has the code khong-co"),
    ],
)
def test_what_is_missing_for_an_invitation_is_said_and_nobody_is_entered(db, arguments, said):
    with pytest.raises(CommandError, match=said):
        _call("invite_person", *arguments)
    assert not User.objects.exists()


def test_a_lost_second_factor_is_taken_away_with_a_reason_in_the_trail(db):
    person = UserFactory(username="an")
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    assert "next sign-in" in _call("reset_second_factor", "an", "--reason", "mất điện thoại")
    assert not Authenticator.objects.exists()
    assert AuditEvent.objects.get(code="people.second_factor_reset").details["reason"] == "mất điện thoại"
    with pytest.raises(CommandError, match="no second factor"):
        _call("reset_second_factor", "an", "--reason", "lần nữa")
