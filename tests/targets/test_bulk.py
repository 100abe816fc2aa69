"""Many proposals confirmed at once, taken back on the same day; values name their document in the register."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from caicach.documentregister.uses import uses_of
from caicach.files.models import Document
from caicach.people.permissions import Role
from caicach.targets import errors
from caicach.targets.bulk import confirm_proposals, proposal_lines, undo_proposals, undoable
from caicach.targets.models import Gauge, TargetValue
from caicach.ui.errors import NotAllowed
from tests.factories.agencies import MembershipFactory
from tests.factories.files import word_file
from tests.factories.indicators import IndicatorFactory
from tests.factories.plans import PlanFactory, TargetFactory, coordinator
from tests.factories.targets import MEASURES, GaugeFactory, TargetValueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    found = PlanFactory(issued=True)
    TargetFactory(plan=found, order=1, measures=MEASURES, text="Hồ sơ đúng hạn từ 98%")
    TargetFactory(plan=found, order=2, measures=MEASURES, text="Người dân hài lòng từ 98%")
    TargetFactory(plan=found, order=3, measures=[], text="Nâng cao chất lượng phục vụ")
    return found


def today():
    return timezone.localdate()


def keys_of(plan):
    return [line.key for line in proposal_lines(plan, today=today()) if not line.against]


def test_what_has_no_figure_in_its_words_is_shown_and_not_confirmed(plan):
    lines = proposal_lines(plan, today=today())
    assert [bool(line.against) for line in lines] == [False, False, True]
    with pytest.raises(errors.ProposalsMovedOn):
        confirm_proposals(plan=plan, keys=[lines[2].key], by=coordinator(), today=today())


def test_the_chosen_ones_are_written_together_as_they_were_shown(plan):
    first, second = keys_of(plan)
    made = confirm_proposals(plan=plan, keys=[first, second, first], by=coordinator(), today=today())
    assert [(gauge.name, gauge.aim, gauge.version) for gauge in made] == [
        ("Hồ sơ đúng hạn từ 98%", 98, 1),
        ("Người dân hài lòng từ 98%", 98, 1),
    ]
    assert [line.proposal.target.order for line in proposal_lines(plan, today=today())] == [3]


def test_nothing_is_written_where_one_proposal_is_another_by_now(plan):
    keys, by = keys_of(plan), coordinator()
    IndicatorFactory(name="Người dân hài lòng", numerator_label="Người dân hài lòng")
    with pytest.raises(errors.ProposalsMovedOn):
        confirm_proposals(plan=plan, keys=keys, by=by, today=today())
    with pytest.raises(errors.NothingChosen):
        confirm_proposals(plan=plan, keys=[], by=by, today=today())
    assert not Gauge.objects.exists()


def test_only_who_drafts_the_plan_confirms(plan):
    head = MembershipFactory(role=Role.AGENCY_HEAD).user
    with pytest.raises(NotAllowed):
        confirm_proposals(plan=plan, keys=keys_of(plan), by=head, today=today())


def test_it_is_undone_on_the_day_by_who_did_it_while_nothing_hangs_on_it(plan):
    by = coordinator()
    first, second = confirm_proposals(plan=plan, keys=keys_of(plan), by=by, today=today())
    assert not undoable(plan, coordinator(), today=today()).exists()
    assert not undoable(plan, by, today=today() + timedelta(days=1)).exists()
    TargetValueFactory(gauge=second)
    with pytest.raises(errors.ProposalsMovedOn):
        undo_proposals(plan=plan, gauges=[first.pk, second.pk], by=by, today=today())
    assert undo_proposals(plan=plan, gauges=[first.pk], by=by, today=today()) == 1
    assert list(Gauge.objects.all()) == [second]


def test_the_page_confirms_and_takes_back(plan, client):
    client.force_login(coordinator())
    address = f"/chi-tieu/ke-hoach/{plan.pk}/xac-nhan/"
    assert address in client.get(f"/chi-tieu/ke-hoach/{plan.pk}/").content.decode()
    assert client.post(address, {"proposal": ["1-0-khac"]}).status_code == 409
    assert client.post(address, {"proposal": keys_of(plan)}).status_code == 302
    assert "Bạn ghi hôm nay" in client.get(address).content.decode()
    back = f"/chi-tieu/ke-hoach/{plan.pk}/hoan-tac/"
    assert client.post(back, {"gauge": ["khong-phai-ma"]}).status_code == 409
    assert client.post(back, {"gauge": [gauge.pk for gauge in Gauge.objects.all()]}).status_code == 302
    assert not Gauge.objects.exists()


def typed(gauge, **more):
    line = {f"value-{gauge.target.plan.owner_id}": "97,5"}
    return {"as_of": f"{gauge.first_on:%d/%m/%Y}", "source_text": "", **line, **more}


def test_a_value_names_a_document_of_the_register_or_brings_one(client):
    gauge, by = GaugeFactory(last_on=today() + timedelta(days=1), first_on=date(2026, 1, 1)), coordinator()
    client.force_login(by)
    address = f"/chi-tieu/cach-do/{gauge.pk}/gia-tri/"
    assert client.post(address, typed(gauge)).status_code == 422  # neither words nor a document
    paper = SimpleUploadedFile("Báo cáo quý I.docx", word_file("Báo cáo quý I"))
    assert client.post(address, typed(gauge, file=paper)).status_code == 302
    value, document = TargetValue.objects.get(), Document.objects.get()
    assert (value.document, value.source_text) == (document, str(document))
    assert [use.text for use in uses_of(document, by)] == [f"{gauge.name}, {gauge.first_on:%d/%m/%Y}"]
    again = {"as_of": f"{today():%d/%m/%Y}", "document": document.pk}
    assert client.post(address, typed(gauge) | again).status_code == 302
    assert list(TargetValue.objects.values_list("document", flat=True)) == [document.pk, document.pk]
    assert f"/so-van-ban/{document.pk}/" in client.get(f"/chi-tieu/{gauge.target_id}/").content.decode()


def test_a_file_does_not_enter_the_register_with_values_that_are_refused(client):
    gauge = GaugeFactory(last_on=today() + timedelta(days=1), first_on=date(2026, 1, 1))
    client.force_login(coordinator())
    ahead = {"as_of": f"{today() + timedelta(days=1):%d/%m/%Y}"}
    paper = SimpleUploadedFile("Báo cáo.docx", word_file("Báo cáo"))
    answer = client.post(f"/chi-tieu/cach-do/{gauge.pk}/gia-tri/", typed(gauge, file=paper) | ahead)
    assert answer.status_code == 409
    assert not Document.objects.exists()
