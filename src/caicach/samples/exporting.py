"""A sample as a workbook: the list to work with, with chance and weight of each, and how it was drawn."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from caicach.samples.models import Draw, SampledUnit
from caicach.samples.reading import HEADINGS
from caicach.ui.sheets import Sheet, columns_of, workbook

_PLACES = 6


def draw_as_xlsx(draw: Draw, rows: Iterable[SampledUnit]) -> bytes:
    """Two sheets; every cell is text."""
    heads = [
        _("STT"), HEADINGS["stratum"][0], HEADINGS["place"][0], HEADINGS["name"][0], HEADINGS["label"][0],
        _("Dự phòng thứ"), _("Xác suất"), _("Trọng số"), _("Kết quả"), _("Ghi chú"),
    ]  # fmt: skip
    units = Sheet(name=_("Mẫu"), columns=columns_of(heads, (6, 30, 24, 16, 40, 12, 14, 14, 14, 30)), rows=_lines(rows))
    facts = Sheet(name=_("Cách rút"), columns=columns_of([_("Mục"), _("Nội dung")], (30, 90)), rows=_facts(draw))
    return workbook(units, facts)


def _lines(rows: Iterable[SampledUnit]) -> Iterator[list[str]]:
    for number, row in enumerate(rows, 1):
        yield [
            str(number), row.unit.stratum, ", ".join(row.unit.places), row.unit.key, row.unit.label,
            str(row.reserve or ""), str(row.probability), f"{float(row.weight):.{_PLACES}f}".replace(".", ","),
            row.get_outcome_display(), row.note,
        ]  # fmt: skip


def _facts(draw: Draw) -> Iterator[list[str]]:
    yield [_("Khung mẫu"), draw.frame.name]
    yield [_("Nguồn danh sách"), draw.frame.source_text]
    yield [_("Hạt giống"), draw.seed]
    yield [_("Mã kiểm tra khung mẫu (SHA-256)"), draw.frame.digest]
    yield [_("Mã kiểm tra lần rút (SHA-256)"), draw.digest]
    for name, (units, _size, drawn) in draw.strata.items():
        yield [name, _("%(drawn)s trong %(units)s") % {"drawn": drawn, "units": units}]
