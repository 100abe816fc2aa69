"""The table “tổng hợp, giải trình, tiếp thu ý kiến” as a Word file, Vietnamese whatever language a person reads."""

from django.utils.translation import override

from caicach.comments.models import Comment, CommentCall
from caicach.consolidation.building import about_of
from caicach.consolidation.models import Consolidation
from caicach.core.officialdocs.paper import LANDSCAPE_WIDTH_MM, body, new_paper, paragraph, saved
from caicach.core.officialdocs.parts import add_annex_head
from caicach.core.officialdocs.tables import Column, Row, add_table

_COLUMNS = (
    Column("TT", 12, is_centred=True),
    Column("Mục", 45),
    Column("Cơ quan góp ý", 45),
    Column("Nội dung góp ý", 65),
    Column("Tiếp thu", 25, is_centred=True),
    Column("Giải trình", 55),
)


def comments_paper(report: Consolidation) -> bytes:
    """All comments in the order of sections; agencies that agree or have not answered are named below."""
    with override("vi"):
        title = "Tổng hợp, giải trình, tiếp thu ý kiến góp ý"
        document = new_paper(title=title, author=report.agency.name, is_landscape=True)
        about = about_of(report)
        add_annex_head(document, "", title, f"Dự thảo báo cáo {about[:1].lower()}{about[1:]}")
        rows = Comment.objects.filter(call__report=report, call__answered_at__isnull=False)
        rows = rows.select_related("section", "call__agency")
        told = [_row(number, one) for number, one in enumerate(rows, 1)]
        if told:
            add_table(document, _COLUMNS, told)
        for line in _others(report):
            body(document, line)
        if not told:
            paragraph(document, "Không có ý kiến góp ý.", is_italic=True)
        return saved(document)


def _row(number: int, one: Comment) -> Row:
    verdict = str(one.get_verdict_display())
    return Row([str(number), str(one.section), one.call.agency.name, one.text, verdict, one.reply])


def _others(report: Consolidation) -> list[str]:
    calls = list(CommentCall.objects.filter(report=report).select_related("agency").prefetch_related("comments"))
    agree = [one.agency.brief for one in calls if one.answered_at and not one.comments.all()]
    silent = [one.agency.brief for one in calls if not one.answered_at]
    lines = [f"Thống nhất với dự thảo: {', '.join(agree)}."] if agree else []
    return lines + ([f"Chưa có ý kiến: {', '.join(silent)}."] if silent else [])


assert sum(column.width_mm for column in _COLUMNS) == LANDSCAPE_WIDTH_MM
