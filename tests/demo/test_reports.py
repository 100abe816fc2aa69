"""The demonstration's agencies send their parts through the services; some are late, some still write."""

from datetime import date

import pytest

from caicach.demo.reports import send_reports
from caicach.indicators.loading import load_indicators
from caicach.reports.models import ReportPart, ReportRound
from caicach.reports.records import Sending, sending_of
from tests.factories.agencies import AgencyFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 27)


def test_the_newest_report_is_open_and_most_agencies_have_sent():
    load_indicators(by=None)
    for number in range(25):
        AgencyFactory(commune=True, code=f"xa-{number}")
    told = send_reports(TODAY)
    assert (told["opened"], ReportRound.objects.get().kind.code) == (1, "q3")
    states = {sending_of(part, TODAY) for part in ReportPart.objects.all()}
    assert states == {Sending.ON_TIME, Sending.LATE, Sending.ABSENT}
    assert 15 < told["sent"] < 25
    assert send_reports(TODAY) == {"opened": 0, "sent": 0}
