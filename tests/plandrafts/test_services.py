import pytest

from caicach.plandrafts.services import draft_new_version
from caicach.plans.errors import DraftInTheWay
from tests.factories.agencies import AgencyFactory
from tests.factories.plans import (
    coordinator,
)
from tests.factories.readings import draft_of, usual_rows
from tests.issuing.acts import issued

pytestmark = pytest.mark.django_db


def test_a_series_has_one_draft_at_a_time():
    plan = issued(draft_of(*usual_rows(AgencyFactory())))
    draft_new_version(plan=plan, by=coordinator())
    with pytest.raises(DraftInTheWay):
        draft_new_version(plan=plan, by=coordinator())
