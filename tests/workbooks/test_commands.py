"""Sets are read in and checked by the command."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from caicach.criteria.models import CriteriaSet, SetState
from caicach.criteria.writing import as_yaml
from tests.factories.criteria import small_set

pytestmark = pytest.mark.django_db


def _call(*arguments, command="import_criteria"):
    out = io.StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def test_a_shipped_set_is_issued_by_its_key_and_again_without_a_change():
    assert json.loads(_call("commune-2026", "--issue", "--json"))["state"] == "issued"
    assert json.loads(_call("commune-2026", "--issue", "--json"))["changed"] is False
    assert CriteriaSet.objects.get().state == SetState.ISSUED


def test_a_file_is_checked_without_being_kept(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(as_yaml(small_set()))
    assert "leaves 3" in _call(str(path), "--check")
    path.write_text(as_yaml(small_set()).replace("max_score: 5", "max_score: 6"))
    with pytest.raises(CommandError, match="sum_is_not_maximum"):
        _call(str(path))
    with pytest.raises(CommandError):
        _call(str(tmp_path / "none.yaml"))
    assert not CriteriaSet.objects.exists()


@pytest.mark.parametrize("name", ["bo.xlsx", "bo.yaml"])
def test_a_set_goes_out_into_a_file_and_in_again_without_a_change(tmp_path, name):
    _call("commune-2026")
    path = tmp_path / name
    _call("commune-2026", "-o", str(path), command="export_criteria")
    assert json.loads(_call(str(path), "--json")) == {
        "key": "commune-2026", "leaves": 34, "state": "draft", "changed": False,
    }  # fmt: skip


def test_what_cannot_be_written_out_is_told(tmp_path):
    with pytest.raises(CommandError, match="no set has the key"):
        _call("khong-co", "-o", str(tmp_path / "a.yaml"), command="export_criteria")
    _call("commune-2026")
    with pytest.raises(CommandError, match="--format"):
        _call("commune-2026", "-o", str(tmp_path / "a.doc"), command="export_criteria")
    _call("commune-2026", "-o", str(tmp_path / "a.doc"), "--format", "yaml", command="export_criteria")
    assert (tmp_path / "a.doc").read_text().startswith("key: commune-2026")


def test_the_faults_of_a_workbook_are_told_with_their_cells(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK" + b"x" * 100)
    with pytest.raises(CommandError, match="no_workbook"):
        _call(str(path))
