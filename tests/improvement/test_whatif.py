from django.test import Client
from django.urls import reverse

from caicach.assessments.models import Score
from caicach.people.permissions import Role
from tests.factories.assessments import WHOLE, person

LEAF = {"1.1-a": "100", "1.1-b": "100"}


def ask(user, assessment, name="what_if", **query):
    client = Client()
    client.force_login(user)
    return client.get(reverse(f"improvement:{name}", args=[assessment.pk]), query)


def test_other_figures_change_points_share_and_place_at_once_and_nothing_is_kept(closed):
    before = Score.objects.count()
    answer = ask(closed.coordinator, closed.rounds.own, **LEAF)
    scenario, places = answer.context["scenario"], answer.context["places"]
    assert (scenario.now.result.exact, scenario.then.result.exact) == (4.5, 5.5)
    assert scenario.then.result.share == scenario.then.result.exact / 10
    assert (places.now.rank, places.then.rank) == (2, 2)
    assert Score.objects.count() == before


def test_the_place_follows_when_an_agency_overtakes_another(closed):
    query = LEAF | {"2-a": "100", "2-b": "100", "2-decided": "", "1.2-a": "100", "1.2-b": "100"}
    answer = ask(closed.coordinator, closed.rounds.own, **query)
    assert answer.context["scenario"].then.result.exact == 10
    assert (answer.context["places"].now.rank, answer.context["places"].then.rank) == (2, 1)


def test_each_changed_leaf_is_explained_and_can_be_taken_out_again(closed):
    answer = ask(closed.coordinator, closed.rounds.own, **LEAF, **{"2-decided": "3"})
    (first, second) = answer.context["scenario"].leaves
    assert (first.criterion.code, first.now.points, first.then.points) == ("1.1", 1, 2)
    assert "100" in first.sentence
    assert first.rest == "2-decided=3"
    assert second.then.points == 3


def test_an_agency_learns_no_place_before_results_are_published(closed):
    assert ask(closed.rounds.focal, closed.rounds.own, **LEAF).context["places"] is None
    closed.approved()
    assert ask(closed.rounds.focal, closed.rounds.own, **LEAF).context["places"].now.rank == 2


def test_a_figure_that_cannot_be_comes_back_with_its_reason(closed):
    answer = ask(closed.coordinator, closed.rounds.own, **{"1.1-a": "nhiều", "1.1-b": "100"})
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert "nhiều" in answer.content.decode()


def test_the_best_options_for_an_effort_are_chosen(closed):
    answer = ask(closed.coordinator, closed.rounds.own, "best_options", effort="1")
    assert [one.key for one in answer.context["found"].options] == ["1.1"]
    assert (
        ask(closed.coordinator, closed.rounds.own, "best_options", effort="1", **{"w-1.1": "2"})
        .context["found"]
        .options
        == ()
    )


def test_an_effort_that_is_none_is_refused(closed):
    assert ask(closed.coordinator, closed.rounds.own, "best_options", effort="-1").status_code == 422


def test_a_running_round_can_be_tried_before_anybody_has_filled_in(running):
    leader = person(running.body, Role.LEADER)
    answer = ask(leader, running.own, **LEAF)
    assert answer.context["scenario"].then.result.exact == WHOLE.values["a"] / 50
    assert answer.context["scenario"].then.result.missing == ("1.2", "2")
    assert answer.context["places"].then is None
