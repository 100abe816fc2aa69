"""Indicators and figures of the ledger, always the same."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from caicach.core.text import fold
from caicach.indicators.external import province_key
from caicach.indicators.models import (
    HAND,
    ExternalIndex,
    ExternalResult,
    Figure,
    Indicator,
    IndicatorKind,
    Writer,
)
from tests.factories.agencies import AgencyFactory

YEAR = date(2025, 12, 15), date(2026, 12, 14)


class IndicatorFactory(DjangoModelFactory):
    """A ratio that people type; `value=True` makes it a plain value."""

    class Meta:
        model = Indicator

    class Params:
        value = factory.Trait(kind=IndicatorKind.VALUE, numerator_label="", denominator_label="")

    code = factory.Sequence(lambda number: f"chi_so_{number}")
    name = factory.Sequence(lambda number: f"Chỉ số {number}")
    kind = IndicatorKind.RATIO
    unit = "hồ sơ"
    numerator_label = "Số hồ sơ đúng hạn"
    denominator_label = "Số hồ sơ đã giải quyết"
    written_by = Writer.HAND
    search_text = factory.LazyAttribute(lambda row: fold(f"{row.name} {row.code}"))


class FigureFactory(DjangoModelFactory):
    """98 of 100 in the reporting year 2026."""

    class Meta:
        model = Figure

    indicator = factory.SubFactory(IndicatorFactory)
    agency = factory.SubFactory(AgencyFactory)
    period_first, period_last = YEAR
    numerator = Decimal(98)
    denominator = Decimal(100)
    source = HAND
    source_text = "Báo cáo số 12/BC-STN, mục 3"
    as_of = YEAR[1]


class ExternalIndexFactory(DjangoModelFactory):
    """PAR INDEX, whose method changed in 2022."""

    class Meta:
        model = ExternalIndex
        django_get_or_create = ("code",)

    code = "par_index"
    name = "PAR INDEX"
    full_name = "Chỉ số cải cách hành chính"
    publisher = "Bộ Nội vụ"
    unit = "%"
    breaks = factory.LazyFunction(lambda: [{"year": 2022, "says": "Bộ chỉ số mới"}])


class ExternalResultFactory(DjangoModelFactory):
    class Meta:
        model = ExternalResult

    index = factory.SubFactory(ExternalIndexFactory)
    year = 2024
    province = "Lạc Xuyên"
    province_key = factory.LazyAttribute(lambda row: province_key(row.province))
    value = Decimal("85.42")
    rank = 51
    rank_of = 63
    source_text = "Quyết định 1/QĐ-BNV"
