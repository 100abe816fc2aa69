"""Journey 4, step 3: a leader approves a publication on the telephone, four taps, the password and the code."""

import pytest

from caicach.publications.models import Publication
from tests.factories.people import PASSWORD, code_now, with_password_and_code
from tests.factories.publications import closed_world
from tests.walker import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_leader_approves_with_four_taps_and_the_code(walks):
    world = closed_world()
    row, secret = world.prepared(), with_password_and_code(world.leader)
    walker = walks(world.leader, size=PHONE)
    walker.open(f"/cong-bo/{row.pk}/duyet/")
    assert walker.sees("Sở Công Thương")
    assert walker.sees(row.sha256)
    walker.click("#id_has_seen")
    walker.click("main form .button-primary")
    walker.page.fill("#id_password", PASSWORD)
    walker.click("main form .button-primary")
    walker.page.fill("#id_code", code_now(secret))
    walker.click("main form .button-primary")
    assert walker.sees("Đã công bố")
    assert Publication.objects.get().is_approved
    assert walker.clicks == 4
    assert not walker.told
