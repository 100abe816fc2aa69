"""`caicach consolidate`"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from caicach.consolidation.beginning import begin_consolidation
from caicach.consolidation.building import build
from caicach.consolidation.models import Consolidation
from caicach.consolidation.telling import told_of
from caicach.reports.models import ReportRound
from caicach.ui.errors import CaicachError


class Command(BaseCommand):
    help = (
        "Tell how far a report is put together: sentences and numbers with their origins, contradictions. Ends with 1 "
        "while a contradiction of the whole report is open."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("round", nargs="?", help="name of the report; without it the newest")
        parser.add_argument("--begin", action="store_true", help="open the consolidated reports; safe to run again")
        parser.add_argument("--build", type=Path, metavar="OUT", help="write the whole report to OUT, a new DOCX file")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, round: str | None, begin: bool, build: Path | None, **options: object) -> None:
        found = _round(round)
        try:
            if begin:
                begin_consolidation(round=found, by=None, today=timezone.localdate())
            rows = Consolidation.objects.filter(round=found).select_related("round__kind", "agency", "signed_by")
            told = [told_of(row) for row in rows]
            if build is not None:
                _write(rows.filter(is_whole=True).first(), build)
        except CaicachError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            self.stdout.writelines(f"{_line(one)}\n" for one in told)
        if open_ones := sum(one["open"] for row in told if row["whole"] for one in row["contradictions"]):
            raise CommandError(f"{open_ones} contradictions are open")


def _round(name: str | None) -> ReportRound:
    rows = ReportRound.objects.order_by("-last", "-opened_at")
    found = rows.filter(name=name).first() if name else rows.first()
    if found is None:
        raise CommandError("there is no such report; see caicach open-reports")
    return found


def _write(report: Consolidation | None, out: Path) -> None:
    if report is None:
        raise CommandError("nothing is being put together yet; use --begin")
    if out.exists():
        raise CommandError(f"{out} is there already")
    out.write_bytes(build(report, on=timezone.localdate()))


def _line(told: dict[str, Any]) -> str:
    sections = told["sections"]
    sentences = sum(len(one["sentences"]) for one in sections)
    blank = sum(not one["sentences"] for one in sections)
    open_ones = sum(one["open"] for one in told["contradictions"])
    state = "signed" if told["signed_at"] else "being written"
    return (
        f"{told['round']}, {told['agency']}: {len(sections)} sections ({blank} blank), {sentences} sentences, "
        f"{open_ones} open contradictions, {state}"
    )
