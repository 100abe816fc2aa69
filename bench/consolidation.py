"""Reports of 150 agencies: opened and filled by a job, put together, and the consolidated Word file of sixty pages.

The peer of the file is python-docx alone, writing the same paragraphs and tables with the same columns in the same
run, without looking anything up. Ours is made from the template of periodic reports, with the child process that fills
it. The job is measured with everything: figures, duties, parts, sections.
"""

import io
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone
from docx import Document
from docx.shared import Mm, Pt

from bench.province import agency_row
from caicach.agencies.models import Agency, AgencyKind
from caicach.consolidation.beginning import begin_consolidation
from caicach.consolidation.building import build
from caicach.consolidation.composing import write_anew
from caicach.consolidation.contradictions import contradictions_of
from caicach.consolidation.models import Consolidation
from caicach.jobs.models import Job, JobState
from caicach.jobs.worker import run_now
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.reports.loading import load_report_kinds
from caicach.reports.models import PartSection, ReportKind, ReportPart, ReportRound
from caicach.reports.opening_job import ask_to_open

AGENCIES, PAGES, ROUNDS = 150, 60, 5
OPENING_BAR, BUILDING_BAR = 60.0, 2.0
_WORDS_ON_A_PAGE = 430
_SENTENCE = (
    "Cơ quan đã ban hành kế hoạch, giao việc đến từng phòng, kiểm tra hằng tháng và họp rà soát hằng tuần những việc "
    "sắp đến hạn để kịp thời tháo gỡ vướng mắc."
)


def measure() -> bool:
    """Print a line for each figure; whether all keep to their bars."""
    coordinator = User.objects.filter(memberships__role=Role.COORDINATOR).order_by("pk")[0]
    today = timezone.localdate()
    _found_communes()
    round, seconds = _opened(coordinator, today)
    count = round.parts.count()
    kept = _say(f"{count} agencies' parts opened and filled by a job: {seconds:.1f} s", seconds, OPENING_BAR)
    report = _composed(round, coordinator, today)
    found = _least(lambda: contradictions_of(report), 1)
    _say(f"contradictions of the whole report searched in {found:.2f} s")
    return kept & _built(report, today)


def _found_communes() -> None:
    """As many agencies report as the bar says: further communes, which have neither people nor duties."""
    kinds = (AgencyKind.DEPARTMENT, AgencyKind.COMMUNE)
    known = Agency.objects.filter(kind__in=kinds).count()
    rows = [(f"xa-moi-{number}", f"UBND xã Tân Lập {number}") for number in range(known, AGENCIES)]
    Agency.objects.bulk_create(agency_row(code, AgencyKind.COMMUNE, name, 400) for code, name in rows)


def _opened(by: User, today: date) -> tuple[ReportRound, float]:
    load_report_kinds(by=None)
    kind = ReportKind.objects.get(code="year")
    assert kind.yearly is not None
    job = ask_to_open(kind=kind, period=kind.yearly.newest_ended(today), today=today, by=by)
    begun = time.perf_counter()
    job = run_now(job)
    seconds = time.perf_counter() - begun
    assert Job.objects.get(pk=job.pk).state == JobState.DONE, job.failure
    return ReportRound.objects.get(pk=job.result["round"]), seconds  # type: ignore[index]


def _composed(round: ReportRound, by: User, today: date) -> Consolidation:
    """All parts are signed, and the whole report has words for so many pages with its tables."""
    PartSection.objects.filter(part__round=round).update(text=f"{_SENTENCE} {_SENTENCE}", is_open=False)
    ReportPart.objects.filter(round=round).update(signed_at=timezone.now(), signed_by=by, sent_on=today)
    begin_consolidation(round=round, by=by, today=today)
    report = Consolidation.objects.select_related("round__kind", "agency", "signed_by").get(round=round, is_whole=True)
    sections = list(report.sections.select_related("report__round", "report__agency"))
    paragraphs = PAGES * _WORDS_ON_A_PAGE // (3 * len(_SENTENCE.split())) // len(sections)
    for section in sections:
        for _ in range(-(-paragraphs // 25)):
            write_anew(section=section, text="\n".join([f"{_SENTENCE} {_SENTENCE} {_SENTENCE}"] * 25), by=by)
    return report


def _built(report: Consolidation, today: date) -> bool:
    content = build(report, on=today)
    told = _content_of(content)
    ours, alone = _least(lambda: build(report, on=today), ROUNDS), _least(lambda: _alone(told), ROUNDS)
    words = sum(len(text.split()) for kind, text in told if kind == "paragraph")
    rows = sum(len(table) for kind, table in told if kind == "table")
    _say(f"the file: {words // _WORDS_ON_A_PAGE} pages of text, {rows} rows of tables, {len(content) // 1024} KB")
    _say(f"built in {ours:.2f} s; python-docx alone writes the same in {alone:.2f} s")
    return _say(f"ratio {ours / alone:.2f}", ours / alone, BUILDING_BAR)


def _content_of(content: bytes) -> list[tuple[str, Any]]:
    """The paragraphs and tables of a file, in their order."""
    document = Document(io.BytesIO(content))
    found: list[tuple[str, Any]] = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            found.append(("table", [[cell.text for cell in row.cells] for row in block.rows]))
        else:
            found.append(("paragraph", block.text))
    return found


def _alone(told: list[tuple[str, Any]]) -> bytes:
    """What anybody writes with python-docx: paragraphs and tables with a size of letters and widths, nothing more."""
    document = Document()
    for kind, content in told:
        if kind == "paragraph":
            made = document.add_paragraph()
            made.paragraph_format.first_line_indent = Mm(12.7)
            made.add_run(content).font.size = Pt(14)
            continue
        table = document.add_table(rows=len(content), cols=len(content[0]), style="Table Grid")
        for row, texts in zip(table.rows, content, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.width = Mm(20)
                cell.paragraphs[0].add_run(text).font.size = Pt(12)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _least(act: Callable[[], object], rounds: int) -> float:
    """The processor's seconds of the quickest of some rounds, those of child processes with them."""
    found = []
    for _ in range(rounds):
        begun = _used()
        act()
        found.append(_used() - begun)
    return min(found)


def _used() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _say(text: str, value: float | None = None, bar: float | None = None) -> bool:
    is_kept = value is None or bar is None or value <= bar
    told = f" (bar {bar:g})" if bar is not None else ""
    sys.stdout.write(f"{connection.vendor}: {text}{told}{'' if is_kept else '  OVER THE BAR'}\n")
    sys.stdout.flush()
    return is_kept
