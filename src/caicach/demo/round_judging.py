"""How the signed leaves of the demonstration are appraised, read again, appealed against and decided."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from caicach.appraisals.appraising import is_chosen
from caicach.assessments.models import Appeal, AppraisalState, Phase, Stage
from caicach.core.scoring.claims import Claim, outcome_of
from caicach.core.scoring.criteria import CriterionKind
from caicach.core.scoring.outcome import Scored
from caicach.demo import round_words as words
from caicach.demo.round_past import Leaf, attach, figures_for
from caicach.demo.stories import chance
from caicach.demo.verdicts import (
    Answer,
    Verdict,
    is_known_outside,
)
from caicach.people.models import User


def from_outside(leaf: Leaf) -> None:
    """A result of a survey, an index or a decision of above, with its source; some are not there yet."""
    if not is_known_outside(leaf.scene):
        return
    past, year = leaf.past, leaf.past.round.year
    by = past.people.coordinator if leaf.criterion.scored_by == "centre" else past.people.surveyor
    is_exempt = leaf.story.is_exempt
    claim = Claim(is_not_applicable=True) if is_exempt else Claim(values=figures_for(leaf))
    source = words.source_of_none() if is_exempt else words.source(leaf.criterion, year)
    at = past.stretches[Phase.APPRAISAL].at((20, 90), f"{leaf.criterion.code}|{year}")
    at += timedelta(seconds=29 * chance(leaf.key, "row"))
    score = past.score(leaf.entry, Stage.OUTSIDE, claim, by=by, at=at, source=source)
    past.tell(at, "outside_entered", by, leaf.entry, claim=score.claim, source=source)


def judge(leaf: Leaf) -> None:
    """The appraiser's part of a signed leaf and what follows from it."""
    story, entry = leaf.story, leaf.entry
    if story.verdict is Verdict.RETURNED or story.was_returned:
        _return(leaf)
    if story.verdict in (Verdict.WAITING, Verdict.RETURNED):
        return
    first = _appraisers(leaf)[0]
    at = leaf.past.stretches[Phase.APPRAISAL].at(
        (30, 88), leaf.key, after=[entry.assessment.submitted_at, entry.answered_at]
    )
    _appraise(leaf, first, at)
    _read_again(leaf, at)
    _answer(leaf, at)


def _appraisers(leaf: Leaf) -> list[User]:
    """Who may appraise this leaf, the first reader first: people of its bodies, never of the agency itself."""
    bodies = leaf.entry.assessment.route[leaf.criterion.code]
    own = leaf.agency.pk
    found: list[User] = []
    for people in (leaf.past.people.of_body.get(body, []) for body in bodies if body != own):
        start = chance(leaf.key, "appraiser") % max(len(people), 1)
        found += people[start:] + people[:start]
    return found


def _return(leaf: Leaf) -> None:
    """Sent back until a day; answered where the story goes on."""
    past, entry, by = leaf.past, leaf.entry, _appraisers(leaf)[0]
    at = past.stretches[Phase.APPRAISAL].at((0, 15), f"{leaf.key}|return", after=[entry.assessment.submitted_at])
    is_answered = leaf.story.was_returned
    days = 6 if is_answered else 2 + chance(leaf.key, "until") // 20
    until = (at.date() if is_answered else past.today) + timedelta(days=days)
    entry.return_reason, entry.return_until = words.returned(leaf.key), until
    entry.version += 1
    past.tell(at, "returned", by, entry, reason=entry.return_reason, until=until)
    if not is_answered:
        entry.appraisal, entry.is_done = AppraisalState.RETURNED, False
        return
    answered = past.stretches[Phase.APPRAISAL].at((16, 28), f"{leaf.key}|answer", after=[at])
    if leaf.criterion.evidence:
        asked = f"{leaf.criterion.evidence[0]} (bổ sung)"
        attach(leaf, asked, at=answered - timedelta(minutes=5), has_file=False)
    entry.explanation, entry.answered_at = words.added(entry.explanation), answered
    entry.version += 1
    claim = entry.filled.claim if entry.filled else {}
    past.tell(answered, "filled", leaf.focal, entry, claim=claim, explanation=entry.explanation, is_done=True)


def _appraise(leaf: Leaf, by: User, at: datetime) -> None:
    past, entry = leaf.past, leaf.entry
    assert entry.filled is not None
    change = _change(leaf) if leaf.story.verdict is Verdict.CHANGED or _is_penalised(leaf) else None
    claim, code, reason = change or (entry.filled.as_core, "", "")
    score = past.score(entry, Stage.APPRAISED, claim, by=by, at=at, reason_code=code, reason=reason)
    entry.appraisal = AppraisalState.CHANGED if change else AppraisalState.ACCEPTED
    told = {"points": score.points, "claim": score.claim, "reason": reason}
    past.tell(at, "appraised", by, entry, state=entry.appraisal, **told)


def _is_penalised(leaf: Leaf) -> bool:
    return leaf.criterion.kind is CriterionKind.PENALTY and chance(leaf.key, "penalised") < 6


