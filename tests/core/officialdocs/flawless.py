"""A decision with an annex, and a letter, that keep every rule of form we know."""

from datetime import date

from caicach.core.officialdocs.paper import add_section, body, new_paper, paragraph
from caicach.core.officialdocs.parts import (
    Head,
    Signature,
    add_annex_head,
    add_article,
    add_bases,
    add_head,
    add_signature,
    add_title,
)
from caicach.core.officialdocs.tables import Column, Row, add_table

LONG = "Các cơ quan có tên tại Phụ lục xây dựng biện pháp khắc phục những tiêu chí mất điểm, báo cáo trong tháng sau."
COLUMNS = (Column("TT", 20, is_centred=True), Column("Cơ quan", 100))


def flawless():
    """The decision. Its first table is the heading block, its second the signature, its third stands in the annex."""
    document = new_paper(title="Quyết định thử", author="UBND tỉnh")
    head = Head(
        superior="UBND TỈNH LẠC XUYÊN",
        agency="SỞ NỘI VỤ",
        number="12/QĐ-SNV",
        place="Lạc Xuyên",
        day=date(2027, 2, 5),
    )
    add_head(document, head)
    add_title(document, "QUYẾT ĐỊNH", "Công bố kết quả")
    paragraph(document, "GIÁM ĐỐC SỞ NỘI VỤ", is_bold=True)
    add_bases(document, ["Căn cứ một", "Căn cứ hai", "Theo đề nghị của Chánh Văn phòng"])
    paragraph(document, "QUYẾT ĐỊNH:", is_bold=True)
    add_article(document, 1, "Công bố kết quả theo Phụ lục.", LONG)
    recipients = ["Như Điều 1;", "Lưu: VT, CCHC."]
    signature = Signature(authority="KT. GIÁM ĐỐC", title="PHÓ GIÁM ĐỐC", recipients=recipients, name="Trần Thử")
    add_signature(document, signature)
    add_section(document, is_landscape=True)
    add_annex_head(document, "I", "Bảng xếp hạng", "Kèm theo Quyết định số 12/QĐ-SNV")
    body(document, LONG)
    add_table(document, COLUMNS, [Row([str(one), f"Sở {one}"]) for one in range(60)])
    return document
