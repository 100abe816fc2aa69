import io

import pytest

from caicach.audit.models import AuditEvent
from caicach.files.policy import DOCUMENTS
from caicach.files.services import path_of, store_file
from caicach.intake.errors import DecisionMovedOn, DecisionWithdrawn, RunIsOver
from caicach.intake.models import Decision, ImportRun, RunState
from caicach.intake.services import abandon_run, begin_run, decide, decide_many, finish_run, read_again, undo_decision
from caicach.jobs.errors import CRASHED, GAVE_UP
from caicach.jobs.models import JobState
from caicach.jobs.services import cancel, fail
from caicach.jobs.worker import run_now
from caicach.people.permissions import Role
from caicach.ui.errors import NotAllowed
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.intake import LINES, OWN_LINES, DecisionFactory, ImportRunFactory

pytestmark = pytest.mark.django_db


def begin(by, text="một\nhai\n", again=False, importer=LINES, **params):
    file = store_file(content=io.BytesIO(text.encode()), name="Kế hoạch.txt", by=by, policy=DOCUMENTS)
    return begin_run(importer=importer.code, file=file, file_name="Kế hoạch.txt", params=params, by=by, again=again)


def read(by, text="một\nhai\n"):
    run = begin(by, text).run
    run_now(run.job)
    run.refresh_from_db()
    return run


def test_a_file_is_read_by_its_importer_and_waits_for_review(lan):
    run = begin(lan).run
    assert (run.state, run.reading, run.job.state) == (RunState.READING, None, JobState.WAITING)
    run_now(run.job)
    run.refresh_from_db()
    assert (run.state, run.reading) == (RunState.REVIEW, {"lines": ["một", "hai"]})
    assert list(AuditEvent.objects.filter(code__startswith="intake").values_list("code", flat=True)) == [
        "intake.run_read",
        "intake.run_begun",
    ]


def test_an_unreadable_file_fails_the_run_with_code_and_place(lan):
    run = read(lan, "?")
    assert run.state == RunState.FAILED
    assert run.failure == {"code": "documents.test_code", "params": {"where": "dòng 1", "seen": "3"}}
    assert run.job.state == JobState.DONE


def test_a_file_damaged_on_the_disk_fails_the_run_with_a_sentence(lan):
    run = begin(lan).run
    path_of(run.file).chmod(0o600)
    path_of(run.file).write_text("khác")
    run_now(run.job)
    run.refresh_from_db()
    assert run.failure["code"] == "files.stored_file_broken"
    assert "Kế hoạch.txt" in run.failure["sentence"]


@pytest.mark.parametrize("state", [RunState.READING, RunState.REVIEW, RunState.DONE])
def test_the_same_file_again_gives_its_earlier_run(lan, minh, state):
    first = begin(lan).run
    ImportRun.objects.update(state=state)
    again = begin(minh)
    assert (again.run, again.is_new) == (first, False)
    assert ImportRun.objects.count() == 1


@pytest.mark.parametrize("state", [RunState.FAILED, RunState.ABANDONED])
def test_a_file_that_came_to_nothing_is_read_anew(lan, state):
    begin(lan)
    ImportRun.objects.update(state=state)
    assert begin(lan).is_new


def test_the_same_file_for_another_purpose_is_another_run(lan):
    begin(lan)
    assert begin(lan, agency=AgencyFactory().pk).is_new
    assert begin(lan, "khác").is_new


def test_reading_again_makes_a_new_run_and_leaves_the_first(lan):
    run = read(lan)
    other = read_again(run=run, by=lan)
    assert other != run
    run.refresh_from_db()
    assert run.state == RunState.REVIEW
    assert other.file == run.file


def test_only_who_may_draft_plans_brings_them_in():
    with pytest.raises(NotAllowed):
        begin(MembershipFactory(role=Role.LEADER).user)
    assert not ImportRun.objects.exists()


def test_a_focal_point_brings_in_for_the_own_agency_only():
    membership = MembershipFactory(role=Role.FOCAL_POINT)
    assert begin(membership.user, importer=OWN_LINES, agency=membership.agency.pk).is_new
    with pytest.raises(NotAllowed):
        begin(membership.user, importer=OWN_LINES, agency=AgencyFactory().pk)
    with pytest.raises(NotAllowed):
        begin(membership.user, importer=OWN_LINES, agency=10**9)


def test_runs_are_seen_by_all_who_may_use_their_importer_over_their_agency(lan, minh):
    of_province = ImportRunFactory(begun_by=lan)
    membership = MembershipFactory(role=Role.FOCAL_POINT)
    of_agency = ImportRunFactory(importer=OWN_LINES.code, params={"agency": membership.agency.pk}, begun_by=lan)
    own = ImportRunFactory(importer=OWN_LINES.code, begun_by=membership.user)
    assert set(ImportRun.objects.visible_to(minh)) == {of_province}
    assert set(ImportRun.objects.visible_to(membership.user)) == {of_agency, own}
    head = MembershipFactory(role=Role.AGENCY_HEAD, agency=membership.agency).user
    assert set(ImportRun.objects.visible_to(head)) == {of_agency}
    assert not ImportRun.objects.visible_to(MembershipFactory(role=Role.STAFF).user)


