"""The ledger of the demonstration: duties counted by the system, and invented figures as others would send them."""

import hashlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from caicach.agencies.models import Agency, AgencyKind
from caicach.core.period import Period
from caicach.core.reporting import reporting_year
from caicach.indicators.entries import Entry
from caicach.indicators.external import province_key
from caicach.indicators.external_import import ExternalImport, ExternalRow, apply_external
from caicach.indicators.loading import load_indicators
from caicach.indicators.models import IMPORT, ExternalIndex, ExternalResult, Indicator
from caicach.indicators.services import write_figures
from caicach.people.models import User
from caicach.workfigures.figures import write_work_figures

FINISHED = reporting_year(2025)
RUNNING = Period(date(2025, 12, 15), date(2026, 10, 31))

_RATIOS = {
    "case_files_on_time": (400, 6000, 88, 100),
    "case_files_online": (450, 6500, 45, 96),
    "case_files_digitised": (300, 5000, 60, 99),
    "case_files_reused": (200, 3000, 30, 80),
    "feedback_answered": (2, 40, 80, 100),
    "payments_online": (80, 2500, 35, 95),
    "procedures_paid_online": (8, 60, 50, 95),
    "provincial_tasks_overdue": (20, 120, 0, 12),
    "public_investment_disbursed": (5000, 400000, 55, 100),
    "work_files_online": (2000, 20000, 85, 100),
}
"""For each ratio the bounds of its denominator and of its rate in percent."""

_VALUES = {
    "case_files_complained": (0, 12),
    "procedures_interlinked": (2, 30),
    "reports_late": (0, 2),
    "reports_absent": (0, 1),
    "provincial_tasks_returned": (0, 4),
}
_OF_DEPARTMENTS = {
    "legal_documents_on_time": (2, 14, 70, 100),
    "legal_drafts_passed": (2, 12, 60, 100),
    "legal_documents_reviewed": (4, 40, 75, 100),
    "procedures_announced": (1, 18, 70, 100),
    "audit_recommendations_paid": (50, 4000, 60, 100),
}
_OF_COMMUNES = {"budget_collected": (3000, 60000, 80, 118)}
_DUTIES = {"duties_completed": (6, 24, 82, 100)}
_PROVINCES = (
    "Lạc Xuyên",
    "An Khê Thượng",
    "Bình Sơn Đông",
    "Cẩm Vân",
    "Hà Linh",
    "Mộc Châu Bắc",
    "Thanh Phú",
    "Vĩnh Lộc",
)
_EXTERNAL = {  # first year, last year, lowest, highest in hundredths
    "par_index": (2020, 2025, 8050, 9480),
    "sipas": (2020, 2025, 7700, 9120),
    "papi": (2021, 2025, 3900, 4700),
    "pci": (2021, 2025, 6150, 7250),
    "dti": (2021, 2024, 4800, 7600),
}


Numbers = dict[str, Decimal]


def fill_ledger(*, by: User, today: date) -> dict[str, int]:
    """Write the figures of a finished year and of the running one. Safe to run again."""
    load_indicators(by=None)
    written = 0
    for period in (FINISHED, RUNNING):
        told = write_figures(entries=list(_entries(period)), by=by)
        written += told.new + told.changed
    counted = write_work_figures(period=RUNNING, on=min(today, RUNNING.last), by=None)
    return {"typed": written, "counted": counted.new + counted.changed, "of provinces": _publish(by)}


def _entries(period: Period) -> Iterator[Entry]:
    """What others would send of each agency; a few agencies have sent nothing yet, as it happens."""
    indicators = {row.code: row for row in Indicator.objects.all()}
    kinds = (AgencyKind.DEPARTMENT, AgencyKind.COMMUNE)
    for agency in Agency.objects.valid_on(period.last).filter(kind__in=kinds):
        if period == RUNNING and _pick(agency.code, "silent", 0, 29) == 0:
            continue
        for code, numbers in _numbers_of(agency, period):
            yield Entry(
                indicator=indicators[code], agency=agency, first=period.first, last=period.last,
                numerator=numbers.get("numerator"), denominator=numbers.get("denominator"), value=numbers.get("value"),
                source=IMPORT, source_text=_source(indicators[code], period), as_of=period.last,
            )  # fmt: skip


