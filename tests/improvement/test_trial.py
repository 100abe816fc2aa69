from dataclasses import replace
from decimal import Decimal

from django.test import Client
from django.urls import reverse

from caicach.criteria.services import keep_draft
from tests.core.scoring.sets import leaf, parent, set_of
from tests.factories.assessments import open_world


def draft(*criteria):
    return keep_draft(checked=replace(set_of(*criteria), key="bo-moi", name="Bộ mới", years=(2027,)), by=None)[0]


def ask(user, row, **query):
    client = Client()
    client.force_login(user)
    return client.get(reverse("improvement:set_trial", args=[row.pk]), query)


def test_a_draft_is_tried_on_the_round_that_is_over(closed):
    row = draft(parent("1", leaf("1.1", "5"), leaf("1.2", "3")), leaf("2", "2"), leaf("3", "1"))
    trial = ask(closed.coordinator, row).context["trial"]
    assert not trial.has_crosswalk
    assert ([one.code for one in trial.uncarried], trial.at_stake, trial.carried) == (["3"], 1, 3)
    lines = {line.assessment.pk: line.row for line in trial.lines}
    own, twin = lines[closed.rounds.own.pk], lines[closed.rounds.twin.pk]
    assert (own.old_share, twin.old_share) == (Decimal("0.45"), Decimal("0.85"))
    assert (own.new_share, own.missing) == (None, ("2",))  # points set by a person, of another maximum
    assert (twin.new_share, twin.new_rank) == (Decimal("0.85"), 1)


def test_leaves_on_which_all_agree_separate_nobody(closed):
    trial = ask(closed.coordinator, draft(leaf("1.2", "3"), leaf("1.1", "2"))).context["trial"]
    assert [(one.code, points) for one, points in trial.equal] == [("1.2", Decimal("1.5"))]


def test_without_a_round_that_is_over_the_page_says_so(db):
    world = open_world()
    answer = ask(world.coordinator, draft(leaf("1", "2")))
    assert answer.status_code == 200
    assert answer.context["trial"] is None


def test_only_who_writes_sets_may_try_one(closed):
    assert ask(closed.rounds.focal, draft(leaf("1", "2"))).status_code == 404
    assert ask(closed.rounds.focal, closed.round.criteria_set).status_code == 403
