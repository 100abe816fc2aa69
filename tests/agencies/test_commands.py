"""The commands that carry the register to and from files."""

import io
import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from caicach.agencies.models import Agency
from caicach.audit.models import AuditEvent
from caicach.people.models import User
from caicach.people.permissions import Role
from tests.factories.agencies import AgencyFactory
from tests.factories.people import UserFactory


def _call(*arguments, **options):
    out = io.StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_exported_file_is_imported_without_a_change(db, tmp_path, ending):
    AgencyFactory.create_batch(3)
    path = str(tmp_path / f"co-quan.{ending}")
    assert "3 agencies" in _call("export_agencies", path)
    assert json.loads(_call("import_agencies", path, "--json"))["result"] == {"created": 0, "changed": 0, "same": 3}
    assert "3 unchanged" in _call("import_agencies", path)


def test_a_file_with_problems_writes_nothing_and_says_where(db, tmp_path, capsys):
    path = tmp_path / "a.csv"
    path.write_text("mã,tên,loại\na,Sở A,sở\nb,Sở B,vụ\n")
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("import_agencies", str(path), stdout=out)
    assert out.getvalue().startswith("3: loại: ")
    assert not Agency.objects.exists()


def test_other_files_are_refused_by_name(db, tmp_path):
    with pytest.raises(CommandError):
        _call("export_agencies", str(tmp_path / "a.txt"))
    with pytest.raises(CommandError):
        _call("import_agencies", str(tmp_path / "none.csv"))


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
