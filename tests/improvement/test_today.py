from dataclasses import replace
from decimal import Decimal

from django.urls import reverse

from caicach.assessments.models import Round
from caicach.core.scoring.claims import Claim
from caicach.core.scoring.criteria import Input
from caicach.core.scoring.plain import to_plain
from caicach.improvement.today import missing_leaves, ordered, today_rows, whole_of
from caicach.people.permissions import Role
from caicach.selfassessments.filling import fill
from tests.factories.assessments import HALF, TODAY, person
from tests.factories.indicators import FigureFactory, IndicatorFactory


def row_of(world):
    rows = today_rows(world.round, world.coordinator)
    return next(row for row in rows if row.stand.assessment.pk == world.own.pk)


def fill_in(world, code, claim=HALF):
    entry = world.entry(code)
    fill(entry=entry, version=entry.version, claim=claim, explanation="", is_done=False, by=world.focal, today=TODAY)


def test_what_misses_makes_a_range_and_is_never_zero(running):
    fill_in(running, "1.1")
    row = row_of(running)
    assert (row.least, row.most, row.missing, row.stand.lost.at_stake) == (1, 9, 2, 8)
    assert row.stand.result.share is None


def test_nothing_known_has_no_points(running):
    row = row_of(running)
    assert not row.has_points
    assert (row.least, row.most) == (0, 10)


def test_the_whole_is_the_mean_of_known_and_possible(running):
    fill_in(running, "1.1")
    rows = today_rows(running.round, running.coordinator)
    whole = whole_of(rows)
    assert (whole.least, whole.most, whole.missing, whole.at_stake) == (Decimal("0.5"), Decimal("9.5"), 5, 18)
    assert whole_of([]) is None
    leaves = missing_leaves(rows, running.round.criteria_set.as_core)
    assert [(leaf.code, count, stake) for leaf, count, stake in leaves] == [("2", 2, 10), ("1.2", 2, 6), ("1.1", 1, 2)]


def test_any_column_sorts(running):
    fill_in(running, "1.1")
    rows = today_rows(running.round, running.coordinator)
    assert ordered(rows, "-least")[0].stand.assessment.pk == running.own.pk
    assert ordered(rows, "least")[0].stand.assessment.pk == running.twin.pk


def with_ledger(world):
    """The inputs of leaf 1.1 are numbers of an indicator from now on."""
    indicator = IndicatorFactory()
    row = world.round.criteria_set
    core = row.as_core
    inputs = tuple(
        Input(name=name, label=name, indicator=f"{indicator.code}:{part}")
        for name, part in (("a", "numerator"), ("b", "denominator"))
    )
    first, second = core.criteria
    leaf, survey = first.children
    first = replace(first, children=(replace(leaf, inputs=inputs), survey))
    row.content = to_plain(replace(core, criteria=(first, second)))
    row.save(update_fields=["content"])
    world.round = Round.objects.get(pk=world.round.pk)
    return indicator


def test_the_ledger_fills_what_the_agency_has_not_filled_in(running):
    indicator = with_ledger(running)
    FigureFactory(indicator=indicator, agency=running.own.agency)
    row = row_of(running)
    assert (row.ledger, row.least) == (("1.1",), Decimal("1.96"))
    assert row.most == Decimal("9.96")


def test_what_an_agency_has_said_is_not_overruled_by_the_ledger(running):
    indicator = with_ledger(running)
    fill_in(running, "1.1")
    FigureFactory(indicator=indicator, agency=running.own.agency)
    row = row_of(running)
    assert (row.ledger, row.least) == ((), 1)


def test_the_ledger_completes_a_leaf_that_is_half_filled_in(running):
    indicator = with_ledger(running)
    fill_in(running, "1.1", Claim(values={"a": Decimal(49), "b": None}))
    FigureFactory(indicator=indicator, agency=running.own.agency)
    assert row_of(running).least == Decimal("0.98")


def test_a_figure_of_another_period_or_agency_fills_nothing(running):
    indicator = with_ledger(running)
    FigureFactory(indicator=indicator, agency=running.twin.agency)
    assert row_of(running).ledger == ()


def test_the_overview_of_the_leader_shows_rounds_that_run(running, client):
    fill_in(running, "1.1")
    client.force_login(person(running.body, Role.LEADER))
    answer = client.get(reverse("improvement:today"))
    ((round, whole),) = answer.context["wholes"]
    assert (round, whole.least, whole.most) == (running.round, Decimal("0.5"), Decimal("9.5"))
    assert "0,50 – 9,50" in " ".join(answer.content.decode().split())
    part = client.get(
        reverse("improvement:today"), headers={"HX-Request": "true", "HX-Target": "rounds"}
    ).content.decode()
    assert "<html" not in part
    assert running.round.name in part
