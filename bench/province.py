"""A whole invented province in bulk: agencies, people, two years of plans, all duties assigned. Always the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import product

from django.db import transaction
from django.utils import timezone

from caicach.agencies.models import (
    Agency,
    AgencyGroup,
    AgencyKind,
    AgencyName,
    Domain,
    DomainLead,
    Membership,
)
from caicach.assigning.services import assign_plan
from caicach.core.documents.reading import Level
from caicach.core.schedule.grammar import read_time_frame
from caicach.core.text import collation_key, fold
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.plans.contents import DutyName, RowContent, joined
from caicach.plans.models import Plan, PlanKind, PlanState
from caicach.plans.outline import parents_by_path
from caicach.plans.rows import add_rows
from tests.generated.bank import PROVINCE_NAMES, Choice, rows_of
from tests.generated.paper import Row

DEPARTMENTS = ("nv", "tp", "tc", "ct", "nnmt", "xd", "khcn", "vhttdl", "gddt", "yt", "ttr", "vp")
OTHERS = ("ca", "thue", "kbnn", "bhxh", "bd", "bao", "mttq", "tthcc", "bql", "truong", "dt")
GROUPS = {"Các sở, ban, ngành": "department", "UBND cấp xã": "commune", "Các cơ quan, đơn vị có liên quan": ""}
DOMAINS = ("Chỉ đạo, điều hành", "Thể chế", "Thủ tục hành chính", "Tổ chức bộ máy", "Chế độ công vụ", "Tài chính công")
ROOMS = ("Văn phòng", "Phòng Tổng hợp", "Phòng Nghiệp vụ")
_FIRST = ["Lạc", "Phú", "An", "Tân", "Hòa", "Bình", "Long", "Thạnh", "Vĩnh", "Đông", "Xuân", "Yên"]
_SECOND = ["Sơn", "Giang", "Thủy", "Lộc", "Hải", "Lâm", "Điền", "Mỹ", "Trung", "Hội", "Khê"]
_FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương"]
_MIDDLE = ["Văn", "Thị", "Hữu", "Minh", "Thanh", "Quốc", "Ngọc", "Đức"]
_GIVEN = [
    "An",
    "Bình",
    "Châu",
    "Dũng",
    "Giang",
    "Hà",
    "Hùng",
    "Lan",
    "Mai",
    "Nam",
    "Oanh",
    "Phúc",
    "Quang",
    "Sơn",
    "Thảo",
    "Tuấn",
    "Uyên",
    "Vân",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large the province is."""

    communes: int = 126
    rounds: int = 3  # how often the bank of rows stands in the annual plan
    every: int = 1  # of the bank each n-th row
    agency_plans: int = 40  # of each year
    staff: int = 90


@transaction.atomic
def make_province(*, today: date, size: Size) -> list[Plan]:
    """Everything up to the assigned duties; returns the province's plans, the older year first."""
    agencies = _agencies(size)
    _groups_and_domains(agencies)
    _people(agencies, size)
    plans = []
    for year in (today.year - 1, today.year):
        annual = _plan(agencies["tinh"], year, [rows_of(Choice(year=year, every=size.every))] * size.rounds)
        _agency_plans(annual, list(agencies.values())[1 : size.agency_plans + 1])
        rows = [rows_of(Choice(year=year, every=4 * size.every))]
        plans += [annual, _plan(agencies["tinh"], year, rows, PlanKind.IMPROVEMENT)]
    coordinator = User.objects.filter(memberships__role=Role.COORDINATOR).order_by("pk")[0]
    for plan in plans:
        assign_plan(plan=plan, by=coordinator, at=_nine_o_clock(date(plan.year, 1, 10)))
    return plans


def _agencies(size: Size) -> dict[str, Agency]:
    rows = [("tinh", AgencyKind.PROVINCE, "UBND tỉnh Lạc Xuyên")]
    rows += [(key, AgencyKind.DEPARTMENT, PROVINCE_NAMES[key]) for key in DEPARTMENTS]
    rows += [(key, AgencyKind.BODY, PROVINCE_NAMES[key]) for key in OTHERS]
    places = [f"{first} {second}" for first, second in product(_FIRST, _SECOND)][: size.communes]
    rows += [(f"xa-{number}", AgencyKind.COMMUNE, f"UBND xã {place}") for number, place in enumerate(places)]
    made = {code: agency_row(code, kind, name, order) for order, (code, kind, name) in enumerate(rows)}
    Agency.objects.bulk_create(made.values())
    units = [
        agency_row(f"{key}-{number}", AgencyKind.UNIT, f"{room} {made[key].name}", 500, parent=made[key])
        for key in DEPARTMENTS
        for number, room in enumerate(ROOMS)
    ]
    Agency.objects.bulk_create(units)
    every = [*made.values(), *units]
    AgencyName.objects.bulk_create(AgencyName(agency=one, text=one.name, search_text=fold(one.name)) for one in every)
    return made


def agency_row(code: str, kind: AgencyKind, name: str, order: int, parent: Agency | None = None) -> Agency:
    """An agency that is not stored yet, with the keys that lists need."""
    keys = {"search_text": f"{fold(name)}\n{code}", "collation_key": collation_key(name)}
    return Agency(code=code, kind=kind, name=name, protocol_order=order, parent=parent, **keys)


