"""The register as readers of documents get it."""

from datetime import date

import pytest

from caicach.agencies.directory import agency_directory, resolve_keys
from caicach.agencies.services import AgencyFields, create_agency, rename_agency
from caicach.agencies.services_succession import Handover, succeed
from tests.factories.agencies import AgencyFactory, AgencyGroupFactory

DAY = date(2025, 7, 1)


def _texts(key):
    entry = next(entry for entry in agency_directory(DAY).entries if entry.key == key)
    return {name.text: name for name in entry.names}


@pytest.mark.parametrize("title", ["Giám đốc", "Giám đốc Sở"])
def test_the_head_of_an_agency_stands_for_it(db, title):
    fields = AgencyFields(code="snv", kind="department", name="Sở Nội vụ", short_name="SNV", head_title=title)
    create_agency(fields=fields, aliases=["Cơ quan nội vụ"], by=None)
    texts = _texts("snv")
    assert {"Sở Nội vụ", "SNV", "Cơ quan nội vụ", "Giám đốc Sở Nội vụ"} <= set(texts)
    assert texts["Giám đốc Sở Nội vụ"].kind == "alias"


def test_a_committee_is_known_written_out_and_shortened(db):
    create_agency(fields=AgencyFields(code="xa-a", kind="commune", name="UBND xã A", head_title="Chủ tịch"), by=None)
    assert {"UBND xã A", "Ủy ban nhân dân xã A", "Chủ tịch UBND xã A", "Chủ tịch Ủy ban nhân dân xã A"} == set(
        _texts("xa-a")
    )


def test_names_of_earlier_days_bear_their_days(db):
    agency = create_agency(fields=AgencyFields(code="so-a", kind="department", name="Sở Cũ"), by=None)
    rename_agency(agency=agency, version=1, name="Sở Mới", on=DAY, legal_basis="QĐ 1", by=None)
    texts = _texts("so-a")
    assert texts["Sở Cũ"].valid_to == date(2025, 6, 30)
    assert texts["Sở Mới"].valid_from == DAY


def test_an_ended_agency_names_who_carries_on(db):
    old, new = AgencyFactory(code="cu"), AgencyFactory(code="moi")
    succeed(kind="merge", on=DAY, handovers=[Handover(from_agency=old, to_agency=new)], legal_basis="NQ 1", by=None)
    entries = {entry.key: entry for entry in agency_directory(DAY).entries}
    assert entries["cu"].successors == ("moi",)
    assert entries["cu"].names[0].valid_to == date(2025, 6, 30)
    assert entries["moi"].successors == ()
    assert {entry.key: entry for entry in agency_directory(date(2025, 6, 30)).entries}["cu"].successors == ()


def test_keys_lead_back_to_rows(db):
    agency, group = AgencyFactory(code="so-a"), AgencyGroupFactory(code="so-a", aliases=["các sở"])
    keys = [entry.key for entry in agency_directory(DAY).entries]
    assert resolve_keys([*keys, "gone"]) == {"so-a": agency, "group:so-a": group}


def test_150_agencies_take_four_queries(db, django_assert_num_queries):
    AgencyFactory.create_batch(150)
    with django_assert_num_queries(4):
        assert len(agency_directory(DAY).entries) == 150
