"""The demonstration's yearly report is put together whole; every number of its file leads to the ledger or a part."""

import io
import shutil
import subprocess
from datetime import date
from decimal import Decimal

import pytest
from docx import Document
from docx.oxml.ns import qn

from caicach.agencies.models import Domain
from caicach.consolidation.composing import pick, write_anew
from caicach.consolidation.contradictions import Kind, contradictions_of
from caicach.consolidation.models import Consolidation
from caicach.consolidation.signing import reopen_report
from caicach.consolidation.sources import sources_of
from caicach.core.consolidating.numbers import numbers_in
from caicach.core.consolidating.tracing import NumberSource, traced_numbers
from caicach.core.figures import read_figure
from caicach.core.officialdocs.linting import lint
from caicach.core.period import Period
from caicach.demo.consolidation import consolidate
from caicach.demo.reports import send_reports
from caicach.files.services import open_file
from caicach.indicators.loading import load_indicators
from caicach.indicators.models import Figure, Indicator
from caicach.indicators.services import write_figure
from caicach.people.permissions import Role
from caicach.reports.loading import load_report_kinds
from caicach.reports.models import PartFigure, ReportPart
from tests.factories.agencies import AgencyFactory, DomainFactory, DomainLeadFactory, MembershipFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 27)
YEAR = Period(date(2024, 12, 15), date(2025, 12, 14))


AGENCIES = 150


