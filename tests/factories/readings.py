"""What the reader makes of documents of an invented province, and the drafts that come of it."""

from datetime import date
from decimal import Decimal

from caicach.core.documents.reading import (
    AgencyName,
    DocumentHead,
    DutyReading,
    Level,
    Measure,
    Reading,
    RowReading,
    TargetReading,
)
from caicach.core.documents.source import Place, SourceFormat
from caicach.core.schedule.grammar import read_time_frame
from caicach.plans.drafting import draft_from_content
from caicach.plans.models import PlanKind
from caicach.wizard.contents import plan_content_of
from caicach.wizard.heads import head_of
from tests.factories.agencies import AgencyFactory
from tests.factories.plans import ProvinceFactory, coordinator


def name(printed, key="", **more):
    return AgencyName(printed=printed, name=printed, key=key, match="exact" if key else "unknown", **more)


def row(path, title, *, level=Level.ACTIVITY, lead=(), coordinating=(), start="", end="", at=0, **more):
    """One read row; times are read as they would be in a document."""
    return RowReading(
        path=path,
        level=level,
        title=title,
        place=Place(page=1, table=1, row=at or len(path)),
        lead=lead,
        coordinating=coordinating,
        lead_text="; ".join(one.printed for one in lead),
        coordinating_text="; ".join(one.printed for one in coordinating),
        start_text=start,
        end_text=end,
        schedule=read_time_frame(start, end, year=2026),
        **more,
    )


def reading(*rows, problems=(), **head):
    """A reading of an invented plan."""
    values = {"kind": "Kế hoạch", "number": "15/KH-UBND", "issued_on": date(2026, 1, 10), "year": 2026}
    values |= {"issuer": "UBND tỉnh Lạc Xuyên", "title": "Cải cách hành chính năm 2026"} | head
    measure = Measure(value=Decimal("98.5"), unit="%", comparator=">=")
    return Reading(
        format=SourceFormat.DOCX,
        head=DocumentHead(**values),
        targets=(TargetReading(text="Hồ sơ đúng hạn từ 98,5%", place=Place(block=3), measures=(measure,)),),
        rows=rows,
        duties=(DutyReading(agency="Sở Nội vụ", items=("Theo dõi chung",), place=Place(block=90)),),
        problems=problems,
    )


def usual_rows(agency):
    """A domain, a task and two activities of it that one agency leads."""
    lead = (name(agency.name, agency.code),)
    return (
        row(("I",), "CẢI CÁCH THỂ CHẾ", level=Level.DOMAIN, at=2),
        row(("I", "1"), "Rà soát văn bản", level=Level.TASK, at=3),
        row(("I", "1", "1.1"), "Lập danh mục văn bản cần rà soát", lead=lead, end="Tháng 3/2026", at=4),
        row(
            ("I", "1", "1.2"),
            "Công bố kết quả rà soát",
            lead=lead,
            start="Tháng 4",
            end="Tháng 6",
            budget_million_vnd=Decimal("12.5"),
            at=5,
        ),
    )


def draft_of(*rows, owner=None, by=None, **more):
    """The draft of the province's plan that comes of a document with these rows."""
    read = reading(*rows)
    return draft_from_content(
        head=head_of(read),
        content=plan_content_of(read),
        owner=owner or ProvinceFactory(),
        kind=PlanKind.ANNUAL,
        by=by or coordinator(),
        **more,
    )


def plan_with_every_cell():
    """A draft with a row in which nothing is left empty."""
    agency = AgencyFactory(name="Sở Nội vụ")
    other = AgencyFactory(name="Sở Tài chính")
    lead = (name(agency.name, agency.code),)
    rows = (
        *usual_rows(agency),
        row(
            ("I", "1", "1.3"),
            "Báo cáo tình hình",
            lead=lead,
            coordinating=(name(other.name, other.code),),
            end="Thường xuyên",
            deliverable="Báo cáo",
            acceptance_note="Đúng hạn",
            note="Hằng quý",
            budget_million_vnd=Decimal("3"),
        ),
    )
    return draft_of(*rows)
