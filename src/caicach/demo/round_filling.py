"""How the agencies of the demonstration fill in a round and sign it."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from caicach.assessments.ledger import with_ledger
from caicach.assessments.models import Assessment, Phase, Stage
from caicach.core.scoring.claims import Claim
from caicach.core.scoring.criteria import CriterionKind
from caicach.demo import round_words as words
from caicach.demo.figures import nothing_of
from caicach.demo.round_past import Leaf, RoundPast, attach, figures_for
from caicach.demo.stories import chance
from caicach.demo.verdicts import (
    Progress,
    Proof,
    Scene,
    is_from_outside,
    progress_of,
    story_of,
)
from caicach.selfassessments.filling import hash_of


def filled_in(past: RoundPast, assessment: Assessment) -> Iterator[Leaf]:
    """The leaves of an agency as it fills them in."""
    agency, year = assessment.agency, past.round.year
    progress = progress_of(agency.code, year, is_over=past.is_over, half=past.half)
    stretch = past.stretches[Phase.FILLING]
    for entry in assessment.entries.select_related("criterion").order_by("criterion__order"):
        entry.assessment = assessment
        criterion = past.criteria[entry.criterion.code]
        scene = Scene(criterion, agency.code, year, past.is_over, progress)
        at = stretch.at((5, 60), f"{agency.code}|{criterion.code[0]}|{year}")
        at += timedelta(minutes=chance(scene.key, "minute"))
        leaf = Leaf(past, entry, criterion, scene, story_of(scene), at)
        if not is_from_outside(criterion):
            _fill(leaf)
        yield leaf


def _fill(leaf: Leaf) -> None:
    """What the agency says of itself, with what proves it."""
    if not leaf.story.is_done and chance(leaf.key, "begun") < 55:
        return
    entry, at, by = leaf.entry, leaf.filled_at, leaf.focal
    claim = with_ledger(_own_claim(leaf), leaf.known)
    if leaf.story.is_done:
        _prove(leaf)
    has_proof = bool(leaf.criterion.evidence) and leaf.story.proof in (Proof.FILE, Proof.NUMBER)
    entry.explanation = _explanation(leaf, claim, has_proof=has_proof)
    figures = {name: str(one.figure.pk) for name, one in leaf.known.items()}
    score = leaf.past.score(entry, Stage.FILLED, claim, by=by, at=at, figures=figures)
    entry.is_done = leaf.story.is_done
    told = {"claim": score.claim, "explanation": entry.explanation, "is_done": entry.is_done}
    leaf.past.tell(at, "filled", by, entry, **told)


def _own_claim(leaf: Leaf) -> Claim:
    if leaf.story.is_exempt:
        return Claim(is_not_applicable=True)
    nothing = nothing_of(leaf.criterion) if leaf.story.is_nothing else None
    if nothing is not None:
        return Claim(values=nothing)
    if leaf.criterion.kind is CriterionKind.PENALTY:
        return Claim(values=dict.fromkeys((one.name for one in leaf.criterion.inputs), Decimal(0)))
    return Claim(values=figures_for(leaf))


def _explanation(leaf: Leaf, claim: Claim, *, has_proof: bool) -> str:
    year = leaf.past.round.year
    if not leaf.story.is_done:
        return words.begun() if chance(leaf.key, "waits") < 40 else ""
    if claim.is_not_applicable:
        return words.exempt(leaf.criterion, year)
    if leaf.story.is_nothing and nothing_of(leaf.criterion) is not None:
        return words.no_case(year)
    needs_words = bool(leaf.criterion.evidence) and not has_proof
    return words.without_proof(leaf.criterion, leaf.key) if needs_words else ""


def _prove(leaf: Leaf) -> None:
    if not leaf.criterion.evidence or leaf.story.proof not in (Proof.FILE, Proof.NUMBER):
        return
    has_file = leaf.story.proof is Proof.FILE and leaf.agency.code in leaf.past.with_files
    at = leaf.filled_at - timedelta(minutes=4)
    asked = leaf.criterion.evidence
    attach(leaf, asked[chance(leaf.key, "evidence") % len(asked)], at=at, has_file=has_file)


def sign(past: RoundPast, assessment: Assessment, route: dict[str, list[int]]) -> None:
    """The focal point puts it before the head, who signs."""
    agency, year = assessment.agency, past.round.year
    progress = progress_of(agency.code, year, is_over=past.is_over, half=past.half)
    if progress not in (Progress.READY, Progress.SIGNED):
        return
    focal, head = past.people.of_agency[agency.pk]
    ready = past.stretches[Phase.FILLING].at((64, 80), f"{agency.code}|{year}|ready")
    assessment.ready_at, assessment.ready_by = ready, focal
    assessment.version += 1
    past.tell(ready, "put_before_head", focal, assessment)
    if progress is Progress.SIGNED:
        at = past.stretches[Phase.FILLING].at((80, 97), f"{agency.code}|{year}|sign", after=[ready])
        assessment.submitted_at, assessment.submitted_by = at, head
        assessment.submitted_hash, assessment.route = hash_of(assessment), route
        assessment.version += 1
        past.tell(at, "signed", head, assessment, sha256=assessment.submitted_hash)
    assessment.save()
