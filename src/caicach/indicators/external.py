"""Results that others publish: own province by year against others, with the years from which the method changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from caicach.agencies.models import Agency, AgencyKind
from caicach.core.text import fold
from caicach.indicators.models import ExternalIndex, ExternalResult

_PREFIXES = ("uy ban nhan dan tinh", "uy ban nhan dan thanh pho", "ubnd tinh", "ubnd thanh pho", "tinh", "thanh pho")


def province_key(name: str) -> str:
    """The name of a province to find it by, without the words before it."""
    key = fold(name)
    for prefix in _PREFIXES:
        if key.startswith(f"{prefix} "):
            return key.removeprefix(prefix).strip()
    return key


def own_province() -> str:
    """The key of the province whose site this is; "" while the register has none."""
    name = Agency.objects.filter(kind=AgencyKind.PROVINCE).order_by("pk").values_list("name", flat=True).first()
    return province_key(name) if name else ""


@dataclass(frozen=True, slots=True)
class Year:
    """One year of an index: the own result, those of others, and whether the method is another from here on."""

    year: int
    own: ExternalResult | None
    best: ExternalResult | None
    worst: ExternalResult | None
    count: int
    mean: Decimal | None
    change: Decimal | None  # from the year before; none across a break, none without both
    break_says: str

    @property
    def is_break(self) -> bool:
        return bool(self.break_says)


def years_of(index: ExternalIndex, results: Iterable[ExternalResult], own: str) -> list[Year]:
    """The years of an index, the oldest first."""
    by_year: dict[int, list[ExternalResult]] = {}
    for result in results:
        by_year.setdefault(result.year, []).append(result)
    breaks = {int(one["year"]): str(one["says"]) for one in index.breaks}
    found: list[Year] = []
    for number in sorted(by_year):
        found.append(_year(number, by_year[number], own, found[-1] if found else None, breaks))
    return found


def _year(
    number: int, results: Sequence[ExternalResult], own: str, before: Year | None, breaks: dict[int, str]
) -> Year:
    values = sorted(results, key=lambda one: one.value)
    mine = next((one for one in results if one.province_key == own), None)
    crossed = [says for year, says in breaks.items() if (before.year if before else number - 1) < year <= number]
    is_comparable = before is not None and before.own is not None and mine is not None and not crossed
    return Year(
        year=number,
        own=mine,
        best=values[-1],
        worst=values[0],
        count=len(values),
        mean=sum((one.value for one in values), Decimal(0)) / len(values) if len(values) > 1 else None,
        change=mine.value - before.own.value if is_comparable and mine and before and before.own else None,
        break_says="; ".join(crossed),
    )


WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 240, 44, 16, 16, 34


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int
    year: Year


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing of an index: pieces of the own line, which never cross a break, and the span of the others."""

    points: tuple[Point, ...]
    lines: tuple[str, ...]  # "x,y x,y": one for each stretch of one method
    spans: tuple[tuple[int, int, int], ...]  # x, top, bottom: from the best to the worst
    breaks: tuple[tuple[int, str], ...]  # x of the mark, what it says
    ticks: tuple[tuple[int, str], ...]  # y, its words
    labels: tuple[tuple[int, int], ...]  # x, the year
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM
    top: int = TOP


def chart_of(years: Sequence[Year]) -> Chart | None:
    """The chart of an index, or None where there is nothing to draw."""
    if not any(year.own for year in years):
        return None
    low, high = _bounds(years)
    step = (WIDTH - LEFT - RIGHT) / max(len(years), 1)
    middles = [round(LEFT + step * (place + 0.5)) for place in range(len(years))]

    def at(value: Decimal) -> int:
        return round(HEIGHT - BOTTOM - float((value - low) / (high - low)) * (HEIGHT - BOTTOM - TOP))

    points = [Point(x, at(year.own.value), year) for x, year in zip(middles, years, strict=True) if year.own]
    marks = [
        (round(x - step / 2), year.break_says)
        for place, (x, year) in enumerate(zip(middles, years, strict=True))
        if year.is_break and place
    ]
    spans = [
        (x, at(year.best.value), at(year.worst.value))
        for x, year in zip(middles, years, strict=True)
        if year.count > 1 and year.best and year.worst
    ]
    ticks = [low, (low + high) / 2, high]
    return Chart(
        points=tuple(points),
        lines=tuple(_stretches(points, years)),
        spans=tuple(spans),
        breaks=tuple(marks),
        ticks=tuple((at(one), f"{one.normalize():f}".replace(".", ",")) for one in ticks),
        labels=tuple((x, year.year) for x, year in zip(middles, years, strict=True)),
    )


def _bounds(years: Sequence[Year]) -> tuple[Decimal, Decimal]:
    """Round numbers of ten below and above all values."""
    values = [one.value for year in years for one in (year.own, year.best, year.worst) if one]
    size = Decimal(10) if max(values) > 10 else Decimal(1)
    low, high = (min(values) // size) * size, (max(values) // size + 1) * size
    return low, high


def _stretches(points: Sequence[Point], years: Sequence[Year]) -> list[str]:
    """A line runs over neighbouring years of one method only."""
    order = [year.year for year in years]
    stretches: list[list[Point]] = []
    for point in points:
        before = stretches[-1][-1] if stretches else None
        is_next = before is not None and order.index(point.year.year) == order.index(before.year.year) + 1
        if is_next and not point.year.is_break:
            stretches[-1].append(point)
        else:
            stretches.append([point])
    return [" ".join(f"{one.x},{one.y}" for one in stretch) for stretch in stretches if len(stretch) > 1]
