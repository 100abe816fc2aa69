"""Drawings of a gauge through its year as plain numbers for SVG: the path that is wanted, the values that are known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from caicach.core.targets import QUARTER_ENDS, Course, Path, Standing, expected_on
from caicach.targets.models import Gauge
from caicach.targets.readings import Known, Reading
from caicach.ui.formats import shown_number

LOOKS: dict[Standing, str] = {
    Standing.MET: "good",
    Standing.ON_PATH: "info",
    Standing.BEHIND: "bad",
    Standing.UNMEASURED: "plain",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a drawing and the room around it, for words."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int


SMALL = Frame(132, 36, 4, 6, 5, 5)
LARGE = Frame(640, 240, 52, 20, 16, 34)


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn. path: "x,y x,y" of what is wanted; line: of the values; today: x of the day that is asked of."""

    frame: Frame
    path: str
    line: str
    points: tuple[Point, ...]
    ticks: tuple[tuple[int, str], ...]
    months: tuple[tuple[int, int], ...]
    today: int | None

    @property
    def floor(self) -> int:
        return self.frame.height - self.frame.bottom

    @property
    def end(self) -> int:
        return self.frame.width - self.frame.right


def chart_of(reading: Reading, *, frame: Frame = LARGE) -> Chart:
    """The drawing of one gauge for one agency, or for all together."""
    gauge = reading.gauge
    wanted = list(_wanted(gauge))
    scale = _Scale(frame, gauge.path, [value for _day, value in wanted], reading.history)
    values = [(scale.x(one.as_of), scale.y(one.value)) for one in reading.history]
    kinds = ["plain"] * (len(values) - 1) + [LOOKS[reading.standing]]
    points = tuple(
        Point(x, y, kind, shown_number(one.value.quantize(Decimal("0.01"))))
        for (x, y), kind, one in zip(values, kinds, reading.history, strict=True)
    ) if values else ()  # fmt: skip
    return Chart(
        frame=frame,
        path=" ".join(f"{scale.x(day)},{scale.y(value)}" for day, value in wanted),
        line=" ".join(f"{x},{y}" for x, y in values) if len(values) > 1 else "",
        points=points,
        ticks=tuple((scale.y(value), shown_number(value)) for value in scale.ticks),
        months=tuple((scale.x(day), day.month) for day in _months(gauge)),
        today=scale.x(reading.day) if gauge.first_on <= reading.day <= gauge.last_on else None,
    )


class _Scale:
    """Days to x, values to y; round numbers below and above everything that is drawn."""

    def __init__(self, frame: Frame, path: Path, wanted: Sequence[Decimal], history: Sequence[Known]) -> None:
        self._frame, self._span = frame, path.span
        values = [*wanted, *(one.value for one in history)]
        low, high = min(values), max(values)
        step = _step(high - low)
        self.low = (low // step) * step
        self.high = max(-(-high // step) * step, self.low + step)
        self.ticks = (self.low, (self.low + self.high) / 2, self.high)

    def x(self, day: date) -> int:
        inside = min(max(day, self._span.first), self._span.last)
        days = (self._span.last - self._span.first).days
        wide = self._frame.width - self._frame.left - self._frame.right
        return round(self._frame.left + wide * (inside - self._span.first).days / days)

    def y(self, value: Decimal) -> int:
        tall = self._frame.height - self._frame.top - self._frame.bottom
        share = (value - self.low) / (self.high - self.low)
        return round(self._frame.height - self._frame.bottom - tall * float(share))


def _step(width: Decimal) -> Decimal:
    """1, 10, 100, …: the largest that is not wider than what is drawn; small spans are drawn in units."""
    step = Decimal(1)
    while step * 10 <= width:
        step *= 10
    return step


def _wanted(gauge: Gauge) -> Iterator[tuple[date, Decimal]]:
    """The corners of the path that is wanted."""
    path, aim = gauge.path, gauge.as_aim
    days = [gauge.first_on, gauge.last_on]
    if path.course is Course.QUARTERS:
        days[1:1] = [date(gauge.last_on.year, month, day) for month, day in QUARTER_ENDS[:3]]
    before: Decimal | None = None
    for day in days:
        value = expected_on(aim, path, day)
        if path.course is Course.QUARTERS and before is not None and value is not None:
            yield day - timedelta(days=1), before  # a step, not a slope: nothing more is wanted in between
        if value is not None:
            yield day, value
        before = value


def _months(gauge: Gauge) -> Iterator[date]:
    for month in range(1, 13):
        day = date(gauge.last_on.year, month, 1)
        if gauge.first_on <= day <= gauge.last_on:
            yield day