def _change(leaf: Leaf) -> tuple[Claim, str, str] | None:
    """Another score with its reason; None where the agency's own cannot be lower."""
    filled, criterion = leaf.entry.filled, leaf.criterion
    assert filled is not None
    if criterion.kind is CriterionKind.PENALTY:
        if not _is_penalised(leaf):
            return None
        return Claim(values={criterion.inputs[0].name: Decimal(1)}), "evidence_not_proving", words.penalised()
    if filled.is_not_applicable:
        return Claim(values=figures_for(leaf, worse=10)), "rule", words.not_exempt()
    if not filled.points:
        return None
    code = ("figures", "evidence_missing", "late", "figures", "rule")[chance(leaf.key, "reason") % 5]
    if code == "evidence_missing" and not criterion.evidence:
        code = "figures"
    if filled.figures and code in ("figures", "rule"):  # the figures are those of the ledger
        code = "late"
    lower = Claim(values=figures_for(leaf, worse=18))
    outcome = outcome_of(criterion, lower)
    if code in ("figures", "rule") and isinstance(outcome, Scored) and outcome.points < filled.points:
        return lower, code, words.reason(code, criterion)
    share = Decimal("0.75") if code == "late" else Decimal("0.5")
    decided = replace(filled.as_core, decided=(filled.points * share).quantize(Decimal("0.01")))
    return decided, code, words.reason(code, criterion)


def _read_again(leaf: Leaf, first_at: datetime) -> None:
    """The second reading of the leaves that the round's seed has chosen, by somebody else."""
    past, entry, people = leaf.past, leaf.entry, _appraisers(leaf)
    is_wanted = is_chosen(past.round.seed, leaf.agency.code, leaf.criterion.code, past.round.second_share)
    if not is_wanted or not leaf.story.is_second_told or len(people) < 2:
        return
    assert entry.appraised is not None
    claim, points = entry.appraised.as_core, entry.appraised.points
    if leaf.story.is_second_other and points:
        claim = replace(claim, decided=(points * Decimal("0.8")).quantize(Decimal("0.01")))
    at = past.stretches[Phase.APPRAISAL].at((88, 100), f"{leaf.key}|second", after=[first_at])
    reason = words.reason("rule", leaf.criterion) if claim.decided is not None else ""
    score = past.score(entry, Stage.SECOND, claim, by=people[1], at=at, reason=reason)
    past.tell(at, "read_again", people[1], entry, points=score.points, reason=reason)


def _answer(leaf: Leaf, appraised_at: datetime) -> None:
    """What the agency says to other points than its own."""
    entry, answer, past = leaf.entry, leaf.story.answer, leaf.past
    if entry.appraisal != AppraisalState.CHANGED or answer is Answer.SILENT:
        return
    assert entry.filled is not None
    assert entry.appraised is not None
    is_lower = (entry.filled.points or 0) > (entry.appraised.points or 0)
    after = past.stretches[Phase.APPEAL]
    if answer is Answer.AGREED or not is_lower:
        at = after.at((10, 60), f"{leaf.key}|agree", after=[appraised_at])
        entry.agreed_at = at
        entry.version += 1
        past.tell(at, "agreed", leaf.focal, entry)
        return
    at = after.at((5, 55), f"{leaf.key}|appeal", after=[appraised_at])
    made = Appeal(entry=entry, text=words.appeal(leaf.criterion, leaf.key), made_by=leaf.focal, made_at=at)
    entry.version += 1
    past.appeals.append(made)
    past.tell(at, "appealed", leaf.focal, entry, text=made.text)
    if answer is not Answer.OPEN:
        _decide(leaf, made, at)


def _decide(leaf: Leaf, made: Appeal, made_at: datetime) -> None:
    """Somebody who has not scored the leaf answers in writing."""
    past, entry = leaf.past, leaf.entry
    assert entry.filled is not None
    assert entry.appraised is not None
    by = _reviewer(leaf)
    is_raised = leaf.story.answer is Answer.RAISED
    at = past.stretches[Phase.DECISION].at((60, 100), f"{leaf.key}|decide", after=[made_at])
    claim = entry.filled.as_core if is_raised else entry.appraised.as_core
    made.answer = words.decision(leaf.key, is_raised=is_raised)
    score = past.score(entry, Stage.DECIDED, claim, by=by, at=at, reason=made.answer)
    made.decided_by, made.decided_at, made.is_changed = by, at, score.points != entry.appraised.points
    made.version += 1
    past.tell(at, "appeal_decided", by, entry, points=score.points, answer=made.answer)


def _reviewer(leaf: Leaf) -> User:
    """The coordinator, or an appraiser of another body where the agency is the coordinator's own."""
    people, own = leaf.past.people, leaf.agency.pk
    scored = {score.by_id for score in (leaf.entry.appraised, leaf.entry.second) if score}
    others = [user for body, users in people.of_body.items() if body != own for user in users]
    is_own = leaf.agency.code == "so-noi-vu"
    return next(user for user in ([] if is_own else [people.coordinator]) + others if user.pk not in scored)
