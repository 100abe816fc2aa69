"""Gauges of the province's targets and their values, always the same."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from caicach.targets.models import Course, Direction, Gauge, TargetValue, Way
from tests.factories.indicators import IndicatorFactory
from tests.factories.people import UserFactory
from tests.factories.plans import PlanFactory, TargetFactory

MEASURES = [{"value": "98", "unit": "%", "comparator": ">=", "upper": None}]


class GaugeFactory(DjangoModelFactory):
    """At least 98 percent, typed, of the province's plan of 2026; `ledger=True` takes it from an indicator."""

    class Meta:
        model = Gauge

    class Params:
        ledger = factory.Trait(way=Way.LEDGER, indicator=factory.SubFactory(IndicatorFactory))

    target = factory.SubFactory(TargetFactory, plan=factory.SubFactory(PlanFactory, issued=True), measures=MEASURES)
    name = "Tỷ lệ hồ sơ đúng hạn"
    unit = "%"
    way = Way.TYPED
    direction = Direction.AT_LEAST
    aim = Decimal(98)
    course = Course.LEVEL
    first_on = date(2026, 1, 1)
    last_on = date(2026, 12, 31)
    set_by = factory.SubFactory(UserFactory)


class TargetValueFactory(DjangoModelFactory):
    class Meta:
        model = TargetValue

    gauge = factory.SubFactory(GaugeFactory)
    agency = factory.SelfAttribute("gauge.target.plan.owner")
    as_of = date(2026, 3, 31)
    value = Decimal("97.5")
    source_text = "Báo cáo số 12/BC-VPUBND"
