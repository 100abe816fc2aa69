"""The templates that come with the project, made by the same hand that sets papers without a template.

They are built when they are asked for, so that no file has to be kept that nobody can read.
"""

import copy
from collections.abc import Callable
from functools import cache
from typing import Any

from docx.oxml import OxmlElement
from docx.shared import Pt

from caicach.core.officialdocs.paper import body, new_paper, paragraph, saved
from caicach.core.officialdocs.parts import (
    Head,
    Signature,
    add_annex_head,
    add_head,
    add_signature,
    add_title,
)
from caicach.core.officialdocs.tables import Column, Row, add_table

_DOT = "{% if loop.last %}.{% else %};{% endif %}"
_SMALL = (
    Column("TT", 12, is_centred=True),
    Column("Nhiệm vụ", 70),
    Column("Văn bản giao", 34),
    Column("Thời hạn", 24, is_centred=True),
    Column("Quá hạn (ngày)", 20, is_centred=True),
)
_LOST = (
    Column("Số", 18, is_centred=True),
    Column("Tiêu chí", 74),
    Column("Tối đa", 18, is_centred=True),
    Column("Đạt", 18, is_centred=True),
    Column("Lý do", 32),
)
_VISITS = (Column("TT", 12, is_centred=True), Column("Cơ quan được kiểm tra", 98), Column("Thời gian", 50))


@cache
def shipped_template(code: str) -> bytes:
    """The template of a kind as DOCX. LookupError where the project has none."""
    document = new_paper(title="", author="")
    _BUILDERS[code](document)
    return saved(document)


def shipped_codes() -> tuple[str, ...]:
    """Kinds of which there is a template."""
    return tuple(_BUILDERS)


def demo_paper(*, is_annex: bool) -> bytes:
    """A text, or an annex that lies across, to see a template with."""
    document = new_paper(title="", author="", is_landscape=is_annex)
    if is_annex:
        add_annex_head(document, "", "Biểu số liệu kèm theo", "Kèm theo văn bản này")
        columns = (Column("TT", 15, is_centred=True), Column("Nội dung", 150), Column("Kết quả", 40, is_centred=True))
        add_table(document, columns, [Row([str(one), f"Nội dung thứ {one}", str(one * 7)]) for one in range(1, 13)])
    else:
        body(document, "", lead="1. Công tác chỉ đạo, điều hành")
        body(document, "Trong kỳ đã ban hành 12 văn bản chỉ đạo; kiểm tra 06 cơ quan, đơn vị theo kế hoạch đã duyệt.")
        body(document, "", lead="2. Kết quả thực hiện nhiệm vụ")
        columns = (Column("TT", 15, is_centred=True), Column("Lĩnh vực", 95), Column("Hoàn thành", 40, is_centred=True))
        add_table(document, columns, [Row([str(one), f"Lĩnh vực {one}", f"{one}/8"]) for one in range(1, 4)])
    return saved(document)


def _periodic_report(document: Any) -> None:
    _begin(document, "BÁO CÁO", "{{ trich_yeu }}")
    _optional(body(document, "{{ mo_dau }}"), "mo_dau")
    _place(document, "noi_dung")
    _optional(body(document, "{{ ket_thuc }}"), "ket_thuc")
    _end(document)
    _annex(document)


def _decision(document: Any) -> None:
    _begin(document, "QUYẾT ĐỊNH", "{{ trich_yeu }}")
    paragraph(document, "{{ tham_quyen|upper }}", is_bold=True)
    _repeat(body(document, f"{{{{ can_cu_so }}}}{_DOT}", is_italic=True), "can_cu_so in can_cu")
    paragraph(document, "QUYẾT ĐỊNH:", is_bold=True).paragraph_format.space_before = Pt(6)
    article = body(document, "{{ dieu.noi_dung }}", lead="Điều {{ loop.index }}. ")
    further = body(document, "{{ doan }}")
    _repeat(further, "doan in dieu.cac_doan")
    _enclose(article, further._p.getnext(), "for dieu in cac_dieu", "endfor")
    _end(document)
    _annex(document)


def _improvement_plan(document: Any) -> None:
    _begin(document, "KẾ HOẠCH", "{{ trich_yeu }}")
    _optional(body(document, "{{ mo_dau }}"), "mo_dau")
    body(document, "", lead="I. MỤC TIÊU")
    _repeat(body(document, f"- {{{{ muc }}}}{_DOT}"), "muc in muc_tieu")
    body(document, "", lead="II. NHIỆM VỤ, GIẢI PHÁP")
    body(document, "Tiêu chí cần cải thiện, mức phấn đấu, giải pháp và cơ quan thực hiện nêu tại Phụ lục kèm theo.")
    body(document, "", lead="III. TỔ CHỨC THỰC HIỆN")
    _repeat(body(document, "{{ loop.index }}. {{ viec }}"), "viec in to_chuc")
    _end(document)
    _annex(document)


def _reminder_letter(document: Any) -> None:
    _head(document)
    subject = document.tables[0].rows[0].cells[0]
    paragraph(subject, "V/v {{ trich_yeu }}", size=Pt(12))
    addressed = paragraph(document, "Kính gửi: {{ kinh_gui }}")
    addressed.paragraph_format.space_before, addressed.paragraph_format.space_after = Pt(18), Pt(6)
    body(document, "{{ mo_dau }}")
    _listed(document, _SMALL, "viec in viec_qua_han",
            ("{{ loop.index }}", "{{ viec.ten }}", "{{ viec.van_ban }}", "{{ viec.thoi_han }}", "{{ viec.so_ngay }}"),
            condition="viec_qua_han")  # fmt: skip
    body(document, "{{ de_nghi }}")
    _end(document)
    _annex(document)


