"""Numbers of the province in sentences: Vietnamese whatever language a person reads the site in, as the report is."""

from decimal import Decimal

from django.utils.translation import override

from caicach.core.consolidating.claims import DENOMINATOR, NUMERATOR, RATE, VALUE, rounded
from caicach.core.consolidating.numbers import numbers_in
from caicach.core.consolidating.passages import Computed
from caicach.reports.totals import Total
from caicach.ui.formats import shown_number

PLACES_OF_A_RATE = 2
MISSING = "missing"
"""What a computed number tells that counts agencies without a number, or stands in their names."""
_MOST_NAMED = 5


def total_sentence(total: Total) -> tuple[str, list[Computed]]:
    """The sentence, and which numbers of it tell what. Agencies without a number are named, not counted as 0."""
    with override("vi"):
        words, numbers = (_ratio if total.indicator.is_ratio else _value)(total)
        missing = _missing(total)
        code = total.indicator.code
        numbers += [Computed(printed=one.printed, indicator=code, measure=MISSING) for one in numbers_in(missing)]
        return f"{total.indicator.name}: {words}{missing}.", numbers


def printed(value: Decimal | None) -> str:
    """A number as the report prints it."""
    with override("vi"):
        return shown_number(value)


def printed_rate(rate: Decimal | None) -> str:
    """A rate as the report prints it, without its sign."""
    with override("vi"):
        return shown_number(None if rate is None else rounded(rate * 100, PLACES_OF_A_RATE))


def _ratio(total: Total) -> tuple[str, list[Computed]]:
    numerator, denominator = total.told("numerator"), total.told("denominator")
    if numerator is None or denominator is None:
        return "chưa có số liệu", []
    code, unit = total.indicator.code, total.indicator.unit
    one, two = printed(numerator), printed(denominator)
    numbers = [Computed(printed=one, indicator=code, measure=NUMERATOR)]
    numbers.append(Computed(printed=two, indicator=code, measure=DENOMINATOR))
    words = f"{one}/{two} {unit}".rstrip()
    if total.rate is not None:
        percent = printed_rate(total.rate)
        words += f", đạt {percent}%"
        numbers.append(Computed(printed=percent, indicator=code, measure=RATE))
    return words, numbers


def _value(total: Total) -> tuple[str, list[Computed]]:
    value = total.told("value")
    if value is None:
        return "chưa có số liệu", []
    words = printed(value)
    return f"{words} {total.indicator.unit}".rstrip(), [
        Computed(printed=words, indicator=total.indicator.code, measure=VALUE)
    ]


def _missing(total: Total) -> str:
    if not total.missing or not total.rows:
        return ""
    named = ", ".join(one.brief for one in total.missing[:_MOST_NAMED])
    more = len(total.missing) - _MOST_NAMED
    return f" (chưa có số liệu của {named}{f' và {more} cơ quan khác' if more > 0 else ''})"
