"""Crosswalks go out into files and come in again by commands; proposals are made for a person to look through."""

import io
import json
import re

import pytest
from django.core.management import CommandError, call_command

from caicach.core.scoring.crosswalk import check_crosswalk
from caicach.criteria.loading import SHIPPED_CROSSWALKS, shipped_crosswalk
from caicach.criteria.models import Crosswalk
from tests.factories.criteria import crosswalk_between, issued_set

pytestmark = pytest.mark.django_db
OLD, NEW = "department-2025", "department-2026"


def _call(command, *arguments):
    out = io.StringIO()
    call_command(command, *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def shipped():
    for key in (OLD, NEW):
        _call("import_criteria", key)


def test_the_shipped_crosswalk_comes_in_by_its_key_and_goes_out_without_a_change(shipped, tmp_path):
    path = tmp_path / "bang.yaml"
    assert json.loads(_call("import_crosswalk", *SHIPPED_CROSSWALKS, "--json"))["changed"] is True
    told = _call("export_crosswalk", OLD, NEW, "-o", path)
    assert told.startswith(f"{OLD} → {NEW}: {len(shipped_crosswalk(*SHIPPED_CROSSWALKS).links)} confirmed: ")
    assert json.loads(_call("import_crosswalk", path, "--json"))["changed"] is False
    assert Crosswalk.objects.get().as_core == shipped_crosswalk(*SHIPPED_CROSSWALKS)


def test_a_proposal_leaves_no_criterion_out_and_is_read_in_as_it_is(shipped, tmp_path):
    path = tmp_path / "bang.yaml"
    told = json.loads(_call("export_crosswalk", OLD, NEW, "--propose", "-o", path, "--json"))
    assert (told["old"], told["new"], told["confirmed"]) == (OLD, NEW, 0)
    assert not Crosswalk.objects.exists()
    assert json.loads(_call("import_crosswalk", path, "--json"))["links"] == len(told["proposed"])
    row = Crosswalk.objects.get()
    assert check_crosswalk(row.as_core, row.old_set.as_core, row.new_set.as_core) == []


def test_what_is_confirmed_stays_among_the_proposals(tmp_path):
    row = crosswalk_between(issued_set("cu"), issued_set("moi"))
    told = _call("export_crosswalk", "cu", "moi", "--propose", "-o", tmp_path / "a.yaml")
    assert re.search(r"cu → moi: 1 confirmed, 2 proposed \(same 2\)", told)
    assert (tmp_path / "a.yaml").read_text().startswith("old_set: cu\nnew_set: moi\n")
    assert len(Crosswalk.objects.get().as_core.links) == len(row.as_core.links) == 1


def test_a_check_keeps_nothing_and_faults_are_told_with_their_lines(shipped, tmp_path):
    path = tmp_path / "a.yaml"
    _call("export_crosswalk", OLD, NEW, "--propose", "-o", path)
    assert _call("import_crosswalk", path, "--check").rstrip().endswith("problems 0")
    path.write_text(path.read_text().replace(f"new_set: {NEW}", "new_set: khong-co"))
    with pytest.raises(CommandError, match=r"a\.yaml:2: new_set: scoring\.unknown_set"):
        _call("import_crosswalk", path)
    assert not Crosswalk.objects.exists()


def test_what_cannot_be_written_is_told(tmp_path):
    issued_set("cu"), issued_set("moi")
    path = tmp_path / "a.yaml"
    with pytest.raises(CommandError, match="no set has the key khong-co; known are: "):
        _call("export_crosswalk", "khong-co", "moi", "-o", path)
    with pytest.raises(CommandError, match="no crosswalk from cu to moi; --propose"):
        _call("export_crosswalk", "cu", "moi", "-o", path)
    with pytest.raises(CommandError, match="from one set to another one"):
        _call("export_crosswalk", "cu", "cu", "--propose", "-o", path)
    with pytest.raises(CommandError):
        _call("export_crosswalk", "cu", "moi", "--propose", "-o", tmp_path / "none" / "a.yaml")
    with pytest.raises(CommandError):
        _call("import_crosswalk", tmp_path / "none.yaml")
