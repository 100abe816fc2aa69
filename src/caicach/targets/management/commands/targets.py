"""How the targets of a plan stand on a day."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from caicach.plans.models import Plan
from caicach.targets.permissions import IN_FORCE
from caicach.targets.readings import GaugeReading, read_plan


class Command(BaseCommand):
    help = "Tell how the targets of a plan in force stand on a day. Reads only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", help="number of the plan, such as 45/QĐ-UBND")
        parser.add_argument("--on", type=date.fromisoformat, help="as of YYYY-MM-DD, else today")
        parser.add_argument("--json", action="store_true", help="for programs to read")

    def handle(self, *, number: str, on: date | None, json: bool, **options: object) -> None:
        plan = Plan.objects.filter(number=number, state__in=IN_FORCE).order_by("-year").first()
        if plan is None:
            raise CommandError(f"no plan in force has the number {number}")
        readings = read_plan(plan, day=on or timezone.localdate())
        if json:
            self.stdout.write(_as_json(readings))
            return
        for reading in readings:
            self.stdout.write(f"{reading.standing.value:<11} {_value(reading):>12}  {reading.gauge.name}")
        self.stdout.write(f"{len(readings)} figures are measured, of {plan.targets.count()} targets")


def _value(reading: GaugeReading) -> str:
    if reading.whole is not None:
        return reading.whole.shown
    return ", ".join(f"{count} {one.value}" for one, count in sorted(reading.counts.items()))


def _as_json(readings: list[GaugeReading]) -> str:
    return json.dumps([_plain(reading) for reading in readings], ensure_ascii=False, indent=1)


def _plain(reading: GaugeReading) -> dict[str, Any]:
    gauge = reading.gauge
    parts = [
        {
            "agency": part.agency.code,
            "value": str(part.known.value) if part.known else None,
            "as_of": part.known.as_of.isoformat() if part.known else None,
            "source": part.known.source if part.known else None,
            "standing": part.standing.value,
        }
        for part in reading.parts
    ]
    told = {"target": gauge.target.order, "place": gauge.place, "name": gauge.name, "unit": gauge.unit}
    return told | {"aim": str(gauge.aim), "standing": reading.standing.value, "values": parts}
