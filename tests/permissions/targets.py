"""Targets of the province and of the twin agencies with how they are measured and what was told of them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from caicach.agencies.models import Agency
from caicach.plans.models import Plan, Target
from caicach.targets.models import Gauge, Reach, TargetValue
from tests.factories.plans import TargetFactory
from tests.factories.targets import GaugeFactory, TargetValueFactory

Keys = dict[str, Any]


def things_of_targets(whole: Plan, issued: dict[str, tuple[Agency, Plan]]) -> dict[str, Keys]:
    """issued: by whose they are, the agency and its own plan in force."""
    own, _plan = next(iter(issued.values()))
    together = _gauge(TargetFactory(plan=whole), keeper=own)
    each = _gauge(TargetFactory(plan=whole), reach=Reach.DEPARTMENTS)
    things = {
        "the province's target": {"target_id": TargetFactory(plan=whole).pk, "place": 0},
        "the province's gauge": {"gauge_id": _gauge(TargetFactory(plan=whole)).pk},
        "a gauge of the province that the own agency tells": {"gauge_id": together.pk},
        "a gauge of the province that each agency tells": {"gauge_id": each.pk},
        "a value of the province that the own agency tells": {"value_id": _value(together, whole.owner).pk},
    }
    for whose, (agency, plan) in issued.items():
        target = TargetFactory(plan=plan)
        things[f"{whose}'s target"] = {"target_id": target.pk, "place": 0}
        gauge = _gauge(TargetFactory(plan=plan))
        things[f"{whose}'s gauge"] = {"gauge_id": gauge.pk, "target_id": gauge.target_id}
        things[f"{whose}'s value"] = {"value_id": _value(each, agency).pk}
    return things


def _gauge(target: Target, **more: Any) -> Gauge:
    year = timezone.localdate().year
    gauge: Gauge = GaugeFactory(target=target, first_on=date(year, 1, 1), last_on=date(year, 12, 31), **more)
    return gauge


def _value(gauge: Gauge, agency: Agency) -> TargetValue:
    value: TargetValue = TargetValueFactory(
        gauge=gauge, agency=agency, as_of=gauge.first_on, value=Decimal(97), source_text="Báo cáo 1/BC"
    )
    return value
