"""Consolidated reports for tests: a province of a few agencies whose parts are signed, with an agency in charge."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from caicach.agencies.models import Agency
from caicach.consolidation.beginning import begin_consolidation
from caicach.consolidation.composing import pick, write_anew
from caicach.consolidation.models import ConsolidatedSection, Consolidation
from caicach.consolidation.sources import SourceState, sources_of
from caicach.indicators.loading import load_indicators
from caicach.indicators.models import Indicator
from caicach.indicators.services import write_figure
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.reports.models import ReportPart, ReportRound
from caicach.reports.services import sign_part, write_section
from tests.factories.agencies import AgencyFactory, DomainFactory, DomainLeadFactory, MembershipFactory
from tests.factories.reports import DAY_AFTER, HALF, half_year, person_of

TODAY = date(2026, 6, 18)
CASE_FILES = "case_files_on_time"


@dataclass
class Province:
    """Agencies by name, their heads, the round, the consolidated reports."""

    round: ReportRound
    coordinator: User
    leader: User
    agencies: dict[str, Agency]
    heads: dict[str, User] = field(default_factory=dict)
    whole: Consolidation = None  # type: ignore[assignment]
    lead: Consolidation = None  # type: ignore[assignment]

    def section(self, code: str = "procedure", report: Consolidation | None = None) -> ConsolidatedSection:
        return (report or self.whole).sections.select_related("report__round", "report__agency").get(code=code)

    def part(self, name: str) -> ReportPart:
        return self.round.parts.select_related("agency", "round").get(agency=self.agencies[name])


def province(words: dict[str, str] | None = None, counts: dict[str, tuple[int, int]] | None = None) -> Province:
    """Sở Nội vụ coordinates, Sở Tư pháp leads procedures, two communes report; words: of their procedure section.

    counts: case files in time and in all. Who has no words has not sent its part.
    """
    words = WORDS if words is None else words
    home = AgencyFactory(name="Sở Nội vụ", code="so-noi-vu")
    agencies = {"Sở Nội vụ": home, "Sở Tư pháp": AgencyFactory(name="Sở Tư pháp", code="so-tu-phap")}
    for name in ("UBND xã An Bình", "UBND xã Bình Yên"):
        agencies[name] = AgencyFactory(name=name, commune=True)
    DomainLeadFactory(domain=DomainFactory(code="procedure", name="Thủ tục hành chính"), agency=agencies["Sở Tư pháp"])
    coordinator = MembershipFactory(agency=home, role=Role.COORDINATOR).user
    leader = MembershipFactory(agency=AgencyFactory(name="UBND tỉnh", kind="body"), role=Role.LEADER).user
    load_indicators(by=None)
    _count(agencies, COUNTS if counts is None else counts)
    made = Province(half_year(), coordinator, leader, agencies)
    for name, agency in agencies.items():
        made.heads[name] = person_of(agency)
        if name in words:
            send(made.part(name), made.heads[name], words[name])
    begin_consolidation(round=made.round, by=coordinator, today=TODAY)
    made.whole = Consolidation.objects.get(round=made.round, is_whole=True)
    made.lead = Consolidation.objects.get(round=made.round, is_whole=False)
    return made


WORDS = {
    "Sở Nội vụ": "Sở đã kiểm tra 12 cơ quan. Kết quả tốt.",
    "Sở Tư pháp": "Sở giải quyết đúng hạn 95/100 hồ sơ.\nTuyên truyền ở 30 xã.",
    "UBND xã An Bình": "Xã giải quyết đúng hạn 40/50 hồ sơ, đạt 80%.",
}
COUNTS = {"Sở Tư pháp": (95, 100), "UBND xã An Bình": (40, 50)}


def send(part: ReportPart, head: User, procedure: str, on: date = DAY_AFTER) -> ReportPart:
    """The part with these words about procedures, signed."""
    for section in part.sections.all():
        text = procedure if section.code == "procedure" else "Không."
        write_section(section=section, version=section.version, text=text, by=head)
    part.refresh_from_db()
    return sign_part(part=part, version=part.version, by=head, today=on)


def refs_of(section: ConsolidatedSection, *sentences: str) -> list[str]:
    """How a form names sentences of agencies."""
    found = {
        one.text: one.ref
        for source in sources_of(section)
        if source.state == SourceState.SIGNED
        for paragraph in source.paragraphs
        for one in paragraph.sentences
    }
    return [found[sentence] for sentence in sentences]


def picked(section: ConsolidatedSection, by: User, *sentences: str) -> ConsolidatedSection:
    return pick(section=section, refs=refs_of(section, *sentences), by=by)


def filled(report: Consolidation, by: User, text: str = "Không.") -> Consolidation:
    """Every blank section has words."""
    for section in report.sections.select_related("report__round", "report__agency"):
        if section.is_blank:
            write_anew(section=section, text=text, by=by)
    report.refresh_from_db()
    return report


def _count(agencies: dict[str, Agency], counts: dict[str, tuple[int, int]]) -> None:
    indicator = Indicator.objects.get(code=CASE_FILES)
    shared: dict[str, Any] = {"indicator": indicator, "first": HALF.first, "last": HALF.last, "source": "hand"}
    for name, (numerator, denominator) in counts.items():
        write_figure(
            **shared, agency=agencies[name], numerator=Decimal(numerator), denominator=Decimal(denominator),
            as_of=HALF.last, source_text="Hệ thống một cửa", by=None,
        )  # fmt: skip