def _inspection_plan(document: Any) -> None:
    _begin(document, "KẾ HOẠCH", "{{ trich_yeu }}")
    _optional(body(document, "{{ mo_dau }}"), "mo_dau")
    for title, name in (
        ("I. MỤC ĐÍCH, YÊU CẦU", "muc_dich"),
        ("II. NỘI DUNG KIỂM TRA", "noi_dung_kiem_tra"),
    ):
        body(document, "", lead=title)
        _repeat(body(document, f"- {{{{ muc }}}}{_DOT}"), f"muc in {name}")
    body(document, "", lead="III. ĐỐI TƯỢNG, THỜI GIAN")
    _listed(document, _VISITS, "noi in doi_tuong", ("{{ loop.index }}", "{{ noi.co_quan }}", "{{ noi.thoi_gian }}"))
    body(document, "", lead="IV. THÀNH PHẦN ĐOÀN KIỂM TRA")
    _repeat(body(document, f"- {{{{ nguoi }}}}{_DOT}"), "nguoi in thanh_phan")
    body(document, "", lead="V. TỔ CHỨC THỰC HIỆN")
    _repeat(body(document, "{{ loop.index }}. {{ viec }}"), "viec in to_chuc")
    _end(document)


def _result_notice(document: Any) -> None:
    _begin(document, "THÔNG BÁO", "{{ trich_yeu }}")
    paragraph(document, "Kính gửi: {{ kinh_gui }}")
    body(document, "{{ mo_dau }}")
    body(document, "{{ ket_qua }}")
    _optional(body(document, "{{ loi_dan }}"), "loi_dan")
    cells = ("{{ muc.so }}", "{{ muc.ten }}", "{{ muc.toi_da }}", "{{ muc.dat }}", "{{ muc.ly_do }}")
    _listed(document, _LOST, "muc in tieu_chi", cells, condition="tieu_chi")
    body(document, "{{ de_nghi }}")
    _end(document)


_BUILDERS: dict[str, Callable[[Any], None]] = {
    "periodic_report": _periodic_report,
    "plan_decision": _decision,
    "improvement_plan": _improvement_plan,
    "reminder_letter": _reminder_letter,
    "inspection_plan": _inspection_plan,
    "result_decision": _decision,
    "result_notice": _result_notice,
}


def _begin(document: Any, kind: str, about: str) -> None:
    _head(document)
    add_title(document, kind, about)


def _head(document: Any) -> None:
    add_head(
        document,
        Head(
            superior="{{ co_quan_chu_quan|upper }}", agency="{{ co_quan|upper }}", number="{{ so_ky_hieu }}",
            place="{{ dia_danh }}", day_text="{{ ngay_thang }}", note="{{ ghi_chu }}",
        ),
    )  # fmt: skip
    left = document.tables[0].rows[0].cells[0]
    _optional(left.paragraphs[0], "co_quan_chu_quan")
    _optional(next(one for one in left.paragraphs if "ghi_chu" in one.text), "ghi_chu")


def _end(document: Any) -> None:
    """The block of the signature; who signs for the head of the agency has two lines."""
    add_signature(
        document,
        Signature(authority="{{ quyen_han|upper }}", title="{{ chuc_vu|upper }}", name="{{ nguoi_ky }}",
                  recipients=[f"{{{{ noi }}}}{_DOT}"]),
    )  # fmt: skip
    left, right = document.tables[-1].rows[0].cells
    _repeat(left.paragraphs[1], "noi in noi_nhan")
    _optional(right.paragraphs[0], "quyen_han")


def _annex(document: Any) -> None:
    """Where the annex goes; without one nothing is left of it."""
    _optional(paragraph(document, "{{ phu_luc }}", is_centred=False), "phu_luc")


def _place(document: Any, name: str) -> None:
    paragraph(document, f"{{{{ {name} }}}}", is_centred=False)


def _listed(
    document: Any, columns: tuple[Column, ...], loop: str, cells: tuple[str, ...], *, condition: str = ""
) -> None:
    """A table with a row for each of a list: the rows that hold the tags go."""
    none = ("",) * (len(columns) - 1)
    rows = [Row((f"{{%tr for {loop} %}}", *none)), Row(cells), Row(("{%tr endfor %}", *none))]
    table = add_table(document, columns, rows, is_numbered=False)
    if condition:
        table._tbl.addprevious(_tag(f"{{%p if {condition} %}}"))
        table._tbl.addnext(_tag("{%p endif %}"))


def _optional(made: Any, name: str) -> None:
    _enclose(made, made._p, f"if {name}", "endif")


def _repeat(made: Any, loop: str) -> None:
    _enclose(made, made._p, f"for {loop}", "endfor")


def _enclose(first: Any, last: Any, begin: str, end: str) -> None:
    """Put tags in paragraphs of their own around some, set like the first of them."""
    first._p.addprevious(_tag(f"{{%p {begin} %}}", like=first))
    last.addnext(_tag(f"{{%p {end} %}}", like=first))


def _tag(words: str, *, like: Any = None) -> Any:
    made, run, text = (OxmlElement(f"w:{name}") for name in ("p", "r", "t"))
    if like is not None and like._p.pPr is not None:
        made.append(copy.deepcopy(like._p.pPr))
    text.text = words
    run.append(text)
    made.append(run)
    return made
