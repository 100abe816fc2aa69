"""When things of the demonstration happen: working hours of working days, in the order in which they must."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from caicach.demo.stories import chance, working_day

_LITTLE = timedelta(minutes=11)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days of a phase, as far as they lie behind us."""

    first: date
    last: date

    def at(self, part: tuple[int, int], key: str, *, after: Sequence[datetime | None] = ()) -> datetime:
        """A moment within a part of the stretch (percent from, percent to), after those that came before it."""
        low, high = part
        share = low + (high - low) * chance(key, "day") // 100
        days = (self.last - self.first).days * share // 100
        day = working_day(self.first + timedelta(days=days))
        if day < self.first:
            day = working_day(self.first, forward=True)
        found = moment(day, chance(key, "hour"))
        return max([found, *(one + _LITTLE for one in after if one is not None)])


def moment(on: date, place: int) -> datetime:
    """A time of the working day; place: 0 to 99."""
    return timezone.make_aware(datetime.combine(on, time(7 + place // 12, place * 37 % 60))).astimezone(UTC)
