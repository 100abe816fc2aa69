"""A criteria set is replaced during the year: what means the same is carried over, the rest begins anew."""

from dataclasses import replace
from decimal import Decimal

import pytest

from caicach.assessments.errors import RoundNotOpen
from caicach.assessments.evidence import attach
from caicach.assessments.models import Entry
from caicach.audit.models import AuditEvent
from caicach.documentregister.services import Head, register_document
from caicach.rounds.preparing import open_round, prepare_round
from caicach.selfassessments.filling import fill
from tests.factories.assessments import HALF, TODAY, setting_for
from tests.factories.criteria import issued_set, small_set


def new_set():
    """As the old one, but leaf 2 has another name, so it may be another criterion."""
    made = small_set("bo-thay")
    return issued_set(
        checked=replace(made, criteria=(made.criteria[0], replace(made.criteria[1], name="Tiêu chí khác")))
    )


def prepared(world):
    criteria_set = new_set()
    setting = setting_for(criteria_set, [world.own.agency, world.twin.agency], [world.body])
    return prepare_round(criteria_set=criteria_set, setting=setting, replaces=world.round, by=None)


def leaf(round, agency, code):
    return Entry.objects.with_scores().get(assessment__round=round, assessment__agency=agency, criterion__code=code)


@pytest.fixture
def replaced(world):
    document = register_document(agency=world.own.agency, head=Head(title="Báo cáo", number="1/BC"), by=world.focal)
    entry = world.entry("1.1")
    attach(entry=entry, version=entry.version, document=document, by=world.focal, today=TODAY)
    for code in ("1.1", "2"):
        entry = world.entry(code)
        fill(
            entry=entry, version=entry.version, claim=HALF, explanation="Theo báo cáo", is_done=True, by=world.focal,
            today=TODAY,
        )  # fmt: skip
    round = prepared(world)
    return open_round(round=round, version=round.version, by=None)


def test_what_means_the_same_is_carried_over_and_is_to_be_looked_at_again(world, replaced):
    entry = leaf(replaced, world.own.agency, "1.1")
    assert entry.filled.points == Decimal(1)
    assert entry.filled.by == world.focal
    assert entry.explanation == "Theo báo cáo"
    assert entry.evidence.get().document.number == "1/BC"
    assert not entry.is_done


def test_what_may_mean_something_else_begins_anew(world, replaced):
    assert leaf(replaced, world.own.agency, "2").filled is None
    assert leaf(replaced, world.twin.agency, "1.1").filled is None


def test_the_old_round_has_ended_and_keeps_everything(world, replaced):
    world.round.refresh_from_db()
    assert world.round.state == "ended"
    assert world.entry("2").filled.points == Decimal("2.5")
    with pytest.raises(RoundNotOpen):
        fill(
            entry=world.entry("1.1"), version=world.entry("1.1").version, claim=HALF, explanation="", is_done=False,
            by=world.focal, today=TODAY,
        )  # fmt: skip
    assert AuditEvent.objects.get(code="assessments.round_replaced").details["leaves"] == 1


def test_a_round_is_replaced_once(world, replaced):
    other = prepare_round(
        criteria_set=replaced.criteria_set, replaces=world.round, by=None,
        setting=setting_for(replaced.criteria_set, [world.own.agency], [world.body]),
    )  # fmt: skip
    with pytest.raises(RoundNotOpen):
        open_round(round=other, version=other.version, by=None)


def test_until_it_opens_the_old_round_goes_on(world):
    prepared(world)
    world.round.refresh_from_db()
    assert world.round.is_open
