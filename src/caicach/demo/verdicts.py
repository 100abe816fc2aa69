"""What becomes of each leaf of a round of the demonstration: decided by names alone, so always the same."""

from dataclasses import dataclass
from enum import StrEnum

from caicach.core.scoring.criteria import Criterion, CriterionKind, ScoredBy, WhenNotApplicable
from caicach.demo.stories import chance


class Proof(StrEnum):
    """What stands behind a claim."""

    FILE = "file"
    NUMBER = "number"  # a document known by number and day
    WORDS = "words"
    NONE = "none"  # the set asks for nothing


class Verdict(StrEnum):
    WAITING = "waiting"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    CHANGED = "changed"


class Answer(StrEnum):
    """What the agency says to a change, and what comes of that."""

    SILENT = "silent"
    AGREED = "agreed"
    OPEN = "open"
    UPHELD = "upheld"
    RAISED = "raised"


class Progress(StrEnum):
    """How far an agency is."""

    HALF = "half"
    FILLING = "filling"
    READY = "ready"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class LeafStory:
    """One leaf of one agency from the first figure to the last word."""

    is_done: bool
    is_exempt: bool
    is_nothing: bool
    proof: Proof
    was_returned: bool
    verdict: Verdict
    answer: Answer
    is_second_told: bool  # whether the second reading, where chance wants one, has been given
    is_second_other: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """What a story needs to know of a leaf. is_over: the round is closed. half: agencies that are in the middle."""

    criterion: Criterion
    agency: str
    year: int
    is_over: bool
    progress: Progress

    @property
    def key(self) -> str:
        return f"{self.agency}|{self.criterion.code}|{self.year}"


def progress_of(agency: str, year: int, *, is_over: bool, half: frozenset[str]) -> Progress:
    """Most agencies have signed; some wait for the head, some still fill in."""
    if is_over:
        return Progress.SIGNED
    if agency in half:
        return Progress.HALF
    place = chance(agency, f"progress {year}")
    return Progress.FILLING if place < 12 else Progress.READY if place < 20 else Progress.SIGNED


def quality_of(agency: str, year: int) -> int:
    """From 0 to 100 how well an agency does: each a little better from year to year, not all of them."""
    return min(99, 62 + chance(agency, "quality") * 34 // 100 + (year - 2024) * 2 + chance(agency, f"{year}") // 20)


def story_of(scene: Scene) -> LeafStory:
    """The story of a leaf that the agency scores itself."""
    key, criterion = scene.key, scene.criterion
    may_be_exempt = criterion.when_not_applicable is not WhenNotApplicable.NEVER
    verdict = _verdict(scene)
    return LeafStory(
        is_done=_is_done(scene),
        is_exempt=may_be_exempt and chance(scene.agency, f"exempt {criterion.name}") < 7,
        is_nothing=chance(key, "nothing") < 6,
        proof=_proof(scene),
        was_returned=verdict in (Verdict.ACCEPTED, Verdict.CHANGED) and chance(key, "returned") < 4,
        verdict=verdict,
        answer=_answer(scene, verdict),
        is_second_told=scene.is_over or chance(key, "second") < 50,
        is_second_other=chance(key, "second other") < 35,
    )


def is_from_outside(criterion: Criterion) -> bool:
    return criterion.scored_by is not ScoredBy.APPRAISAL


def is_known_outside(scene: Scene) -> bool:
    """Whether a result from outside is there: all of them in the end; on the way a few of the centre's decisions."""
    if scene.is_over:
        return True
    return scene.criterion.scored_by is ScoredBy.CENTRE and chance(scene.key, "outside") < 45


def _is_done(scene: Scene) -> bool:
    wanted = {Progress.HALF: 42, Progress.FILLING: 84}.get(scene.progress, 100)
    return chance(scene.key, "done") < wanted


def _proof(scene: Scene) -> Proof:
    if not scene.criterion.evidence:
        return Proof.NONE
    place = chance(scene.key, "proof")
    if scene.criterion.kind is CriterionKind.BONUS:
        return Proof.NUMBER if place < 70 else Proof.WORDS
    return Proof.FILE if place < 52 else Proof.NUMBER if place < 84 else Proof.WORDS


def _verdict(scene: Scene) -> Verdict:
    if scene.progress is not Progress.SIGNED:
        return Verdict.WAITING
    place = chance(scene.key, "verdict")
    if scene.is_over:
        return Verdict.CHANGED if place < 12 else Verdict.ACCEPTED
    if place < 50:
        return Verdict.CHANGED if place < 8 else Verdict.ACCEPTED
    return Verdict.RETURNED if place < 54 else Verdict.WAITING


def _answer(scene: Scene, verdict: Verdict) -> Answer:
    """Appeals are about the points of the set itself; in a running round few have been written yet."""
    if verdict is not Verdict.CHANGED or scene.criterion.kind is not CriterionKind.NORMAL:
        return Answer.SILENT
    place = chance(scene.key, "answer")
    if scene.is_over:
        return _of_place(place, raised=15, upheld=32, agreed=75)
    if place < 8:
        return Answer.OPEN
    return _of_place(place, raised=12, upheld=16, agreed=45)


def _of_place(place: int, *, raised: int, upheld: int, agreed: int) -> Answer:
    if place < raised:
        return Answer.RAISED
    if place < upheld:
        return Answer.UPHELD
    return Answer.AGREED if place < agreed else Answer.SILENT
