"""Events that rows wait for: the same words are one event, recorded once, undone within the day."""

from datetime import date, timedelta

import pytest

from caicach.audit.models import AuditEvent
from caicach.duties import services
from caicach.obstacles import errors
from caicach.obstacles.errands import TELLER
from caicach.obstacles.models import TriggerEvent
from caicach.obstacles.recording import may_undo, record_event, undo_event
from caicach.obstacles.waiting import code_of, proposed_due, waiting_for
from caicach.people.permissions import Role
from caicach.ui.errors import NotAllowed
from caicach.work.errors import DueBeforeEvent
from caicach.work.models import Assignment
from tests.factories.work import TODAY, AssignmentFactory, LeafFactory, coordinator, person_in

pytestmark = pytest.mark.django_db
HAPPENED, DUE = date(2026, 6, 10), date(2026, 7, 31)
WORDS = "Sau khi Bộ Nội vụ công bố chỉ số"


def waits(words=WORDS, **fields):
    item = LeafFactory(start_on=None, due_on=None, schedule={"kind": "after_event", "event": words})
    return AssignmentFactory(item=item, due_on=None, waits_for_event=True, **fields)


@pytest.fixture
def centre():
    return coordinator()


def recorded(by, *, due=DUE, on=TODAY, **said):
    waiting = waiting_for(by)[0]
    told = {"happened_on": HAPPENED, "source": "Quyết định 5/QĐ-BNV", "seen": waiting.seen}
    told |= {"due": due if isinstance(due, dict) else dict.fromkeys(waiting.rows, due)}
    return record_event(code=waiting.code, by=by, on=on, **told | said)


def test_rows_with_the_same_words_wait_for_one_event(centre):
    rows = [waits(), waits(" sau khi  bộ nội vụ công bố chỉ số. "), waits("Khi có luật")]
    found = waiting_for(centre)
    assert [(len(event.rows), len(event.duties)) for event in found] == [(2, 2), (1, 1)]
    assert found[0].code == code_of(WORDS)
    assert {duty.pk for duty in found[0].duties} == {rows[0].pk, rows[1].pk}


def test_once_recorded_every_row_that_waited_has_its_date_and_its_owner_is_told(centre):
    duties = [waits(), waits()]
    owner = person_in(duties[0].agency, Role.FOCAL_POINT)
    event = recorded(centre)
    for duty in duties:
        duty.refresh_from_db()
        assert (duty.start_on, duty.due_on, duty.waits_for_event, duty.version) == (HAPPENED, DUE, False, 2)
    assert not waiting_for(centre)
    errand = TELLER.errands(owner, TODAY)[0]
    assert (WORDS in errand.text, "1 việc" in errand.told, str(event.pk) in errand.url) == (True, True, True)
    assert TELLER.errands(owner, TODAY + timedelta(days=14)) == []
    assert AuditEvent.objects.get(code="obstacles.event_recorded").details["duties"] == 2


def test_each_row_may_have_a_day_of_its_own(centre):
    one, other = waits(), waits()
    recorded(centre, due={one.item_id: DUE, other.item_id: date(2026, 8, 15)})
    assert [Assignment.objects.get(pk=duty.pk).due_on for duty in (one, other)] == [DUE, date(2026, 8, 15)]


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"happened_on": TODAY + timedelta(days=1)}, errors.HappensLater),
        ({"source": " "}, errors.TextMissing),
        ({"due": {}}, errors.EventRowsMovedOn),
        ({"seen": "anderes"}, errors.EventRowsMovedOn),
    ],
)
def test_event_of_tomorrow_without_source_or_over_other_rows_is_refused(centre, said, error):
    duty = waits()
    with pytest.raises(error):
        recorded(centre, **said)
    assert Assignment.objects.get(pk=duty.pk).waits_for_event


def test_date_before_the_event_is_refused(centre):
    waits()
    with pytest.raises(DueBeforeEvent):
        recorded(centre, due=HAPPENED - timedelta(days=1))


def test_recorded_twice_it_has_no_second_effect(centre):
    waits()
    waiting = waiting_for(centre)[0]
    recorded(centre)
    with pytest.raises(errors.NothingWaitsFor):
        record_event(
            code=waiting.code, seen=waiting.seen, happened_on=HAPPENED, source="Q", due={}, by=centre, on=TODAY
        )
    assert TriggerEvent.objects.count() == 1


def test_undone_on_the_same_day_everything_waits_again(centre):
    duty = waits()
    event = recorded(centre)
    assert may_undo(centre, event, on=TODAY)
    undo_event(event=event, by=centre, on=TODAY)
    duty.refresh_from_db()
    assert (duty.start_on, duty.due_on, duty.waits_for_event) == (None, None, True)
    assert len(waiting_for(centre)[0].duties) == 1
    with pytest.raises(errors.EventUndone):
        undo_event(event=event, by=centre, on=TODAY)


def test_it_is_not_undone_a_day_later_or_after_somebody_has_worked_on_it(centre):
    duty = waits()
    event = recorded(centre)
    with pytest.raises(errors.UndoTooLate):
        undo_event(event=event, by=centre, on=TODAY + timedelta(days=1))
    duty.refresh_from_db()
    by = person_in(duty.agency, Role.FOCAL_POINT)
    progress = services.Progress(text="Bắt đầu làm.")
    services.report_progress(assignment=duty, version=duty.version, progress=progress, by=by, on=TODAY)
    with pytest.raises(errors.DutiesTouched):
        undo_event(event=event, by=centre, on=TODAY)


def test_a_focal_point_dates_and_undoes_nothing_of_the_province(centre):
    duty = waits()
    focal_point = person_in(duty.agency, Role.FOCAL_POINT)
    assert waiting_for(focal_point) == []
    with pytest.raises(NotAllowed):
        undo_event(event=recorded(centre), by=focal_point, on=TODAY)


def test_days_that_the_words_name_are_proposed_and_working_days_are_not():
    assert proposed_due("Trong 15 ngày kể từ khi có hướng dẫn", HAPPENED) == date(2026, 6, 25)
    assert proposed_due("Chậm nhất 30 ngày sau khi công bố", HAPPENED) == date(2026, 7, 10)
    assert proposed_due("Trong 15 ngày làm việc sau khi có hướng dẫn", HAPPENED) is None
    assert proposed_due(WORDS, HAPPENED) is None
