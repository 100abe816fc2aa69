"""Writing to the register: what is refused, what is kept, what follows."""

from datetime import date

import pytest

from caicach.agencies.errors import (
    CodeTaken,
    EndsBeforeItBegins,
    LastName,
    NamesOverlap,
    NotThereOnThatDay,
    ParentIsBelow,
)
from caicach.agencies.models import Agency
from caicach.agencies.services import (
    AgencyFields,
    add_name,
    change_agency,
    create_agency,
    end_name,
    fields_of,
    rename_agency,
)
from caicach.agencies.succession import name_on
from caicach.audit.models import AuditEvent
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.factories.agencies import AgencyFactory

DAY = date(2026, 3, 1)


def _made(by, **fields):
    return create_agency(fields=AgencyFields(**{"code": "so-noi-vu", "kind": "department", **fields}), by=by)


def test_a_new_agency_is_found_without_diacritics_by_all_its_names(coordinator):
    agency = create_agency(
        fields=AgencyFields(code="snv", kind="department", name="Sở  Nội vụ", short_name="SNV"),
        aliases=["Cơ quan nội vụ Đắk Mới"],
        by=coordinator,
    )
    assert (agency.name, agency.short_name) == ("Sở Nội vụ", "SNV")
    for part in ("so noi vu", "snv", "dak moi"):
        assert Agency.objects.filter(search_text__contains=part).get() == agency
    assert AuditEvent.objects.filter(code="agencies.agency_created").count() == 1


def test_who_may_not_manage_agencies_is_refused(focal_point):
    with pytest.raises(NotAllowed):
        _made(focal_point, name="Sở Nội vụ")
    agency = AgencyFactory()
    with pytest.raises(NotAllowed):
        change_agency(agency=agency, version=1, fields=fields_of(agency), by=focal_point)


def test_a_code_is_given_once(coordinator):
    _made(coordinator, name="Sở Nội vụ")
    with pytest.raises(CodeTaken):
        _made(coordinator, name="Sở khác")


def test_a_corrected_name_leaves_no_second_name(coordinator):
    agency = _made(coordinator, name="Sở Nộ vụ", short_name="SNV")
    fields = AgencyFields(code="so-noi-vu", kind="department", name="Sở Nội vụ")
    agency = change_agency(agency=agency, version=1, fields=fields, by=coordinator)
    assert list(agency.names.values_list("text", flat=True)) == ["Sở Nội vụ"]
    assert (agency.version, agency.short_name) == (2, "")
    assert AuditEvent.objects.get(code="agencies.agency_changed").details["changes"] == {
        "name": ["Sở Nộ vụ", "Sở Nội vụ"],
        "short_name": ["SNV", ""],
    }


def test_an_older_version_is_refused(coordinator):
    agency = _made(coordinator, name="Sở Nội vụ")
    change_agency(agency=agency, version=1, fields=fields_of(agency), by=coordinator)
    with pytest.raises(RowMovedOn):
        change_agency(agency=agency, version=1, fields=fields_of(agency), by=coordinator)


def test_nobody_is_above_and_below_the_same_agency(coordinator):
    above = _made(coordinator, name="Sở")
    below = _made(coordinator, code="phong", kind="unit", name="Phòng", parent=above)
    fields = AgencyFields(code="so-noi-vu", kind="department", name="Sở", parent=below)
    with pytest.raises(ParentIsBelow):
        change_agency(agency=above, version=1, fields=fields, by=coordinator)


def test_a_renamed_agency_keeps_its_row_and_its_old_name_until_the_day_before(coordinator):
    agency = _made(coordinator, name="Sở Cũ", short_name="SC")
    renamed = rename_agency(
        agency=agency, version=1, name="Sở Mới", short_name="SM", on=DAY, legal_basis="QĐ 1", by=coordinator
    )
    assert (renamed.pk, renamed.name, renamed.short_name) == (agency.pk, "Sở Mới", "SM")
    assert name_on(agency, date(2026, 2, 28)) == "Sở Cũ"
    assert name_on(agency, DAY) == "Sở Mới"
    assert renamed.successions_out.get().legal_basis == "QĐ 1"


def test_a_renaming_before_the_last_one_or_after_the_end_is_refused(coordinator):
    agency = _made(coordinator, name="Sở Cũ", valid_from=date(2020, 1, 1), valid_to=date(2026, 6, 30))
    rest = {"agency": agency, "version": 1, "name": "Sở Mới", "legal_basis": "QĐ 1", "by": coordinator}
    with pytest.raises(NotThereOnThatDay):
        rename_agency(on=date(2026, 7, 1), **rest)
    with pytest.raises(EndsBeforeItBegins):
        rename_agency(on=date(2020, 1, 1), **rest)


def test_two_official_names_never_share_a_day(coordinator):
    agency = _made(coordinator, name="Sở Nội vụ", valid_from=DAY)
    earlier = {"agency": agency, "version": 1, "text": "Ban Tổ chức", "kind": "official", "by": coordinator}
    with pytest.raises(NamesOverlap):
        add_name(valid_to=DAY, **earlier)
    add_name(valid_to=date(2026, 2, 28), **earlier)
    assert name_on(agency, date(2025, 1, 1)) == "Ban Tổ chức"


def test_an_alias_may_end_but_the_official_name_may_not(coordinator):
    agency = _made(coordinator, name="Sở Nội vụ")
    alias = add_name(agency=agency, version=1, text="SNV", kind="alias", by=coordinator)
    with pytest.raises(LastName):
        end_name(name=agency.names.get(kind="official"), version=2, on=DAY, by=coordinator)
    assert end_name(name=alias, version=2, on=DAY, by=coordinator).valid_to == DAY
