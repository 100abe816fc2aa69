"""A round of the demonstration on its way: who takes part, what was said, and what the trail will tell of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models

from caicach.agencies.models import Agency
from caicach.assessments.ledger import LedgerValues, values_in
from caicach.assessments.models import Appeal, Entry, EntryEvidence, Phase, Round, Score, Stage
from caicach.assessments.scores import rounded_points
from caicach.core.scoring.claims import Claim, outcome_of
from caicach.core.scoring.criteria import Criterion
from caicach.core.scoring.outcome import NotApplicable
from caicach.core.scoring.plain import to_plain
from caicach.demo.figures import figures_of
from caicach.demo.moments import Stretch
from caicach.demo.round_papers import Shelf
from caicach.demo.stories import chance
from caicach.demo.trail import Event
from caicach.demo.verdicts import (
    LeafStory,
    Scene,
    quality_of,
)
from caicach.indicators.models import Figure
from caicach.indicators.queries import FigureKey
from caicach.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who does what. of_agency: the focal point and the head; of_body: the appraisers of each body."""

    of_agency: Mapping[int, tuple[User, User]]
    of_body: Mapping[int, list[User]]
    coordinator: User
    surveyor: User


@dataclass(slots=True)
class RoundPast:
    """A round being lived through, with everything that is to be written."""

    round: Round
    people: People
    today: date
    is_over: bool
    half: frozenset[str]
    with_files: frozenset[str]
    stretches: Mapping[Phase, Stretch]
    criteria: Mapping[str, Criterion]
    shelf: Shelf
    ledger: Mapping[FigureKey, Figure]
    scores: list[Score] = field(default_factory=list)
    pieces: list[EntryEvidence] = field(default_factory=list)
    appeals: list[Appeal] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def tell(self, at: datetime, code: str, by: User, row: models.Model, **details: Any) -> None:
        self.events.append((at, f"assessments.{code}", by, row, details))

    def score(self, entry: Entry, stage: Stage, claim: Claim, *, by: User, at: datetime, **more: Any) -> Score:
        """As `write_score`: scored by the core, and holding for its stage from now on."""
        outcome = outcome_of(self.criteria[entry.criterion.code], claim)
        row = Score(entry=entry, stage=stage, claim=to_plain(claim), by=by, **more)
        row.points, row.is_not_applicable = rounded_points(outcome), isinstance(outcome, NotApplicable)
        row.at = at
        setattr(entry, stage.value, row)
        entry.version += 1
        self.scores.append(row)
        return row


@dataclass(slots=True)
class Leaf:
    """One leaf of one agency with its story and the moments that matter."""

    past: RoundPast
    entry: Entry
    criterion: Criterion
    scene: Scene
    story: LeafStory
    filled_at: datetime

    @property
    def key(self) -> str:
        return self.scene.key

    @property
    def agency(self) -> Agency:
        return self.entry.assessment.agency

    @property
    def known(self) -> LedgerValues:
        """What the ledger of figures knows of this leaf."""
        return values_in(self.criterion, self.agency.pk, self.past.ledger)

    @property
    def focal(self) -> User:
        return self.past.people.of_agency[self.agency.pk][0]


def figures_for(leaf: Leaf, *, worse: int = 0) -> dict[str, Any]:
    """The agency's figures for a leaf; worse: by how much the work was overstated."""
    year = leaf.past.round.year
    quality = max(0, quality_of(leaf.agency.code, year) - worse)
    return figures_of(leaf.criterion, key=f"{leaf.agency.code}|{year}", quality=quality)


def attach(leaf: Leaf, asked: str, *, at: datetime, has_file: bool) -> None:
    """A document of the agency proves the leaf."""
    past, by = leaf.past, leaf.focal
    document = past.shelf.paper(leaf.agency, asked, by=by, at=at, has_file=has_file)
    place = f"Mục {1 + chance(leaf.key, 'place') // 25}" if chance(leaf.key, "has place") < 45 else ""
    past.pieces.append(EntryEvidence(entry=leaf.entry, document=document, place=place, added_by=by, added_at=at))
    leaf.entry.version += 1
    past.tell(at, "evidence_attached", by, leaf.entry, document=document.pk, place=place)