def test_a_question_is_answered_changed_and_opened_again(lan):
    run = ImportRunFactory()
    decision = decide(run=run, key="k", value="so-y-te", version=0, by=lan)
    decision = decide(run=run, key="k", value="so-noi-vu", version=decision.version, by=lan)
    assert (decision.value, decision.version) == ("so-noi-vu", 2)
    undo_decision(run=run, key="k", version=2, by=lan)
    undo_decision(run=run, key="k", version=2, by=lan)
    assert not run.decisions.exists()
    codes = AuditEvent.objects.filter(code__startswith="intake").values_list("code", flat=True)
    assert list(codes) == ["intake.decision_undone", "intake.decided", "intake.decided"]


@pytest.mark.parametrize("value", ["", [], {}, 0, False])
def test_an_empty_answer_is_an_answer(lan, value):
    run = ImportRunFactory()
    decide(run=run, key="k", value=value, version=0, by=lan)
    assert Decision.objects.get().value == value


def test_two_people_who_answer_alike_do_not_conflict(lan, minh):
    run = ImportRunFactory()
    decide(run=run, key="k", value="so-y-te", version=0, by=lan)
    assert decide(run=run, key="k", value="so-y-te", version=0, by=minh).version == 1


def test_a_conflict_tells_both_answers_and_changes_nothing(lan, minh):
    run = ImportRunFactory()
    decide(run=run, key="k", value={"label": "Sở Y tế"}, version=0, by=lan)
    with pytest.raises(DecisionMovedOn) as conflict:
        decide(run=run, key="k", value="Sở Nội vụ", version=0, by=minh)
    assert "Sở Y tế" in str(conflict.value)
    assert "Sở Nội vụ" in str(conflict.value)
    assert str(lan) in str(conflict.value)
    assert run.decisions.get().value == {"label": "Sở Y tế"}
    with pytest.raises(DecisionMovedOn):
        undo_decision(run=run, key="k", version=0, by=minh)


def test_an_answer_to_a_withdrawn_answer_is_a_conflict_too(lan):
    with pytest.raises(DecisionWithdrawn):
        decide(run=ImportRunFactory(), key="k", value="x", version=3, by=lan)


def test_one_answer_is_given_to_all_rows_alike_or_to_none(lan, minh):
    run = ImportRunFactory()
    keys = {f"k{number}": 0 for number in range(31)}
    assert len(decide_many(run=run, keys=keys, value="so-y-te", by=lan)) == 31
    decide(run=run, key="other", value="a", version=0, by=minh)
    with pytest.raises(DecisionMovedOn):
        decide_many(run=run, keys={"new": 0, "other": 0}, value="b", by=lan)
    assert not run.decisions.filter(key="new").exists()


@pytest.mark.parametrize("state", [RunState.READING, RunState.DONE, RunState.FAILED, RunState.ABANDONED])
def test_answers_are_taken_only_during_the_review(lan, state):
    run = ImportRunFactory(state=state)
    for act in (
        lambda: decide(run=run, key="k", value="x", version=0, by=lan),
        lambda: decide_many(run=run, keys={"k": 0}, value="x", by=lan),
        lambda: undo_decision(run=run, key="k", version=0, by=lan),
        lambda: finish_run(run=run, result_key="1", by=lan),
    ):
        with pytest.raises(RunIsOver):
            act()


def test_strangers_answer_nothing():
    decision = DecisionFactory()
    leader = MembershipFactory(role=Role.LEADER).user
    for act in (
        lambda: decide(run=decision.run, key="k", value="x", version=0, by=leader),
        lambda: undo_decision(run=decision.run, key=decision.key, version=1, by=leader),
        lambda: abandon_run(run=decision.run, by=leader),
        lambda: finish_run(run=decision.run, result_key="1", by=leader),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_finished_run_tells_what_came_of_it_and_cannot_be_finished_twice(lan):
    run = finish_run(run=ImportRunFactory(), result_key="17", by=lan)
    assert (run.state, run.result_key) == (RunState.DONE, "17")
    with pytest.raises(RunIsOver):
        finish_run(run=run, result_key="18", by=lan)


def test_an_abandoned_run_stops_its_reading_and_keeps_its_answers(lan):
    run = begin(lan).run
    abandon_run(run=run, by=lan)
    run.job.refresh_from_db()
    assert run.job.state == JobState.CANCELLED
    decision = DecisionFactory()
    abandon_run(run=decision.run, by=lan)
    decision.run.refresh_from_db()
    assert decision.run.state == RunState.ABANDONED
    assert decision.run.decisions.count() == 1
    with pytest.raises(RunIsOver):
        abandon_run(run=decision.run, by=lan)


def test_a_colleague_may_abandon_a_run_that_is_being_read(lan, minh):
    run = begin(lan).run
    abandon_run(run=run, by=minh)
    run_now(run.job)
    run.refresh_from_db()
    assert (run.state, run.reading) == (RunState.ABANDONED, None)


def test_a_cancelled_job_gives_the_run_up_and_a_failed_one_fails_it(lan):
    run = begin(lan).run
    cancel(job=run.job, by=lan)
    run.refresh_from_db()
    assert run.state == RunState.ABANDONED
    run = begin(lan).run
    fail(job=run.job, code=GAVE_UP)
    run.refresh_from_db()
    assert (run.state, run.failure["code"]) == (RunState.FAILED, GAVE_UP)


def test_a_bug_in_an_importer_ends_as_a_failed_run(lan, monkeypatch):
    monkeypatch.setattr("caicach.intake.reading_job._read", lambda run, context: 1 / 0)
    run = begin(lan).run
    for _ in range(3):
        run_now(run.job)
    run.refresh_from_db()
    assert (run.state, run.failure["code"]) == (RunState.FAILED, CRASHED)
