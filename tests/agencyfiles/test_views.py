from django.core.files.uploadedfile import SimpleUploadedFile

from caicach.agencies.models import Agency
from tests.agencies.pages import url_of
from tests.factories.agencies import (
    AgencyFactory,
)

TABLE = "mã\ttên\tloại\na\tSở A\tsở\n"


def test_a_table_is_previewed_and_then_written(manager):
    page = manager.post(url_of("agencyfiles:agency_import"), {"file": SimpleUploadedFile("a.csv", TABLE.encode())})
    assert page.status_code == 200
    assert not Agency.objects.filter(code="a").exists()
    given = {"text": page.context["text"], "seen": page.context["plan"].fingerprint}
    assert manager.post(url_of("agencyfiles:agency_import_apply"), given | {"seen": "cu"}).status_code == 409
    assert manager.post(url_of("agencyfiles:agency_import_apply"), given).status_code == 302
    assert Agency.objects.get(code="a").name == "Sở A"
    again = manager.post(url_of("agencyfiles:agency_import"), {"text": TABLE})
    assert "không có gì để ghi" in again.content.decode()


def test_a_table_with_problems_shows_where_and_how_to_repair(manager):
    answer = manager.post(url_of("agencyfiles:agency_import"), {"text": "mã\ttên\tloại\na\tSở A\tvụ\n"})
    assert answer.status_code == 422
    assert "Không rõ loại “vụ”" in answer.content.decode()
    assert (
        manager.post(url_of("agencyfiles:agency_import_apply"), {"text": "mã\ttên\tloại\na\tSở A\tvụ\n"}).status_code
        == 422
    )


def test_the_export_holds_what_the_filter_shows(manager):
    AgencyFactory(name="UBND xã Tân Lập", kind="commune", search_text="ubnd xa tan lap")
    content = manager.get(url_of("agencyfiles:agency_export_csv"), {"kind": "commune"}).content.decode("utf-8-sig")
    assert content.splitlines()[1].split(",")[1] == "UBND xã Tân Lập"
    assert len(content.splitlines()) == 2
