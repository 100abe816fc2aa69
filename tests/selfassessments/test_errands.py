"""What a round wants of people on the page where their day begins."""

from datetime import date
from decimal import Decimal

from caicach.appraisals import appeals, appraising
from caicach.appraisals.errands import TELLER as OF_WHO_DECIDES
from caicach.core.scoring.claims import Claim
from caicach.selfassessments.errands import TELLER as OF_AGENCIES
from caicach.selfassessments.filling import put_before_head
from tests.factories.assessments import TODAY

QUARTER = Claim(values={"a": Decimal(25), "b": Decimal(100)})
AFTER_FILLING = date(2026, 12, 1)
AFTER_APPEALS = date(2026, 12, 26)


def errands(user, on):
    return [*OF_AGENCIES.errands(user, on), *OF_WHO_DECIDES.errands(user, on)]


def texts(user, on=TODAY):
    return [one.text.partition(":")[0] for one in errands(user, on)]


def changed(world):
    world.signed()
    entry = world.entry("1.1")
    return appraising.change(
        entry=entry, version=entry.version, claim=QUARTER, reason_code="figures", reason="Số liệu không khớp",
        by=world.appraiser, today=TODAY,
    )  # fmt: skip


def test_an_agency_is_told_to_score_itself_while_it_may(world):
    (errand,) = errands(world.focal, TODAY)
    assert errand.text == f"Tự chấm điểm: {world.round.name}"
    assert errand.told == "0 tiêu chí đã xong, còn 10 ngày"
    assert texts(world.focal, AFTER_FILLING) == []


def test_what_is_put_before_the_head_waits_for_the_head_alone(world):
    world.fill_all()
    world.own.refresh_from_db()
    put_before_head(assessment=world.own, version=world.own.version, by=world.focal, today=TODAY)
    assert texts(world.focal) == []
    assert texts(world.head) == ["Ký và gửi bản tự chấm"]


def test_a_returned_leaf_is_wanted_until_its_day(world):
    world.signed()
    entry = world.entry("1.1")
    until = date(2026, 11, 25)
    appraising.return_(
        entry=entry, version=entry.version, reason="Thiếu báo cáo", until=until, by=world.appraiser, today=TODAY
    )
    assert texts(world.focal, until) == ["Bổ sung tiêu chí bị trả lại"]
    assert texts(world.focal, date(2026, 11, 26)) == []


def test_other_points_want_an_answer_until_it_is_given(world):
    entry = changed(world)
    (errand,) = errands(world.focal, TODAY)
    assert errand.told == "1 tiêu chí, đồng ý hoặc giải trình đến hết ngày 25/12/2026"
    assert texts(world.focal, AFTER_APPEALS) == []
    appeals.agree(entry=entry, version=entry.version, by=world.focal, today=TODAY)
    assert texts(world.focal) == []


def test_equal_points_want_no_answer(world):
    world.signed()
    entry = world.entry("1.1")
    appraising.accept(entry=entry, version=entry.version, by=world.appraiser, today=TODAY)
    assert texts(world.focal) == []


def test_an_explanation_wants_an_answer_of_who_decides(world):
    entry = changed(world)
    assert texts(world.coordinator) == []
    appeals.appeal(entry=entry, version=entry.version, text="Báo cáo số 12", by=world.focal, today=TODAY)
    assert texts(world.focal) == []
    assert texts(world.coordinator) == ["Trả lời giải trình"]


def test_another_agency_is_told_nothing_of_it(world):
    changed(world)
    assert texts(world.surveyor) == []