def make_province(count):
    """Some agencies that report; most have counted their case files."""
    load_indicators(by=None)
    home = AgencyFactory(name="Sở Nội vụ", code="so-noi-vu")
    lead = AgencyFactory(name="Văn phòng UBND tỉnh", code="vpubnd")
    MembershipFactory(agency=home, role=Role.COORDINATOR, user__username="demo-coordinator")
    MembershipFactory(agency=home, role=Role.LEADER, user__username="demo-leader")
    DomainLeadFactory(domain=DomainFactory(code="procedure"), agency=lead)
    assert Domain.objects.count() == 1
    communes = [AgencyFactory(commune=True, code=f"xa-{number}") for number in range(count - 2)]
    indicator = Indicator.objects.get(code="case_files_on_time")
    parts = [home, lead, *communes[: -len(communes) // 4]]
    for number, agency in enumerate(parts):
        write_figure(
            indicator=indicator, agency=agency, first=YEAR.first, last=YEAR.last, numerator=Decimal(1234 + number),
            denominator=Decimal(1300 + number), source="hand", source_text="Một cửa", as_of=YEAR.last, by=None,
        )  # fmt: skip


def yearly_report():
    return Consolidation.objects.select_related("round__kind", "agency", "signed_by").get(
        is_whole=True, round__kind__code="year"
    )


def document_of(report):
    with open_file(report.signed_copy.file) as file:
        return Document(io.BytesIO(file.read()))


def cells_of(table):
    rows = table._tbl.findall(qn("w:tr"))
    return [
        ["".join(one.text or "" for one in cell.iter(qn("w:t"))) for cell in row.findall(qn("w:tc"))] for row in rows
    ]


def test_last_years_report_is_closed_with_its_signed_copy_and_the_newest_one_is_begun():
    make_province(10)
    send_reports(TODAY)
    assert consolidate(TODAY) == {"closed": 1, "begun": 1}
    whole = yearly_report()
    assert whole.is_closed
    assert whole.signed_copy.number == "412/BC-UBND"
    assert consolidate(TODAY) == {"closed": 0, "begun": 0}
    newest = Consolidation.objects.get(is_whole=True, round__kind__code="q3")
    kinds = {one.kind for one in contradictions_of(newest) if one.is_open}
    assert {Kind.SUM, Kind.NOWHERE} <= kinds


@pytest.mark.slow
def test_the_yearly_report_of_150_agencies(tmp_path):
    """Its form, each of its numbers, LibreOffice, what is planted in it: one test, since it takes long to make."""
    make_province(AGENCIES)
    load_report_kinds(by=None)
    assert consolidate(TODAY) == {"closed": 1, "begun": 0}
    whole = yearly_report()
    assert whole.round.parts.count() == AGENCIES
    document = document_of(whole)
    assert lint(document) == ()
    assert follow_text(whole, document) + follow_tables(whole, document) > AGENCIES * len(whole.round.annex["columns"])
    if shutil.which("soffice"):
        shown_by_libreoffice(whole, document, tmp_path)
    nothing_is_found_in_what_agencies_wrote_and_all_that_is_planted(whole)
    one_number_less_is_found(whole, document)


def nothing_is_found_in_what_agencies_wrote_and_all_that_is_planted(whole):
    """All words of all agencies raise no false alarm; a wrong sum and words against the ledger are found."""
    by = whole.round.consolidations.get(is_whole=True).moves.get(kind="ready").by
    whole = reopen_report(report=whole, version=whole.version, reason="Thử", by=by, today=TODAY)
    section = whole.sections.select_related("report__round", "report__agency").get(code="procedure")
    told = [one for one in sources_of(section) if not one.is_lead]
    assert sum(bool(one.paragraphs) for one in told) == AGENCIES
    pick(section=section, refs=[paragraph.ref for one in told for paragraph in one.paragraphs], by=by)
    assert contradictions_of(whole) == []
    wrong = summed(whole, "case_files_on_time", "numerator") + 1
    write_anew(section=section, text=f"Toàn tỉnh giải quyết đúng hạn {wrong} hồ sơ.", by=by)
    write_anew(section=section, text="Tổng số 24 cuộc kiểm tra, trong đó 9 cuộc ở sở, 14 cuộc ở xã.", by=by)
    found = {(one.kind, one.one) for one in contradictions_of(whole) if one.kind != Kind.NOWHERE}
    assert found == {(Kind.LEDGER, str(wrong)), (Kind.SUM, "24")}


def one_number_less_is_found(whole, document):
    """What follows the numbers can fail: one figure of the annex is another one."""
    row = figures(whole, "case_files_on_time").exclude(figure=None)[0]
    Figure.objects.filter(pk=row.figure_id).update(numerator=row.figure.numerator - 1)
    with pytest.raises(AssertionError):
        follow_tables(whole, document)


def follow_text(report, document):
    """The paragraphs of each section: each number is told by a picked sentence or is the sum over the parts."""
    printed = [one.text for one in document.paragraphs]
    count = 0
    for section in report.sections.all():
        for passage in section.told.passages:
            assert passage.text in printed
            traced = list(traced_numbers(passage))
            assert len(traced) == len(numbers_in(passage.text))
            for one in traced:
                assert one.source != NumberSource.NOWHERE, one
                if one.computed and one.computed.measure != "missing":
                    assert one.number.value == summed(report, one.computed.indicator, one.computed.measure)
                count += 1
    return count


def figures(report, code):
    return PartFigure.objects.filter(section__part__round=report.round, indicator__code=code).select_related("figure")


def summed(report, code, measure):
    """Over the ledger itself, without what the room has added up."""
    rows = Figure.objects.filter(pk__in=figures(report, code).exclude(figure=None).values("figure"))
    total = {name: sum(getattr(row, name) or 0 for row in rows) for name in ("numerator", "denominator", "value")}
    if measure == "rate":
        return (total["numerator"] * 100 / total["denominator"]).quantize(Decimal("0.01"))
    return total[measure]


def read(cell):
    return None if cell in ("—", "") else read_figure(cell, is_vietnamese=True).value


def follow_tables(report, document):
    """The tables of the sections against the ledger; the annex against each agency's part, its sums against both."""
    names = {one.name: one for one in Indicator.objects.all()}
    count = 0
    annex = [table for table in document.tables if cells_of(table)[0][0] == "TT"]
    for table in document.tables:
        for row in cells_of(table)[1:]:
            indicator = names.get(row[0])
            if indicator is None:
                continue
            known = figures(report, indicator.code).exclude(figure=None)
            wanted = ("numerator", "denominator") if indicator.is_ratio else ("value",)
            for cell, measure in zip(row[2:], wanted, strict=False):
                assert read(cell) == (summed(report, indicator.code, measure) if known else None), row
                count += 1
    assert annex
    columns = [tuple(one["figure"].split(":")) for one in report.round.annex["columns"]]
    parts = {one.agency.name: one for one in ReportPart.objects.filter(round=report.round).select_related("agency")}
    for table in annex:
        count += follow_annex(cells_of(table), columns, parts)
    return count


def follow_annex(rows, columns, parts):
    count, own = 0, []
    known = {
        (one.section.part_id, one.indicator.code): one
        for one in PartFigure.objects.filter(section__part__in=parts.values()).select_related(
            "section", "indicator", "figure"
        )
    }
    for row in rows:
        part = parts.get(row[1])
        if part is not None:
            own.append([read(cell) for cell in row[2:]])
            for cell, (code, measure) in zip(row[2:], columns, strict=True):
                assert read(cell) == known[part.pk, code].number(measure), (row, code)
                count += 1
        elif row[1] == "Cộng":
            for place, cell in enumerate(row[2:]):
                summands = [one[place] for one in own if one[place] is not None]
                assert read(cell) == (sum(summands) if summands else None)
                count += 1
        elif row[1] == "Cơ quan chưa có số liệu":
            missing = [sum(one[place] is None for one in own) for place in range(len(columns))]
            assert [int(cell) for cell in row[2:]] == missing
    assert own
    return count


def shown_by_libreoffice(whole, document, tmp_path):
    """LibreOffice opens the file and shows the same text and numbers."""
    document.save(tmp_path / "one.docx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "one.docx")], check=True, capture_output=True, timeout=300)
    shown = (tmp_path / "one.txt").read_text("utf-8-sig")
    for section in whole.sections.all():
        for passage in section.told.passages:
            assert passage.text in shown
    tables = [rows for table in document.tables if (rows := cells_of(table))[0][0] in ("TT", "Chỉ số")]
    assert len(tables) > 5
    assert [cell for rows in tables for row in rows for cell in row if cell not in shown] == []
