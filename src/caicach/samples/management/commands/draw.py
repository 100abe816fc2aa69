"""Draw a sample from a file by a seed: the same as the page draws."""

import json
from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from caicach.core.surveys.sampling.allocation import Sharing
from caicach.core.surveys.sampling.drawing import draw
from caicach.core.surveys.sampling.errors import BadSample
from caicach.core.surveys.sampling.plans import Drawn, Method
from caicach.samples.models import Frame
from caicach.samples.phrases import why
from caicach.samples.reading import HEADINGS, MOST_UNITS, read_frame
from caicach.samples.sizing import Wish, plan_of
from caicach.tables.sheet import UnreadableTable, read_table


class Command(BaseCommand):
    help = "Draw a sample from an XLSX or CSV file by a printed seed. Writes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--seed", required=True)
        parser.add_argument("--total", type=int, required=True, help="how many to draw")
        parser.add_argument("--minimum", type=int, default=0, help="at least so many of each stratum")
        parser.add_argument("--sharing", choices=[one.value for one in Sharing if one is not Sharing.NEYMAN])
        parser.add_argument("--method", choices=[one.value for one in Method])
        parser.add_argument("--per-place", type=int, default=1, help="so many in each place, where the file has places")
        parser.add_argument("--reserves", type=int, default=0)
        parser.add_argument("--json", action="store_true", help="for programs to read")

    def handle(self, *, file: Path, seed: str, json: bool, **options: Any) -> None:
        try:
            read = read_frame(read_table(file.read_bytes(), file.name, HEADINGS, most_rows=MOST_UNITS))
        except (OSError, UnreadableTable) as refused:
            raise CommandError(f"{file}: {refused}") from refused
        if read.problems:
            told = "\n".join(f"row {one.row}, {one.column}: {one.what}" for one in read.problems[:20])
            raise CommandError(f"{file}: {len(read.problems)} problems\n{told}")
        wish = _wish(options)
        frame = Frame(totals=read.totals, place_names=["place"] if read.has_places else [])
        try:
            rule = plan_of(frame, wish).rule(wish, seed, has_places=read.has_places)
            drawn = draw([unit for unit, _label in read.units], rule)
        except BadSample as refused:
            raise CommandError(why(refused)) from refused
        self.stdout.write(_as_json(drawn) if json else _as_text(drawn))


def _wish(options: dict[str, Any]) -> Wish:
    chosen = {name: options[name] for name in ("sharing", "method") if options[name]}
    names = ("total", "minimum", "per_place", "reserves")
    return Wish(basis="total", answering=Decimal(1), **chosen, **{name: options[name] for name in names})


def _as_json(drawn: Drawn) -> str:
    units = [
        {
            "key": one.unit.key,
            "place": list(one.place),
            "order": one.order,
            "reserve": one.reserve,
            "probability": str(one.probability),
        }
        for one in drawn.units
    ]
    told = {"seed": drawn.rule.seed, "frame": drawn.frame_digest, "digest": drawn.digest, "units": units}
    return json.dumps(told, ensure_ascii=False, indent=1)


def _as_text(drawn: Drawn) -> str:
    lines = [
        f"{', '.join(one.place)}\t{one.unit.key}\t{'reserve ' + str(one.reserve) if one.reserve else one.probability}"
        for one in drawn.units
    ]
    return "\n".join([*lines, f"{len(drawn.sample)} drawn; frame {drawn.frame_digest}; draw {drawn.digest}"])
