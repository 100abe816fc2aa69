"""Reports for tests: the shipped kinds, a round of 2026 opened the day after its cut-off, people of an agency."""

from datetime import date

from caicach.agencies.models import Agency
from caicach.core.period import Period
from caicach.indicators.loading import load_indicators
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.reports.loading import load_report_kinds
from caicach.reports.models import ReportKind, ReportPart, ReportRound
from caicach.reports.opening import open_round
from caicach.reports.services import sign_part, write_section
from tests.factories.agencies import MembershipFactory

HALF = Period(date(2025, 12, 15), date(2026, 6, 14))
DAY_AFTER = date(2026, 6, 15)


def load_all() -> None:
    """Indicators and kinds as they are shipped."""
    load_indicators(by=None)
    load_report_kinds(by=None)


def half_year() -> ReportRound:
    """The report of six months of 2026, with a part for each agency that there is."""
    load_all()
    return open_round(kind=ReportKind.objects.get(code="h1"), period=HALF, today=DAY_AFTER, by=None)


def person_of(agency: Agency, role: Role = Role.AGENCY_HEAD) -> User:
    return MembershipFactory(agency=agency, role=role).user


def written(part: ReportPart, by: User, words: str = "Đã thực hiện theo kế hoạch") -> ReportPart:
    """Every open section of the part has words."""
    for section in part.sections.filter(is_open=True):
        write_section(section=section, version=section.version, text=words, by=by)
    part.refresh_from_db()
    return part


def signed(part: ReportPart, by: User, on: date = DAY_AFTER) -> ReportPart:
    """The part as its head has signed it."""
    written(part, by)
    return sign_part(part=part, version=part.version, by=by, today=on)
