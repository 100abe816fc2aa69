"""The commands of an administrator, each in a process of its own, on a database of its own."""

import json
import os
import subprocess
import sys

import pytest

from tests import databases

SETTINGS = "caicach.config.settings"
USERS = "from caicach.people.models import User; "
PEOPLE = USERS + "print(*User.objects.order_by('pk').values_list('username', flat=True))"
ADD = USERS + "User.objects.create_user('{0}', full_name='{0}')"


class Site:
    """An empty site below a folder, worked on through the command alone."""

    def __init__(self, folder, database_url):
        self.folder = folder
        own = {
            "CAICACH_MODE": "test",
            "CAICACH_VAR": str(folder),
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": SETTINGS,
        }
        self.environment = os.environ | own

    def run(self, *arguments, status=0):
        command = [sys.executable, "-m", "caicach", *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def add_person(self, name):
        self.run("shell", "--no-imports", "-c", ADD.format(name))

    def people(self):
        return self.run("shell", "--no-imports", "-c", PEOPLE).split()


@pytest.fixture
def site(migrated, tmp_path):
    folder = tmp_path / "var"
    (folder / "files" / "ab").mkdir(parents=True)
    (folder / "files" / "ab" / "abcd").write_bytes(b"evidence")
    on_server = databases.IS_ON_SERVER
    name = databases.new_name(folder) if on_server else str(folder / "caicach.sqlite3")
    databases.create(name, like=migrated)
    yield Site(folder, databases.address_of(name) if on_server else "")
    for ending in ("", "_beside", "_before_restore") if on_server else ():
        databases.drop(name + ending)


def test_backup_and_restore_bring_back_what_was_there(site, tmp_path):
    site.add_person("lan")
    assert "compared" in site.run("backup", str(tmp_path / "one.tar.gz"))
    site.add_person("minh")
    (site.folder / "files" / "ab" / "abcd").unlink()
    assert "whole" in site.run("restore", str(tmp_path / "one.tar.gz"))
    assert site.people() == ["lan", "minh"]
    site.run("restore", "--switch")
    assert site.people() == ["lan"]
    assert (site.folder / "files" / "ab" / "abcd").read_bytes() == b"evidence"


def test_nothing_is_switched_to_where_nothing_was_restored(site):
    site.run("restore", "--switch", status=1)


def test_a_broken_backup_leaves_the_live_site_alone(site, tmp_path):
    site.add_person("lan")
    site.run("backup", str(tmp_path / "one.tar.gz"))
    whole = (tmp_path / "one.tar.gz").read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 0xFF
    for broken in (whole[: len(whole) // 2], whole[:-3], bytes(flipped)):
        (tmp_path / "broken.tar.gz").write_bytes(broken)
        site.run("restore", str(tmp_path / "broken.tar.gz"), status=1)
        assert not (site.folder / "files-beside").exists()
    assert site.people() == ["lan"]


def test_doctor_says_what_is_not_well_and_how_to_mend_it(site):
    findings = {row["name"]: row for row in json.loads(site.run("doctor", "--json", status=1))}
    assert findings["database"]["is_well"]
    assert findings["migrations"]["is_well"]
    assert not findings["backup"]["is_well"]
    assert "caicach backup" in findings["backup"]["mend"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CAICACH_SECRET_KEY", ""),
        ("CAICACH_SECRET_KEY", "short"),
        ("CAICACH_HOSTS", "*"),
        ("CAICACH_CLAMD", ""),
        ("CAICACH_CLAMD", "on"),
        ("CAICACH_CLAMD", "tcp:clamd"),
        ("DATABASE_URL", "mysql://x"),
    ],
)
def test_production_refuses_unsafe_settings(name, value, tmp_path):
    safe = {"CAICACH_MODE": "production", "CAICACH_SECRET_KEY": "k" * 50, "CAICACH_HOSTS": "cchc.example.vn"}
    safe["CAICACH_CLAMD"] = "off"
    environment = (
        os.environ
        | safe
        | {"CAICACH_VAR": str(tmp_path), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": SETTINGS}
        | {name: value}
    )
    command = [sys.executable, "-m", "caicach", "check"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert name in done.stderr
