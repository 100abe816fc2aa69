"""Publishing: who may, what is published, that it never changes, and how it is corrected."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict

from caicach.agencies.models import Agency, Membership
from caicach.assessments.appraising import change
from caicach.assessments.rounds import leave_round, prepare_round, set_unranked
from caicach.audit.models import AuditEvent
from caicach.core.publishing.command import verify_file
from caicach.core.scoring.claims import Claim
from caicach.criteria.services import withdraw_set
from caicach.files.models import StoredFile
from caicach.files.services import path_of
from caicach.people.permissions import Role
from caicach.publications.collecting import data_of
from caicach.publications.errors import (
    AlreadyPrepared,
    CorrectionNeedsReason,
    DecisionKnown,
    HasScored,
    LookAgain,
    NotPublished,
    NotWaiting,
    OtherBundle,
    OwnPreparation,
    RoundNotClosed,
)
from caicach.publications.models import Publication, PublicationState, PublishedResult
from caicach.publications.services import approve, discard, enter_decision, prepare
from caicach.publications.showing import groups_of
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.factories.assessments import TODAY, open_world, person, setting_for
from tests.factories.publications import closed_world

DAY = date(2027, 1, 15)


def frozen(publication):
    """Every field of a publication and of its results, as the database holds them."""
    row = Publication.objects.get(pk=publication.pk)
    return [model_to_dict(row), [model_to_dict(one) | {"pk": one.pk} for one in row.results.all()]]


def scored_otherwise(world, points="4"):
    entry = world.rounds.entry("2")
    claim = Claim(decided=Decimal(points))
    given = {"reason_code": "", "reason": "Đã bổ sung", "by": world.rounds.appraiser, "today": TODAY}
    change(entry=entry, version=entry.version, claim=claim, **given)


def test_what_is_prepared_holds_points_ranks_and_reasons(world):
    own, twin = sorted(world.prepared().results.all(), key=lambda one: one.exact)
    assert (own.name, own.exact, own.share, own.rank) == ("Sở Y tế", Decimal("4.5"), Decimal("0.45"), 2)
    assert (own.filled, own.appraised) == (Decimal(5), Decimal("4.5"))
    assert (twin.name, twin.exact, twin.rank, twin.place) == ("Sở Công Thương", Decimal("8.5"), 1, 1)
    leaf = own.content["leaves"]["2"]
    assert (leaf["counts"], leaf["points"], leaf["said"]["filled"]["points"]) == ("appraised", "2", "2.5")
    assert leaf["reasons"] == {"appraised": "Thiếu văn bản kiểm chứng"}
    assert own.content["leaves"]["1.2"]["reasons"] == {"outside": "Kết quả khảo sát"}


def test_the_bundle_verifies_and_its_hash_is_the_one_told(world):
    row = world.prepared()
    assert verify_file(path_of(row.bundle), sha256=row.sha256).differences == []


def test_an_agency_without_its_survey_result_has_no_share_and_no_rank(db):
    rows = closed_world(without_survey=True).prepared().results.all()
    own = rows.get(agency__name="Sở Y tế")
    assert (own.share, own.rank, own.missing, own.place) == (None, None, ["1.2"], 2)


def test_only_a_closed_round_is_published(db):
    rounds = open_world()
    with pytest.raises(RoundNotClosed):
        prepare(round=rounds.round, by=rounds.coordinator)


def test_a_round_has_one_publication_waiting_at_a_time(world):
    first = world.prepared()
    kept = StoredFile.objects.count()
    with pytest.raises(AlreadyPrepared):
        world.prepared()
    assert StoredFile.objects.count() == kept
    discard(publication=first, version=first.version, by=world.coordinator)
    assert world.prepared().number == 1


@pytest.mark.parametrize("role", [Role.LEADER, Role.APPRAISER, Role.AGENCY_HEAD, Role.INSPECTOR, Role.SYSADMIN])
def test_only_a_coordinator_prepares(world, role):
    with pytest.raises(NotAllowed):
        prepare(round=world.round, by=person(world.rounds.body, role))


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.APPRAISER, Role.AGENCY_HEAD, Role.INSPECTOR, Role.SYSADMIN])
def test_only_a_leader_approves(world, role):
    row = world.prepared()
    with pytest.raises(NotAllowed):
        approve(publication=row, version=row.version, sha256=row.sha256, by=person(world.rounds.body, role))


def test_a_leader_approves_and_the_publication_is_in_force(world):
    row = world.approved()
    assert (row.state, row.approved_by) == (PublicationState.APPROVED, world.leader)
    assert list(Publication.objects.in_force()) == [row]
    assert AuditEvent.objects.get(code="publications.approved").details["sha256"] == row.sha256


def test_who_prepared_does_not_approve_even_as_a_leader(world):
    row = world.prepared()
    Membership.objects.create(user=world.coordinator, agency=world.rounds.body, role=Role.LEADER)
    with pytest.raises(OwnPreparation):
        approve(publication=row, version=row.version, sha256=row.sha256, by=world.coordinator)


def test_who_has_given_a_score_does_not_approve(world):
    row = world.prepared()
    for scorer in (world.rounds.appraiser, world.rounds.surveyor, world.rounds.focal):
        Membership.objects.create(user=scorer, agency=world.rounds.body, role=Role.LEADER)
        with pytest.raises(HasScored):
            approve(publication=row, version=row.version, sha256=row.sha256, by=scorer)


def test_the_database_itself_refuses_one_person_for_both(world):
    row = world.approved()
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=row.pk).update(approved_by=row.prepared_by)


def test_what_was_looked_at_is_what_is_approved(world):
    row = world.prepared()
    with pytest.raises(OtherBundle):
        approve(publication=row, version=row.version, sha256="0" * 64, by=world.leader)
    with pytest.raises(RowMovedOn):
        approve(publication=row, version=row.version + 1, sha256=row.sha256, by=world.leader)


@pytest.mark.parametrize("change_it", ["reopened", "changed", "left", "unranked", "renamed"])
def test_what_has_changed_since_it_was_prepared_is_not_approved(world, change_it):
    row, own = world.prepared(), world.rounds.own
    if change_it != "renamed":
        round = world.reopened()
    if change_it == "changed":
        scored_otherwise(world)
    if change_it == "left":
        own.refresh_from_db()
        leave_round(assessment=own, version=own.version, reason="Sáp nhập", by=world.coordinator)
    if change_it == "unranked":
        given = {"group": "Sở, ban, ngành", "reason": "Mới sắp xếp", "by": world.coordinator}
        set_unranked(round=round, version=round.version, **given)
    if change_it in ("changed", "left", "unranked"):
        world.close()
    if change_it == "renamed":
        Agency.objects.filter(pk=own.agency_id).update(name="Sở Y tế và Gia đình")
    with pytest.raises(LookAgain):
        world.approved(row)
    row.refresh_from_db()
    assert row.state == PublicationState.PREPARED


def test_a_round_reopened_and_closed_again_without_a_change_is_still_what_was_prepared(world):
    row = world.prepared()
    world.reopened()
    world.close()
    assert world.approved(row).is_approved


def test_an_approved_publication_never_changes(world):
    row = world.approved()
    before = frozen(row)
    for act in (
        lambda: world.approved(row),
        lambda: discard(publication=row, version=row.version, by=world.coordinator),
    ):
        with pytest.raises(NotWaiting):
            act()
    round = world.reopened()
    scored_otherwise(world)
    given = {"group": "Sở, ban, ngành", "reason": "Mới sắp xếp", "by": world.coordinator}
    set_unranked(round=round, version=round.version, **given)
    world.close()
    withdraw_set(criteria_set=world.round.criteria_set, version=world.round.criteria_set.version, by=None)
    Agency.objects.update(name="Sở khác")
    assert frozen(row) == before
    assert [one.unranked for one in groups_of(Publication.objects.get())] == [""]
    assert verify_file(path_of(row.bundle), sha256=row.sha256).differences == []


def test_a_correction_names_the_former_says_why_and_leaves_it_readable(world):
    first = world.approved()
    world.reopened()
    scored_otherwise(world)
    world.close()
    with pytest.raises(CorrectionNeedsReason):
        world.prepared()
    second = world.approved(reason="Nhập sai phiếu khảo sát")
    assert (second.number, second.corrects) == (2, first)
    assert list(Publication.objects.in_force()) == [second]
    assert set(Publication.objects.approved()) == {first, second}
    assert first.results.get(agency=world.rounds.own.agency).exact == Decimal("4.5")
    assert second.results.get(agency=world.rounds.own.agency).exact == Decimal("6.5")


def test_a_correction_that_is_given_up_leaves_the_former_in_force(world):
    first = world.approved()
    second = world.prepared(reason="Thử")
    discard(publication=second, version=second.version, by=world.coordinator)
    assert list(Publication.objects.in_force()) == [first]


def test_changes_of_rank_count_from_what_holds_of_the_round_before(world):
    first, rounds = world.approved(), world.rounds
    agencies = [rounds.own.agency, rounds.twin.agency]
    setting = setting_for(world.round.criteria_set, agencies, [rounds.body], name="Đợt sau", year=2027)
    later = prepare_round(criteria_set=world.round.criteria_set, setting=setting, by=None, previous=world.round)
    found = data_of(later, number=1, corrects=None, reason="").last_time
    assert (found.year, found.sha256) == (2026, first.sha256)
    places = {rounds.own.agency.code: 2, rounds.twin.agency.code: 1}
    assert {code: place.rank for code, place in found.places.items()} == places
    assert data_of(world.round, number=1, corrects=None, reason="").last_time is None


def test_the_number_of_the_decision_is_entered_once_and_touches_nothing_else(world):
    waiting = world.prepared()
    given = {"number": "12/QĐ-UBND", "decided_on": DAY, "by": world.coordinator}
    with pytest.raises(NotPublished):
        enter_decision(publication=waiting, version=waiting.version, **given)
    row = world.approved(waiting)
    results = frozen(row)[1]
    row = enter_decision(publication=row, version=row.version, **given)
    assert (row.decision_number, row.decided_on) == ("12/QĐ-UBND", DAY)
    with pytest.raises(DecisionKnown):
        enter_decision(publication=row, version=row.version, **given)
    assert frozen(row)[1] == results


def test_agencies_see_the_details_of_their_own_and_everybody_the_ranks(world):
    row = world.prepared()
    focal, auditor = world.rounds.focal, person(world.rounds.body, Role.AUDITOR)
    assert not Publication.objects.visible_to(focal).exists()
    assert not PublishedResult.objects.visible_to(focal).exists()
    world.approved(row)
    assert [one.agency for one in PublishedResult.objects.visible_to(focal)] == [world.rounds.own.agency]
    assert Publication.objects.visible_to(auditor).exists()
    assert not PublishedResult.objects.visible_to(auditor).exists()
    assert PublishedResult.objects.visible_to(world.rounds.appraiser).count() == 2
    assert not Publication.objects.visible_to(person(world.rounds.body, Role.SYSADMIN)).exists()
