"""A small round as the services make it: a set of three leaves, two agencies, a body that appraises them."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils import timezone

from caicach.agencies.models import Agency
from caicach.assessments.bodies import route_of
from caicach.assessments.filling import fill, sign
from caicach.assessments.models import Assessment, Entry, Phase, Round, Score, Stage
from caicach.assessments.rounds import Setting, open_round, prepare_round
from caicach.core.scoring.claims import Claim
from caicach.core.scoring.plain import to_plain
from caicach.criteria.models import CriteriaSet
from caicach.people.models import User
from caicach.people.permissions import Role
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.criteria import issued_set

TODAY = date(2026, 11, 20)
SPANS = {
    Phase.FILLING: (date(2026, 11, 1), date(2026, 11, 30)),
    Phase.APPRAISAL: (date(2026, 11, 10), date(2026, 12, 20)),
    Phase.APPEAL: (date(2026, 11, 15), date(2026, 12, 25)),
    Phase.DECISION: (date(2026, 11, 15), date(2026, 12, 31)),
}
AFTERWARDS = date(2026, 12, 26)
"""No agency may appeal any more."""
HALF = Claim(values={"a": Decimal(50), "b": Decimal(100)})
WHOLE = Claim(values={"a": Decimal(100), "b": Decimal(100)})


def person(agency: Agency, role: Role) -> User:
    return MembershipFactory(agency=agency, role=role).user


def setting_for(criteria_set: CriteriaSet, agencies: list[Agency], bodies: list[Agency], **more: object) -> Setting:
    """All top nodes appraised by all bodies."""
    tops = list(criteria_set.nodes.filter(parent=None))
    given = Setting(
        name="Đợt đánh giá năm 2026",
        year=2026,
        period=(date(2025, 12, 15), date(2026, 12, 14)),
        agencies_on=date(2026, 11, 1),
        agencies=dict.fromkeys(agencies, "Sở, ban, ngành"),
        windows=SPANS,
        bodies=[(node, body) for node in tops for body in bodies],
        seed="hat-giong",
    )
    return replace(given, **more)  # type: ignore[arg-type]


@dataclass
class RoundWorld:
    """A running round and its people; `own` is assessed, `twin` too, `body` appraises."""

    round: Round
    own: Assessment
    twin: Assessment
    body: Agency
    focal: User
    head: User
    appraiser: User
    second: User
    coordinator: User
    surveyor: User

    def entry(self, code: str, assessment: Assessment | None = None) -> Entry:
        rows = Entry.objects.select_related("assessment__agency", "assessment__round", "criterion__criteria_set")
        return rows.with_scores().get(assessment=assessment or self.own, criterion__code=code)

    def fill_all(self, assessment: Assessment | None = None, claim: Claim = HALF) -> None:
        assessment = assessment or self.own
        by = self.focal if assessment == self.own else person(assessment.agency, Role.FOCAL_POINT)
        for code in ("1.1", "2"):
            entry = self.entry(code, assessment)
            fill(entry=entry, version=entry.version, claim=claim, explanation="", is_done=True, by=by, today=TODAY)

    def signed(self, assessment: Assessment | None = None, claim: Claim = HALF) -> Assessment:
        assessment = assessment or self.own
        self.fill_all(assessment, claim)
        by = self.head if assessment == self.own else person(assessment.agency, Role.AGENCY_HEAD)
        assessment.refresh_from_db()
        return sign(assessment=assessment, version=assessment.version, by=by, today=TODAY)


def open_world(**more: object) -> RoundWorld:
    own, twin, body = (AgencyFactory(name=name) for name in ("Sở Y tế", "Sở Công Thương", "Sở Nội vụ"))
    criteria_set = issued_set(str(more.pop("key", "bo-cham")), more.pop("checked", None))  # type: ignore[arg-type]
    setting = setting_for(criteria_set, [own, twin], [body], **more)
    round = prepare_round(criteria_set=criteria_set, setting=setting, by=None)
    round = open_round(round=round, version=round.version, by=None)
    assessments = {one.agency_id: one for one in round.assessments.select_related("agency", "round")}
    return RoundWorld(
        round=round,
        own=assessments[own.pk],
        twin=assessments[twin.pk],
        body=body,
        focal=person(own, Role.FOCAL_POINT),
        head=person(own, Role.AGENCY_HEAD),
        appraiser=person(body, Role.APPRAISER),
        second=person(body, Role.APPRAISER),
        coordinator=person(body, Role.COORDINATOR),
        surveyor=person(body, Role.SURVEY_MANAGER),
    )


def many_signed(count: int, *, key: str = "bo-nhieu") -> RoundWorld:
    """A running round of many agencies that have all signed; every leaf of their own is filled in alike."""
    world = open_world(key=key)
    round, by = world.round, world.focal
    agencies = [AgencyFactory(name=f"UBND xã Suối {number:03}", commune=True) for number in range(count - 2)]
    made = Assessment.objects.bulk_create(
        Assessment(round=round, agency=agency, group="Sở, ban, ngành") for agency in agencies
    )
    nodes = list(round.criteria_set.nodes.filter(is_leaf=True))
    Entry.objects.bulk_create(Entry(assessment=one, criterion=node) for one in made for node in nodes)
    entries = list(Entry.objects.filter(assessment__round=round).exclude(criterion__code="1.2"))
    scores = Score.objects.bulk_create(
        Score(entry=one, stage=Stage.FILLED, claim=to_plain(HALF), points=one.criterion.max_score / 2, by=by)
        for one in entries
    )
    for entry, score in zip(entries, scores, strict=True):
        entry.filled, entry.is_done = score, True
    Entry.objects.bulk_update(entries, ["filled", "is_done"], batch_size=200)
    signed = {"submitted_at": timezone.now(), "submitted_by": by, "submitted_hash": "0" * 64}
    Assessment.objects.filter(round=round).update(route=route_of(round), **signed)
    return world
