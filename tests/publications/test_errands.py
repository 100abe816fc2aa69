"""Who approves is told of what waits; who prepared it is not."""

from datetime import date

from caicach.publications.errands import TELLER

TODAY = date(2027, 1, 20)


def test_the_leader_is_told_of_a_prepared_publication_until_it_is_approved(world):
    row = world.prepared()
    (errand,) = TELLER.errands(world.leader, TODAY)
    assert errand.url == f"/cong-bo/{row.pk}/duyet/"
    assert TELLER.errands(world.coordinator, TODAY) == []
    world.approved(row)
    assert TELLER.errands(world.leader, TODAY) == []