def _groups_and_domains(agencies: dict[str, Agency]) -> None:
    for name, kind in GROUPS.items():
        AgencyGroup.objects.create(
            code=fold(name).replace(" ", "-").replace(",", ""),
            name=name,
            rule_kinds=[kind] if kind else [],
            is_open=not kind,
            search_text=fold(name),
        )
    for order, name in enumerate(DOMAINS, start=1):
        domain = Domain.objects.create(code=f"linh-vuc-{order}", name=f"Cải cách {name}", order=order)
        DomainLead.objects.create(domain=domain, agency=agencies["nv"], source="Quyết định số 45/QĐ-UBND")


def _people(agencies: dict[str, Agency], size: Size) -> None:
    """Leaders and those who look after the whole, then two for each agency, then staff of the departments' units."""
    of_province = [Role.LEADER] * 4 + [Role.COORDINATOR] * 4 + [Role.INSPECTOR] * 3 + [Role.AUDITOR, Role.SYSADMIN]
    places = [(agencies["nv" if role == Role.COORDINATOR else "tinh"], role) for role in of_province]
    for agency in list(agencies.values())[1:]:
        places += [(agency, Role.FOCAL_POINT), (agency, Role.AGENCY_HEAD)]
    units = list(Agency.objects.filter(kind=AgencyKind.UNIT).order_by("pk"))
    places += [(units[number % len(units)], Role.STAFF) for number in range(size.staff)]
    users = [_user(number, f"{family} {middle} {given}") for number, (family, middle, given) in _names(len(places))]
    User.objects.bulk_create(users)
    Membership.objects.bulk_create(
        Membership(user=user, agency=agency, role=role, valid_from=date(2020, 1, 1))
        for user, (agency, role) in zip(users, places, strict=True)
    )


def _names(count: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    names = list(product(_FAMILY, _MIDDLE, _GIVEN))
    return enumerate(names[number * 31 % len(names)] for number in range(count))


def _user(number: int, name: str) -> User:
    user = User(username=f"nguoi-{number:04d}", full_name=name, position="Chuyên viên")
    user.refresh_keys()
    user.set_unusable_password()
    return user


def _plan(owner: Agency, year: int, rounds: Sequence[Sequence[Row]], kind: PlanKind = PlanKind.ANNUAL) -> Plan:
    words = "nâng cao Chỉ số cải cách hành chính" if kind is PlanKind.IMPROVEMENT else "cải cách hành chính"
    plan = Plan.objects.create(
        owner=owner,
        kind=kind,
        state=PlanState.ISSUED,
        year=year,
        title=f"Kế hoạch {words} năm {year}",
        number=f"12/KH-UBND-{year}",
        issuer=owner.name,
        issued_on=date(year, 1, 2),
        issued_at=_nine_o_clock(date(year, 1, 3)),
        search_text=fold(f"12/KH-UBND Kế hoạch {words} năm {year}"),
    )
    add_rows(plan, joined([_contents(rows, year, number) for number, rows in enumerate(rounds, start=1)]))
    _spread_domains(plan)
    return plan


def _spread_domains(plan: Plan) -> None:
    """Each top heading and what stands below it belongs to one domain."""
    domains, domain = list(Domain.objects.all()), None
    of_rows = {}
    for item in plan.items.order_by("order"):
        if item.level in (Level.DOMAIN, Level.GROUP):
            domain = domains[item.order % len(domains)]
        of_rows.setdefault(domain, []).append(item.pk)
    for one, rows in of_rows.items():
        plan.items.filter(pk__in=rows).update(domain=one)


def _contents(rows: Sequence[Row], year: int, number: int) -> list[RowContent]:
    parents = parents_by_path([row.path for row in rows])
    return [_content(row, parent, year, number) for row, parent in zip(rows, parents, strict=True)]


def _content(row: Row, parent: int | None, year: int, number: int) -> RowContent:
    start, end = row.time.cells()
    return RowContent(
        level=Level(row.level),
        title=row.title if number == 1 else f"{row.title} (đợt {number})",
        code=row.mark,
        parent=parent,
        acceptance_note=row.standard,
        deliverable=row.product,
        start_text=start,
        end_text=end,
        schedule=read_time_frame(start, end, year=year),
        leads=_duties(row.lead),
        coordinating=_duties(row.coordinating),
        lead_text="; ".join(row.lead),
        coordinating_text="; ".join(row.coordinating),
        note=row.note,
    )


def _duties(names: Sequence[str]) -> tuple[DutyName, ...]:
    keys = {PROVINCE_NAMES[key]: key for key in (*DEPARTMENTS, *OTHERS)}
    keys |= {name: f"group:{fold(name).replace(' ', '-').replace(',', '')}" for name in GROUPS}
    return tuple(DutyName(name, keys.get(name, "")) for name in names)


def _agency_plans(province: Plan, owners: Sequence[Agency]) -> None:
    """Plans of agencies: a handful of rows each, so that lists of plans and searches have something to find."""
    rows = rows_of(Choice(year=province.year, every=6))
    for owner in owners:
        title = f"Kế hoạch cải cách hành chính năm {province.year} của {owner.name}"
        plan = Plan.objects.create(
            owner=owner,
            kind=PlanKind.AGENCY,
            parent=province,
            state=PlanState.ISSUED,
            year=province.year,
            title=title,
            issuer=owner.name,
            issued_on=date(province.year, 1, 20),
            search_text=fold(title),
        )
        add_rows(plan, _contents(rows, province.year, 1))


def _nine_o_clock(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))
