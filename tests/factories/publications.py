"""A closed round and its publication, as the services make them."""

from dataclasses import dataclass
from decimal import Decimal

from caicach.agencies.models import Agency
from caicach.assessments.appraising import accept, change
from caicach.assessments.models import Entry, Round, RoundState, Score, Stage
from caicach.assessments.outside import enter_outside
from caicach.assessments.rounds import close_round, prepare_round
from caicach.core.scoring.claims import Claim
from caicach.core.scoring.plain import to_plain
from caicach.criteria.models import CriteriaSet
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.publications.models import Publication
from caicach.publications.services import approve, prepare
from caicach.rounds.reopening import ask_reopening, grant_reopening
from tests.factories.assessments import AFTERWARDS, HALF, TODAY, WHOLE, RoundWorld, open_world, person, setting_for
from tests.factories.criteria import issued_set


@dataclass
class PublishingWorld:
    """A closed round with two agencies: `own` is at 5 points with one leaf changed, `twin` at 8.5."""

    rounds: RoundWorld
    leader: User

    @property
    def round(self) -> Round:
        return Round.objects.get(pk=self.rounds.round.pk)

    @property
    def coordinator(self) -> User:
        return self.rounds.coordinator

    def prepared(self, **more: object) -> Publication:
        return prepare(round=self.round, by=self.coordinator, **more)  # type: ignore[arg-type]

    def approved(self, publication: Publication | None = None, **more: object) -> Publication:
        row = publication or self.prepared(**more)
        return approve(publication=row, version=row.version, sha256=row.sha256, by=self.leader)

    def reopened(self, reason: str = "Nhập sai phiếu khảo sát") -> Round:
        round = self.round
        asked = ask_reopening(round=round, version=round.version, reason=reason, by=self.coordinator)
        return grant_reopening(reopening=asked, version=asked.version, by=self.leader)

    def close(self) -> Round:
        round = self.round
        return close_round(round=round, version=round.version, by=self.coordinator, today=AFTERWARDS)


def closed_world(*, without_survey: bool = False, **more: object) -> PublishingWorld:
    """without_survey: of the first agency the survey result has not come."""
    rounds = open_world(**more)
    rounds.signed()
    rounds.signed(rounds.twin, WHOLE)
    _appraise(rounds)
    for assessment in (rounds.twin,) if without_survey else (rounds.own, rounds.twin):
        entry = rounds.entry("1.2", assessment)
        enter_outside(entry=entry, version=entry.version, claim=HALF, source="Kết quả khảo sát", by=rounds.surveyor)
    world = PublishingWorld(rounds, person(rounds.body, Role.LEADER))
    world.close()
    return world


def _appraise(rounds: RoundWorld) -> None:
    for assessment in (rounds.own, rounds.twin):
        for code in ("1.1", "2"):
            entry = rounds.entry(code, assessment)
            given = {"entry": entry, "version": entry.version, "by": rounds.appraiser, "today": TODAY}
            if (code, assessment) == ("2", rounds.own):
                less = Claim(decided=Decimal(2))
                change(claim=less, reason_code="", reason="Thiếu văn bản kiểm chứng", **given)  # type: ignore[arg-type]
            else:
                accept(**given)  # type: ignore[arg-type]


def closed_round(agencies: list[Agency], name: str, criteria_set: CriteriaSet | None = None) -> Round:
    """A closed round of agencies that exist already, each leaf with an appraised score; quick, past the services."""
    criteria_set = criteria_set or issued_set(name)
    setting = setting_for(criteria_set, agencies, [], name=f"Đợt {name}")
    round = prepare_round(criteria_set=criteria_set, setting=setting, by=None)
    leaves = criteria_set.nodes.filter(is_leaf=True)
    for assessment in round.assessments.all():
        for leaf in leaves:
            entry = Entry.objects.create(assessment=assessment, criterion=leaf)
            entry.appraised = Score.objects.create(entry=entry, stage=Stage.APPRAISED, claim=to_plain(HALF))
            entry.save()
    Round.objects.filter(pk=round.pk).update(state=RoundState.CLOSED)
    round.refresh_from_db()
    return round
