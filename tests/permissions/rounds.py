"""Rounds of assessment for the small province: in preparation, being filled in, under appraisal, under appeal."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from caicach.agencies.models import Agency
from caicach.appraisals import appeals, appraising
from caicach.assessments.evidence import attach
from caicach.assessments.models import Assessment, Entry, Phase, Round
from caicach.core.scoring.claims import Claim
from caicach.criteria.models import CriteriaSet
from caicach.documentregister.services import Head, register_document
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.rounds.preparing import open_round, prepare_round
from caicach.selfassessments.filling import fill, sign
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.assessments import HALF, WHOLE, setting_for
from tests.factories.criteria import issued_set

Keys = dict[str, Any]


def things_of_rounds(own: Agency, other: Agency) -> dict[str, Keys]:
    """Everything about rounds that the table names."""
    maker = _Maker(own, other)
    prepared = maker.prepared("bo-chuan-bi")
    filled, signed, disputed = maker.filled("bo-tu-cham"), maker.signed("bo-tham-dinh"), maker.disputed("bo-giai-trinh")
    things = {
        "a round in preparation": _of_round(prepared),
        "a round that runs": _of_round(signed),
    }
    for whose, agency in (("own agency", own), ("other agency", other)):
        things |= {
            f"{whose}'s assessment": _of_agency(filled, agency, "1.1"),
            f"{whose}'s assessment, signed": _of_agency(signed, agency, "1.1"),
            f"{whose}'s assessment, with a difference": _of_agency(signed, agency, "2"),
            f"{whose}'s appeal": {"appeal_id": _entry(disputed.assessments.get(agency=agency), "2").appeal.pk},
        }
    return things


class _Maker:
    """Rounds of both agencies, with people of their own, so that no role of the table has given a score."""

    def __init__(self, own: Agency, other: Agency) -> None:
        self.agencies = [own, other]
        self.body = AgencyFactory(name="Sở Nội vụ", code="so-nv")
        self.bodies = [own, self.body]
        self.today = timezone.localdate()
        self.appraiser = self._person(self.body, Role.APPRAISER)
        self.fillers = {agency.pk: self._person(agency, Role.FOCAL_POINT) for agency in self.agencies}
        self.heads = {agency.pk: self._person(agency, Role.AGENCY_HEAD) for agency in self.agencies}

    def prepared(self, key: str) -> Round:
        criteria_set: CriteriaSet = issued_set(key)
        span = (self.today - timedelta(days=30), self.today + timedelta(days=30))
        setting = setting_for(
            criteria_set, self.agencies, self.bodies, windows=dict.fromkeys(Phase, span), agencies_on=date(2026, 1, 1)
        )
        return prepare_round(criteria_set=criteria_set, setting=setting, by=None)

    def filled(self, key: str) -> Round:
        round = self.prepared(key)
        round = open_round(round=round, version=round.version, by=None)
        for assessment in round.assessments.select_related("agency"):
            for code in ("1.1", "2"):
                self._fill(assessment, code)
        return round

    def signed(self, key: str) -> Round:
        """Both have signed; leaf 2 was appraised otherwise, leaf 1.1 waits."""
        round = self.filled(key)
        for assessment in round.assessments.select_related("agency"):
            head = self.heads[assessment.agency_id]
            sign(assessment=assessment, version=assessment.version, by=head, today=self.today)
            entry = _entry(assessment, "2")
            appraising.change(
                entry=entry, version=entry.version, claim=WHOLE, reason_code="figures", reason="Số liệu khác",
                by=self.appraiser, today=self.today,
            )  # fmt: skip
        return round

    def disputed(self, key: str) -> Round:
        round = self.signed(key)
        for assessment in round.assessments.select_related("agency"):
            entry = _entry(assessment, "2")
            by = self.fillers[assessment.agency_id]
            appeals.appeal(entry=entry, version=entry.version, text="Không đồng ý", by=by, today=self.today)
        return round

    def _fill(self, assessment: Assessment, code: str, claim: Claim = HALF) -> None:
        by, agency = self.fillers[assessment.agency_id], assessment.agency
        document = register_document(
            agency=agency,
            head=Head(title=f"Báo cáo {code}", number=f"{code}/BC", issued_on=date(2026, 6, 1)),
            by=by,
        )
        entry = _entry(assessment, code)
        attach(entry=entry, version=entry.version, document=document, by=by, today=self.today)
        entry = _entry(assessment, code)
        fill(
            entry=entry, version=entry.version, claim=claim, explanation="Theo báo cáo", is_done=True, by=by,
            today=self.today,
        )  # fmt: skip

    def _person(self, agency: Agency, role: Role) -> User:
        return MembershipFactory(agency=agency, role=role).user


def _entry(assessment: Assessment, code: str) -> Entry:
    return Entry.objects.get(assessment=assessment, criterion__code=code)


def _of_round(round: Round) -> Keys:
    return {"round_id": round.pk, "leaf_id": round.criteria_set.nodes.get(code="1.1").pk}


def _of_agency(round: Round, agency: Agency, code: str) -> Keys:
    entry = _entry(round.assessments.get(agency=agency), code)
    piece = entry.evidence.select_related("document").first()
    other = register_document(
        agency=agency,
        head=Head(title="Văn bản khác", number="9/CV", issued_on=date(2026, 5, 1)),
        by=piece.added_by,
    )
    keys = {"assessment_id": entry.assessment_id, "entry_id": entry.pk, "piece_id": piece.pk}
    return keys | {"document_id": other.pk}
