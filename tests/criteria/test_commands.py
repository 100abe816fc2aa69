"""Sets are read in and checked by the command."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from caicach.criteria.models import CriteriaSet, SetState
from caicach.criteria.writing import as_yaml
from tests.factories.criteria import small_set

pytestmark = pytest.mark.django_db


def _call(*arguments):
    out = io.StringIO()
    call_command("import_criteria", *arguments, stdout=out)
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
