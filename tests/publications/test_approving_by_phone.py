"""Journey 4, step 3: a leader approves a publication on the telephone, four taps, the password and the code."""

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)

from caicach.publications.models import Publication
from tests.factories.people import PASSWORD
from tests.factories.publications import closed_world
from tests.walker import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_leader_approves_with_four_taps_and_the_code(walks):
    world = closed_world()
    row, secret = world.prepared(), generate_totp_secret()
    world.leader.set_password(PASSWORD)
    world.leader.save()
    TOTP.activate(world.leader, secret)
    walker = walks(world.leader, size=PHONE)
    walker.open(f"/cong-bo/{row.pk}/duyet/")
    assert walker.sees("Sở Công Thương")
    assert walker.sees(row.sha256)
    walker.click("#id_has_seen")
    walker.click("main form .button-primary")
    walker.page.fill("#id_password", PASSWORD)
    walker.click("main form .button-primary")
    walker.page.fill("#id_code", format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))
    walker.click("main form .button-primary")
    assert walker.sees("Đã công bố")
    assert Publication.objects.get().is_approved
    assert walker.clicks == 4
    assert not walker.told
