"""Sections are given to people of the agency: who has one finds it on the first page and writes it, others do not."""

import pytest
from django.test import Client
from django.urls import reverse

from caicach.audit.models import AuditEvent
from caicach.people.permissions import Role
from caicach.reports import errors
from caicach.reports.errands import TELLER
from caicach.reports.services import give_sections, write_section
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.factories.agencies import AgencyFactory
from tests.factories.delegations import lent
from tests.factories.reports import DAY_AFTER, half_year, person_of, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def part():
    agency = AgencyFactory(name="Sở Tư pháp")
    return half_year().parts.select_related("agency", "round").get(agency=agency)


@pytest.fixture
def head(part):
    return person_of(part.agency)


@pytest.fixture
def lan(part):
    return person_of(part.agency, Role.STAFF)


def give(part, by, **owners):
    return give_sections(part=part, version=part.version, owners=owners, by=by, today=DAY_AFTER)


def written_by(person, part, code):
    section = part.sections.get(code=code)
    return write_section(section=section, version=section.version, text="Đã rà soát", by=person)


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def test_who_was_given_a_section_writes_that_one_only(part, head, lan):
    with pytest.raises(NotAllowed):
        written_by(lan, part, "institution")
    give(part, head, institution=lan)
    assert written_by(lan, part, "institution").text == "Đã rà soát"
    with pytest.raises(NotAllowed):
        written_by(lan, part, "procedure")
    assert written_by(head, part, "institution").version == 3


def test_who_writes_in_the_place_of_the_head_is_told_with_both_names(part, head, lan):
    lent(head, lan, part.agency, Role.AGENCY_HEAD)
    section = written_by(lan, part, "institution")
    assert AuditEvent.objects.get(code="reports.section_written").details["acts_for"]["id"] == head.pk
    assert section.written_by == lan


def test_who_writes_the_own_section_writes_in_nobodys_place(part, head, lan):
    give(part, head, institution=lan)
    lent(head, lan, part.agency, Role.AGENCY_HEAD)
    written_by(lan, part, "institution")
    assert "acts_for" not in AuditEvent.objects.get(code="reports.section_written").details


def test_the_section_is_told_to_whom_it_was_given_until_it_is_written(part, head, lan):
    assert TELLER.errands(lan, DAY_AFTER) == []
    give(part, head, institution=lan)
    (errand,) = TELLER.errands(lan, DAY_AFTER)
    section = part.sections.get(code="institution")
    assert errand.text == f"Viết mục “{section.title}”: {part.round.name}"
    assert errand.url == reverse("reports:section_edit", args=[section.pk])
    written_by(lan, part, "institution")
    assert TELLER.errands(lan, DAY_AFTER) == []


def test_a_section_goes_to_people_of_the_agency_and_not_of_a_signed_part(part, head, lan):
    with pytest.raises(errors.NotOfTheAgency):
        give(part, head, institution=person_of(AgencyFactory()))
    for stranger in (lan, person_of(AgencyFactory())):
        with pytest.raises(NotAllowed):
            give(part, stranger, institution=lan)
    row = signed(part, head)
    with pytest.raises(errors.PartSigned):
        give(row, head, institution=lan)


def test_what_was_given_leaves_a_trace_and_the_same_again_none(part, head, lan):
    row = give(part, head, institution=lan, procedure=None)
    move = row.moves.get()
    assert (move.kind, move.by, move.sections) == ("given", head, ["institution"])
    assert lan.full_name in move.reason
    again = give(row, head, institution=lan)
    assert again.version == row.version
    assert AuditEvent.objects.filter(code="reports.part_given").count() == 1
    with pytest.raises(RowMovedOn):
        give(part, head, institution=None)


def test_the_page_gives_all_sections_at_once_and_tells_who_was_faster(part, head, lan):
    page = reverse("reports:part_owners", args=[part.pk])
    sent = {"version": part.version, "owner_institution": lan.pk, "owner_procedure": head.pk}
    assert browser(head).post(page, sent).status_code == 302
    assert part.sections.get(code="institution").owner == lan
    late = browser(person_of(part.agency, Role.FOCAL_POINT)).post(page, sent | {"owner_institution": ""})
    assert late.status_code == 409
    assert lan.full_name in late.content.decode()
    assert part.sections.get(code="institution").owner == lan
    shown = browser(lan).get(reverse("reports:part_detail", args=[part.pk])).content.decode()
    own, other = (
        reverse("reports:section_edit", args=[part.sections.get(code=code).pk]) for code in ("institution", "procedure")
    )
    assert own in shown
    assert other not in shown
