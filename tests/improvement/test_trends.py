from dataclasses import replace
from decimal import Decimal

from caicach.assessments.models import Round
from caicach.core.scoring.crosswalk import Change, Crosswalk, Link
from caicach.core.scoring.plain import to_plain
from caicach.crosswalks.services import keep_crosswalk
from caicach.improvement.standing import stand_alone
from caicach.improvement.trends import leaf_trends, years_of
from tests.factories.publications import closed_round


def two_years(closed, key="nam-sau"):
    """A following round of the same agencies, each leaf at half its points."""
    agencies = [closed.rounds.own.agency, closed.rounds.twin.agency]
    later = closed_round(agencies, key)
    Round.objects.filter(pk=later.pk).update(previous=closed.round, year=2027)
    return later


def years(round, agency):
    rows = round.assessments.select_related("agency", "round__criteria_set", "round__previous__criteria_set")
    assessment = rows.get(agency=agency)
    return years_of(assessment, stand_alone(assessment))


def use_same_set(closed, later):
    nodes = {node.code: node for node in closed.round.criteria_set.nodes.all()}
    for assessment in later.assessments.all():
        for entry in assessment.entries.select_related("criterion"):
            entry.criterion = nodes[entry.criterion.code]
            entry.save(update_fields=["criterion"])
    Round.objects.filter(pk=later.pk).update(criteria_set=closed.round.criteria_set)


def test_years_under_one_set_are_compared(closed):
    later = two_years(closed)
    use_same_set(closed, later)
    new, old = years(later, closed.rounds.own.agency)
    assert (new.is_break, new.change, old.change) == (False, Decimal("0.05"), None)
    assert [(one.code, one.before, one.now) for one in leaf_trends([new, old])] == [("2", 2, Decimal("2.5"))]


def test_another_set_without_a_crosswalk_is_a_break(closed):
    later = two_years(closed)
    rows = years(later, closed.rounds.own.agency)
    assert (rows[0].is_break, rows[0].change) == (True, None)
    assert leaf_trends(rows) == []


def test_a_crosswalk_in_which_every_leaf_stayed_joins_the_years(closed):
    later = two_years(closed)
    links = tuple(Link(change=Change.SAME, old=(code,), new=(code,)) for code in ("1.1", "1.2", "2"))
    keep(closed.round.criteria_set, later.criteria_set, links)
    assert not years(later, closed.rounds.own.agency)[0].is_break


def test_a_leaf_of_another_weight_breaks_the_total_and_is_compared_by_share(closed):
    later = two_years(closed)
    core = later.criteria_set.as_core
    heavier = replace(core.criteria[1], max_score=Decimal(10))
    later.criteria_set.content = to_plain(replace(core, criteria=(core.criteria[0], heavier), max_score=Decimal(15)))
    later.criteria_set.save(update_fields=["content"])
    links = (
        Link(change=Change.SAME, old=("1.1",), new=("1.1",)),
        Link(change=Change.SAME, old=("1.2",), new=("1.2",)),
        Link(change=Change.REWEIGHTED, old=("2",), new=("2",)),
    )
    keep(closed.round.criteria_set, later.criteria_set, links)
    rows = years(later, closed.rounds.own.agency)
    assert rows[0].is_break
    (one,) = leaf_trends(rows)
    assert (one.code, one.by, one.before, one.now) == ("2", "share", Decimal("0.4"), Decimal("0.5"))


def keep(old, new, links):
    keep_crosswalk(checked=Crosswalk(old_set=old.key, new_set=new.key, links=links), by=None)
