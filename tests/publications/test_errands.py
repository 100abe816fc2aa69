"""Who approves is told of what waits; who prepared it is not."""

from datetime import date

from caicach.publications.errands import errands

TODAY = date(2027, 1, 20)


def test_the_leader_is_told_of_a_prepared_publication_until_it_is_approved(world):
    row = world.prepared()
    (errand,) = errands(world.leader, TODAY)
    assert errand.url == f"/cong-bo/{row.pk}/duyet/"
    assert errands(world.coordinator, TODAY) == []
    world.approved(row)
    assert errands(world.leader, TODAY) == []
