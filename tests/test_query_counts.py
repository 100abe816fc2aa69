"""Every page keeps to its queries, twelve for all but the page of one duty, however many rows there are."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.progress import live_through
from bench.province import Size, make_province
from bench.results import give_results
from bench.visits import Visit, visits
from tests.databases import keep_house

TODAY = date(2026, 6, 15)
SMALL = Size(communes=4, every=4, rounds=1, agency_plans=3, staff=4)
LARGE = Size(communes=10, every=4, rounds=2, agency_plans=9, staff=60)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def counts_in(size: Size) -> dict[Visit, int]:
    """Queries of each page in a province of this size, which is gone afterwards."""
    with transaction.atomic():
        make_province(today=TODAY, size=size)
        live_through(today=TODAY)
        give_results(today=TODAY)
        keep_house()
        counts = {visit: queries_of(visit) for visit in visits()}
        transaction.set_rollback(True)
    return counts


def queries_of(visit: Visit) -> int:
    client = Client()
    client.force_login(visit.user)
    assert client.get(visit.address).status_code == 200  # what is remembered from the first time on
    with CaptureQueriesContext(connection) as captured:
        client.get(visit.address)
    return len(captured)


def test_no_page_takes_more_queries_than_it_may_or_more_of_them_for_more_rows(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    small, large = counts_in(SMALL), counts_in(LARGE)
    assert {visit.name: count for visit, count in large.items() if count > visit.most_queries} == {}
    few = {visit.name: count for visit, count in small.items()}
    more = {visit.name: count for visit, count in large.items()}
    assert {name: (few[name], count) for name, count in more.items() if count > few[name]} == {}