def _numbers_of(agency: Agency, period: Period) -> Iterator[tuple[str, Numbers]]:
    year = str(period.last.year)
    is_commune = agency.kind == AgencyKind.COMMUNE
    ratios = _RATIOS | (_OF_COMMUNES if is_commune else _OF_DEPARTMENTS)
    ratios |= _DUTIES if period == FINISHED else {}  # the system was not there yet
    for code, bounds in ratios.items():
        yield code, _ratio(agency.code + year + code, *bounds)
    for code, (low, high) in _VALUES.items():
        yield code, {"value": Decimal(_pick(agency.code + year, code, low, high))}
    yield from _dependent(agency, year)
    if period == FINISHED:
        yield "satisfaction", {"value": Decimal(_pick(agency.code + year, "satisfaction", 7800, 9700)) / 100}
    if is_commune:
        yield "identity_accounts", {"value": Decimal(_pick(agency.code + year, "identity", 4000, 21000))}


def _dependent(agency: Agency, year: str) -> Iterator[tuple[str, Numbers]]:
    """Numbers that follow from others: what is late is what was not on time, and so on."""
    key = agency.code + year
    files = _ratio(key + "case_files_on_time", *_RATIOS["case_files_on_time"])
    late = files["denominator"] - files["numerator"]
    sooner = files["numerator"] * _pick(key, "sooner", 40, 85) // 100
    yield "case_files_sooner", {"value": sooner}
    yield "case_files_on_day", {"value": files["numerator"] - sooner}
    yield "case_files_later", {"value": late}
    yield "case_files_apologised", {"numerator": late * _pick(key, "apologised", 60, 100) // 100, "denominator": late}
    received = _ratio(key + "case_files_online", *_RATIOS["case_files_online"])["denominator"]
    on_portal = received * _pick(key, "portal", 90, 100) // 100
    yield "case_files_on_portal", {"value": on_portal}
    yield "case_files_synchronised", {"value": (on_portal / received).quantize(Decimal("0.0001"))}


def _ratio(key: str, low: int, high: int, least: int, most: int) -> Numbers:
    denominator = _pick(key, "denominator", low, high)
    numerator = denominator * _pick(key, "rate", least, most) // 100
    return {"numerator": Decimal(numerator), "denominator": Decimal(denominator)}


def _pick(key: str, what: str, low: int, high: int) -> int:
    """A number that looks like chance and is the same each time."""
    digest = hashlib.sha256(f"{key}/{what}".encode()).digest()
    return low + int.from_bytes(digest[:4], "big") % (high - low + 1)


def _source(indicator: Indicator, period: Period) -> str:
    number = 100 + _pick(indicator.code, str(period.last.year), 0, 400)
    return f"Báo cáo số {number}/BC-VPUBND, số liệu đến {period.last:%d/%m/%Y} (minh họa)"


def _publish(by: User) -> int:
    """Results of invented provinces, as published by others, through the writing of the import."""
    known = {(row.index_id, row.year, row.province_key): row for row in ExternalResult.objects.all()}
    plan = ExternalImport()
    for index in ExternalIndex.objects.all():
        for year, values in _published(index.code):
            order = sorted(values.values(), reverse=True)
            for province, value in values.items():
                result = ExternalResult(
                    index=index, year=year, province=province, province_key=province_key(province), value=value,
                    most=Decimal(100), rank=order.index(value) + 1, rank_of=len(order),
                    source_text=f"Kết quả {index.name} năm {year} (minh họa)",
                )  # fmt: skip
                plan.rows.append(ExternalRow(len(plan.rows), result, known.get((index.pk, year, result.province_key))))
    apply_external(plan=plan, by=by)
    return plan.count("new")


def _published(code: str) -> Iterator[tuple[int, dict[str, Decimal]]]:
    first, last, low, high = _EXTERNAL[code]
    for year in range(first, last + 1):
        drop = 450 if code == "sipas" and year >= 2022 else 0  # another method from then on
        yield year, {one: Decimal(_pick(one + code, str(year), low, high) - drop) / 100 for one in _PROVINCES}
