"""Text files: encodings, old fonts, and other types under their names."""

import unicodedata

from tests.core.documents.hostile.making import (
    HEAD_LINES,
    TABLE,
    cell,
    docx,
    paragraph,
    run,
    sheet_rows,
    table,
)

WEB_PAGE = b"<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table></body></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GIF, PNG = b"GIF89a" + bytes(20), b"\x89PNG\r\n\x1a\n" + bytes(20)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS" + b"-TEST-FILE!$H+H*"

# As typed in fonts from before Unicode: these signs are what such a file really holds.

IN_TCVN3 = (
    ("STT", "Néi dung nhiÖm vô", "S¶n phÈm", "C¬ quan chñ tr×", "Thêi gian hoµn thµnh"),
    ("1", "Rµ so¸t thñ tôc hµnh chÝnh", "B¸o c¸o", "Së T\xad ph¸p", "Th¸ng 6/2026"),
    ("2", "§µo t¹o c«ng chøc cÊp x·", "Líp häc", "Së Néi vô", "Quý III/2026"),
)
IN_VNI = (
    ("STT", "Noäi dung nhieäm vuï", "Saûn phaåm", "Cô quan chuû trì", "Thôøi gian hoaøn thaønh"),
    ("1", "Raø soaùt thuû tuïc haønh chính", "Baùo caùo", "Sôû Tö phaùp", "Thaùng 6/2026"),
    ("2", "Ñaøo taïo coâng chöùc caáp xaõ", "Lôùp hoïc", "Sôû Noäi vuï", "Quyù III/2026"),
)
SENTENCE = (
    "Cải cách hành chính năm 2026: cắt giảm ít nhất 20% thời gian giải quyết thủ tục hành chính, xây dựng chính quyền "
    "số phục vụ người dân và doanh nghiệp, nâng cao chất lượng đội ngũ cán bộ, công chức, viên chức."
)
SENTENCE_IN_TCVN3 = (
    "C¶i c¸ch hµnh chÝnh n¨m 2026: c¾t gi¶m Ýt nhÊt 20% thêi gian gi¶i quyÕt thñ tôc hµnh chÝnh, x©y dùng chÝnh quyÒn "
    "sè phôc vô ng\xadêi d©n vµ doanh nghiÖp, n©ng cao chÊt l\xadîng ®éi ngò c¸n bé, c«ng chøc, viªn chøc."
)
SENTENCE_IN_VNI = (
    "Caûi caùch haønh chính naêm 2026: caét giaûm ít nhaát 20% thôøi gian giaûi quyeát thuû tuïc haønh chính, xaây "
    "döïng chính quyeàn soá phuïc vuï ngöôøi daân vaø doanh nghieäp, naâng cao chaát löôïng ñoäi nguõ caùn boä, coâng "
    "chöùc, vieân chöùc."
)


def in_font(text: str, font: str) -> str:
    """A paragraph of a Word document in a font."""
    return paragraph(run(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'))


def _in_font_docx(rows: tuple[tuple[str, ...], ...], font: str) -> bytes:
    return docx(*HEAD_LINES, table([[cell(in_font(text, font)) for text in row] for row in rows]))


def tcvn3_docx() -> bytes:
    return _in_font_docx(IN_TCVN3, ".VnTime")


def vni_docx() -> bytes:
    return _in_font_docx(IN_VNI, "VNI-Times")


def tcvn3_xlsx() -> bytes:
    from tests.core.documents.hostile.office import with_styles

    rows = sheet_rows(IN_TCVN3).replace('s="0"', 's="1"')
    return with_styles(rows, '<font><name val=".VnTime"/></font>')


def tcvn3_text() -> bytes:
    return f"KÕ HO¹CH\nC¶i c¸ch hµnh chÝnh n¨m 2026\n{SENTENCE_IN_TCVN3}".encode("latin-1")


def vni_text() -> bytes:
    return f"KEÁ HOAÏCH\nCaûi caùch haønh chính naêm 2026\n{SENTENCE_IN_VNI}".encode()


def mixed_letters() -> bytes:
    return f"{SENTENCE_IN_TCVN3 * 4}\nđược ưu đãi".encode()


# Encodings


def cyrillic() -> bytes:
    return ("План реформы на 2026 год. " * 20).encode("cp1251")


def csv() -> str:
    return "".join(";".join(row) + "\r\n" for row in TABLE)


def windows_1258(text: str) -> bytes:
    """As Windows writes it: letters with their marks apart where the code page has no letter for both."""
    written = bytearray()
    for letter in text:
        try:
            written += letter.encode("cp1258")
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", letter)
            tone = next(sign for sign in apart if sign in "\u0300\u0301\u0303\u0309\u0323")
            written += unicodedata.normalize("NFC", apart.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return bytes(written)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def decomposed_docx() -> bytes:
    return docx(*HEAD_LINES, table([[decomposed(text) for text in row] for row in TABLE]))


def semicolons() -> bytes:
    """More semicolons than tabs: only the tab divides what comes from a clipboard."""
    rows = [list(row) for row in TABLE]
    rows[1][3] = "Sở Tư pháp; Sở Nội vụ; Sở Y tế; Sở Công Thương; Sở Xây dựng; Sở Tài chính; Sở Ngoại vụ"
    rows[2][3] = rows[1][3] + "; " + rows[1][3]
    return "\n".join("\t".join(row) for row in rows).encode()


def open_quote() -> bytes:
    rows = [list(row) for row in TABLE]
    rows[1][1] = '"Đô thị văn minh'
    return "\n".join("\t".join(row) for row in rows).encode()
