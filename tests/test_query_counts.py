"""Every list keeps to twelve queries, however many rows there are; the pages that gather from all rooms to sixteen."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.progress import live_through
from bench.province import Size, make_province
from bench.results import give_results
from bench.visits import Visit, visits

MOST_QUERIES = 12
OF_ONE_DUTY = ("duty of one's own", "duty to be confirmed")
MOST_OF_ONE_DUTY = 15
"""The page of a duty shows what each room has on it; lists, the desk and the overview keep to the twelve."""
TODAY = date(2026, 6, 15)
SMALL = Size(communes=4, every=4, rounds=1, agency_plans=3, staff=4)
LARGE = Size(communes=10, every=4, rounds=2, agency_plans=9, staff=60)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def counts_in(size: Size) -> dict[str, int]:
    """Queries of each page in a province of this size, which is gone afterwards."""
    with transaction.atomic():
        make_province(today=TODAY, size=size)
        live_through(today=TODAY)
        give_results(today=TODAY)
        counts = {visit.name: queries_of(visit) for visit in visits()}
        transaction.set_rollback(True)
    return counts


def queries_of(visit: Visit) -> int:
    client = Client()
    client.force_login(visit.user)
    assert client.get(visit.address).status_code == 200  # what is remembered from the first time on
    with CaptureQueriesContext(connection) as captured:
        client.get(visit.address)
    return len(captured)


def test_no_page_takes_more_than_twelve_queries_or_more_of_them_for_more_rows(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    small, large = counts_in(SMALL), counts_in(LARGE)
    most = dict.fromkeys(large, MOST_QUERIES) | dict.fromkeys(OF_ONE_DUTY, MOST_OF_ONE_DUTY)
    assert {name: count for name, count in large.items() if count > most[name]} == {}
    assert {name: (small[name], count) for name, count in large.items() if count > small[name]} == {}
