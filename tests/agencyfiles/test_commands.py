"""The commands that carry the register to and from files."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from caicach.agencies.models import Agency
from tests.factories.agencies import AgencyFactory


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
