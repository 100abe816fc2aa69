"""Office packages that are spoiled in one way each."""

import io
import stat
import zipfile
import zlib
from collections.abc import Callable

from tests.core.documents.hostile.making import (
    DOCX_TYPE,
    HEAD_LINES,
    PACKAGE,
    ROWS,
    SHEET_TYPE,
    TABLE,
    XLSX_TYPE,
    R,
    S,
    W,
    cell,
    document_xml,
    docx,
    docx_parts,
    docx_with,
    paragraph,
    patched,
    relations,
    run,
    sheet_rows,
    sheet_xml,
    table,
    text_cell,
    types,
    with_stream,
    xlsx,
    xlsx_parts,
    zipped,
)

# Archives


def bomb_in_document() -> bytes:
    """444 KB that unpack to 400 MB of blanks in the document itself."""
    parts = docx_parts()
    del parts["word/document.xml"]
    return with_stream(parts, "word/document.xml", b"<a>" + b" " * 3_999_997, 100)


def bomb_in_media() -> bytes:
    return with_stream(docx_parts(), "word/media/a.png", bytes(4_000_000), 100)


def bomb_of_small_ratio() -> bytes:
    """More than 200 MB, of which no part is packed suspiciously well."""
    piece = b"".join(zlib.crc32(b"%d" % number).to_bytes(4, "big") * 16 for number in range(16_000))
    return with_stream(docx_parts(), "word/media/a.png", piece, 220)


def bomb_in_sheet() -> bytes:
    parts = xlsx_parts()
    del parts["xl/worksheets/sheet1.xml"]
    return with_stream(parts, "xl/worksheets/sheet1.xml", b"<row/>" * 500_000, 100, before=_SHEET_BEGINS)


def bomb_in_types() -> bytes:
    return docx_with(**{"[Content_Types].xml": types(*[("/a", f"x/{number}") for number in range(30_000)])})


def huge_tag() -> bytes:
    """One tag of 30 MB: parsers that begin a tag anew with each piece of it never end."""
    parts = docx_parts()
    del parts["word/document.xml"]
    piece = b"".join(b'b%d="%x" ' % (number, zlib.crc32(b"%d" % number)) for number in range(60_000))
    return with_stream(parts, "word/document.xml", piece, 30, before=b"<document ")


def lying(size: int, *, where: str = "both") -> bytes:
    archive = docx_with(**{"word/media/a.png": b"x" * 500_000})
    return patched(archive, "word/media/a.png", "unpacked", size, where=where)


def wrong_checksum() -> bytes:
    return patched(docx(), "word/document.xml", "crc", 1)


def many_entries() -> bytes:
    return docx_with(**{f"word/media/{number}.png": b"" for number in range(10_000)})


def overlapping() -> bytes:
    """Two entries of the directory that share the same packed bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in docx_parts().items():
            archive.writestr(name, content)
        again = zipfile.ZipInfo("word/again.xml")
        known = archive.getinfo("word/document.xml")
        for field in ("header_offset", "CRC", "compress_size", "file_size", "compress_type"):
            setattr(again, field, getattr(known, field))
        archive.filelist.append(again)
        archive.NameToInfo[again.filename] = again
    return stream.getvalue()


def twice() -> bytes:
    stream = io.BytesIO(docx())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("WORD/Document.xml", document_xml("KHÁC"))
    return stream.getvalue()


def unlisted() -> bytes:
    """An entry whose bytes stand in the file, but whose name stands not in the directory."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/secret.xml", "x")
        for name, content in docx_parts().items():
            archive.writestr(name, content)
        hidden = archive.filelist.pop(0)
        del archive.NameToInfo[hidden.filename]
    return stream.getvalue()


def symlink() -> bytes:
    stream = io.BytesIO(docx())
    with zipfile.ZipFile(stream, "a") as archive:
        entry = zipfile.ZipInfo("word/media/a.png")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    return stream.getvalue()


def encrypted_entry() -> bytes:
    return patched(docx(), "word/document.xml", "flags", 1)


def unknown_packing() -> bytes:
    return patched(docx(), "word/document.xml", "method", 99)


def encrypted_package() -> bytes:
    """A locked document is an OLE file with a stream of this name."""
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return ole + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


def with_comment() -> bytes:
    stream = io.BytesIO(docx())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = b"%PDF-1.4 hidden"
    return stream.getvalue()


def ods() -> bytes:
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"})


def both_kinds() -> bytes:
    return docx_with(**{"[Content_Types].xml": types(("/word/document.xml", DOCX_TYPE), ("/xl/a.xml", XLSX_TYPE))})


# XML

XXE_FILE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
XXE_NETWORK = '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>'
XXE_PARAMETER = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><!-- the entity is defined outside -->'
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10))
    + '<!ENTITY x "&a9;">]>'
)
BLOWUP = f'<!DOCTYPE a [<!ENTITY x "{"x" * 50_000}">]>'


def _with_entity(xml: str, definition: str) -> str:
    head, end, body = xml.partition("?>")
    return head + end + definition + body.replace("Rà soát", "&x;" * 100)


def entity_in_document(definition: str) -> bytes:
    return docx_with(**{"word/document.xml": _with_entity(str(docx_parts()["word/document.xml"]), definition)})


def entity_in_sheet() -> bytes:
    sheet = str(xlsx_parts()["xl/worksheets/sheet1.xml"])
    return xlsx(**{"xl/worksheets/sheet1.xml": _with_entity(sheet, XXE_FILE)})


def entity_in_utf16() -> bytes:
    xml = _with_entity(str(docx_parts()["word/document.xml"]), LAUGHS).replace("UTF-8", "UTF-16")
    return docx_with(**{"word/document.xml": xml.encode("utf-16")})


def entity_in_unmarked_utf16() -> bytes:
    xml = _with_entity(str(docx_parts()["word/document.xml"]), LAUGHS).replace(' encoding="UTF-8"', "")
    return docx_with(**{"word/document.xml": xml.encode("utf-16-le")})


def entity_behind_empty_blocks() -> bytes:
    """Packed so that the first bytes come one by one: whoever judges by the first bytes sees a "<" and no more."""
    parts = docx_parts()
    xml = _with_entity(str(parts.pop("word/document.xml")), LAUGHS).replace(' encoding="UTF-8"', "")
    content = xml.encode("utf-16-le")
    empty, stored = b"\x00\x00\x00\xff\xff", b"\x00\x01\x00\xfe\xff"
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    rest = packer.compress(content[1:]) + packer.flush()
    packed = empty * 13_106 + stored + content[:1] + rest
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in parts.items():
            archive.writestr(name, held)
        entry = zipfile.ZipInfo("word/document.xml")
        entry.header_offset, entry.compress_type = stream.tell(), zipfile.ZIP_DEFLATED
        entry.CRC, entry.compress_size, entry.file_size = zlib.crc32(content), len(packed), len(content)
        stream.write(entry.FileHeader() + packed)
        archive.filelist.append(entry)
        archive.NameToInfo[entry.filename] = entry
        archive.start_dir = stream.tell()
    return stream.getvalue()


def entity_in_svg() -> bytes:
    return docx_with(**{"word/media/a.svg": f"{LAUGHS}<svg>&x;</svg>"})


def declared(encoding: str) -> Callable[[], bytes]:
    xml = str(docx_parts()["word/document.xml"]).replace("UTF-8", encoding)
    return lambda: docx_with(**{"word/document.xml": xml})


def torn_xml() -> bytes:
    return docx_with(**{"word/document.xml": str(docx_parts()["word/document.xml"])[:-30]})


def no_body() -> bytes:
    return docx_with(**{"word/document.xml": f'<w:document xmlns:w="{W}"/>'})


def in_utf16() -> bytes:
    xml = str(docx_parts()["word/document.xml"]).replace("UTF-8", "UTF-16")
    return docx_with(**{"word/document.xml": xml.encode("utf-16")})


# Active content


def macro_by_type() -> bytes:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    return docx_with(**{"[Content_Types].xml": types(("/word/document.xml", kind))})


def macro_sheet() -> bytes:
    return xlsx(**{"xl/macrosheets/sheet1.xml": "<a/>"})


def related(kind: str, target: str) -> Callable[[], bytes]:
    """A part of an innocent name that a relation calls something else."""
    links = relations(("rId9", kind, target))
    return lambda: docx_with(**{"word/_rels/document.xml.rels": links, f"word/{target}": b"x"})


def embedding() -> bytes:
    return docx_with(**{"word/embeddings/oleObject1.bin": b"x"})


def activex() -> bytes:
    return docx_with(**{"word/activeX/activeX1.xml": "<a/>"})


def outside(kind: str, target: str) -> Callable[[], bytes]:
    return lambda: docx_with(**{"word/_rels/document.xml.rels": relations(("rId9", kind, target), mode="External")})


def outside_in_code() -> bytes:
    """The same written so that no search for the words finds it."""
    links = (
        f'<q.r:Relationships xmlns:q.r="{PACKAGE}/relationships"><q.r:Relationship Id="a" Target="http://x/?a>b" '
        f"Type='{R}/im&#97;ge' TargetMode='Ext&#101;rnal'/></q.r:Relationships>"
    )
    return docx_with(**{"word/_rels/document.xml.rels": links})


def external_book() -> bytes:
    return xlsx(**{"xl/externalLinks/externalLink1.xml": "<externalLink/>"})


def connection() -> bytes:
    return xlsx(**{"xl/connections.xml": "<connections/>"})


def field(*pieces: str) -> bytes:
    """A field whose instruction is cut into runs."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return docx(*HEAD_LINES, f"<w:p>{mark.format('begin')}{runs}{mark.format('end')}</w:p>", table(TABLE))


def simple_dde_field() -> bytes:
    return docx("KẾ HOẠCH", "<w:p><w:fldSimple w:instr='DDE a b'><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>")


def formula(text: str) -> bytes:
    cells = f'<row r="9"><c r="A9" t="str"><f>{text}</f><v>3</v></c></row>'
    return xlsx(sheet_rows(TABLE) + cells)


def dde_name() -> bytes:
    book = str(xlsx_parts()["xl/workbook.xml"])
    names = "<definedNames><definedName name='a'>cmd|'/c calc'!A0</definedName></definedNames></workbook>"
    return xlsx(**{"xl/workbook.xml": book.replace("</workbook>", names)})


# Workbooks


def far_cell(reference: str) -> bytes:
    digits = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return xlsx(sheet_rows(TABLE) + f'<row r="{digits}">{text_cell("x", reference)}</row>')


def far_unplaced_cell() -> bytes:
    """Cells without a reference stand behind one another: this one in column 100."""
    return xlsx(f"<row>{'<c/>' * 99}{text_cell('x')}</row>")


def far_prefixed_cell() -> bytes:
    sheet = (
        f'<z-z:worksheet xmlns:z-z="{S}"><z-z:sheetData><z-z:row r="1048576"><z-z:c r="XFD1048576"><!-- > -->'
        "<z-z:v>1</z-z:v></z-z:c></z-z:row></z-z:sheetData></z-z:worksheet>"
    )
    return xlsx(**{"xl/worksheets/sheet1.xml": sheet})


def wide() -> bytes:
    return xlsx(sheet_rows([["x"] * 16_384, ["y"] * 16_384]))


def with_styles(rows: str, font: str) -> bytes:
    """A workbook in which the style 1 has a font."""
    styles = (
        f'<styleSheet xmlns="{S}"><fonts><font/>{font}</fonts><fills><fill/></fills><borders><border/></borders>'
        '<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/><xf numFmtId="10" fontId="1"/></cellXfs></styleSheet>'
    )
    parts = xlsx_parts(rows, **{"xl/styles.xml": styles})
    links = str(parts["xl/_rels/workbook.xml.rels"])
    more = f'<Relationship Id="rId3" Type="{R}/styles" Target="styles.xml"/></Relationships>'
    return zipped(parts | {"xl/_rels/workbook.xml.rels": links.replace("</Relationships>", more)})


def styled_rows() -> bytes:
    """What is left when somebody has coloured whole columns."""
    empty = "".join(f'<row r="{number}" s="1" customFormat="1"/>' for number in range(4, 1_048_577))
    return with_styles(sheet_rows(TABLE) + empty, "<font><b/></font>")


def repeated_cells() -> bytes:
    """One place filled two million times."""
    parts = xlsx_parts()
    del parts["xl/worksheets/sheet1.xml"]
    cells = b"".join(b'<c r="A1"><v>%d</v></c>' % (zlib.crc32(b"%d" % number)) for number in range(20_000))
    return with_stream(parts, "xl/worksheets/sheet1.xml", b"<row>" + cells + b"</row>", 100, before=_SHEET_BEGINS)


_SHEET_BEGINS = f'<worksheet xmlns="{S}"><sheetData>'.encode()


def shared_strings_bomb() -> bytes:
    """A string of 100,000 letters in 20,000 cells: 2 GB of text out of some hundred KB."""
    text = "".join(f"{zlib.crc32(b'%d' % number):x}" for number in range(12_500))
    cells = "".join(f'<row r="{number}"><c r="A{number}" t="s"><v>0</v></c></row>' for number in range(1, 20_001))
    strings = f'<sst xmlns="{S}"><si><t>{text}</t></si></sst>'
    return xlsx(cells, **{"xl/sharedStrings.xml": strings})


def shared_string_too_far() -> bytes:
    return xlsx('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>')


def merged(*ranges: str) -> str:
    known = "".join(f'<mergeCell ref="{one}"/>' for one in ranges)
    return f"<mergeCells>{known}</mergeCells>"


def merged_often() -> bytes:
    return xlsx(sheet_rows([["x"] * 60] * 100), behind=merged(*["A1:BH100"] * 5000))


def hidden_sheet() -> bytes:
    parts = xlsx_parts()
    book = str(parts["xl/workbook.xml"])
    second = '<sheet name="Ẩn" sheetId="2" state="hidden" r:id="rId5"/></sheets>'
    links = str(parts["xl/_rels/workbook.xml.rels"])
    more = f'<Relationship Id="rId5" Type="{R}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>'
    return zipped(
        parts
        | {
            "[Content_Types].xml": types(
                ("/xl/workbook.xml", XLSX_TYPE),
                ("/xl/worksheets/sheet1.xml", SHEET_TYPE),
                ("/xl/worksheets/sheet2.xml", SHEET_TYPE),
            ),
            "xl/workbook.xml": book.replace("</sheets>", second),
            "xl/_rels/workbook.xml.rels": links.replace("</Relationships>", more),
            "xl/worksheets/sheet2.xml": sheet_xml(sheet_rows([["ẩn"]])),
        }
    )


def formula_only() -> bytes:
    return xlsx(sheet_rows(TABLE) + '<row r="4"><c r="A4"><f>1+2</f></c></row>')


def error_value() -> bytes:
    return xlsx(sheet_rows(TABLE).replace(text_cell("Báo cáo", "C2"), '<c r="C2" t="e"><v>#REF!</v></c>'))


def no_sheet() -> bytes:
    return xlsx(**{"xl/workbook.xml": f'<workbook xmlns="{S}"><sheets/></workbook>'})


# Word


def nested_tables(depth: int = 20) -> bytes:
    inner = (
        "".join(f"<w:tbl><w:tr><w:tc>{paragraph(f'tầng {level}')}" for level in range(1, depth + 1))
        + "<w:p/></w:tc></w:tr></w:tbl>" * depth
    )
    rows = [list(row) for row in TABLE]
    rows[1][2] = cell(inner + "<w:p/>")
    return docx(*HEAD_LINES, table(rows))


def long_table() -> bytes:
    number = range(1, 3001)
    rows = [[str(at), *(f"{text} {zlib.crc32(b'%d' % at)}" for text in ROWS[0][1:4]), "2026"] for at in number]
    return docx(*HEAD_LINES, table([TABLE[0], *rows]))


def endless_span() -> bytes:
    row = [cell("x", properties='<w:gridSpan w:val="999999999"/>')] * 200
    return docx(*HEAD_LINES, table([row, row]))


def tracked() -> bytes:
    added = f'<w:ins w:id="1" w:author="a">{run("thêm vào")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="a"><w:r><w:delText>bỏ đi</w:delText></w:r></w:del>'
    rows = [list(row) for row in TABLE]
    rows[1][1] = cell(paragraph("Rà soát thủ tục hành chính ", added, deleted))
    return docx(*HEAD_LINES, table(rows))


def commented() -> bytes:
    comments = f'<w:comments xmlns:w="{W}"><w:comment w:id="1">{paragraph("Xem lại")}</w:comment></w:comments>'
    return docx_with(
        **{
            "word/comments.xml": comments,
            "word/_rels/document.xml.rels": relations(("rId5", "comments", "comments.xml")),
        }
    )


SHAPES = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
CHOICE = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def box(*content: str) -> str:
    """A run with a text box, in the new form and once more in the old one, as Word writes it."""
    inner = "".join(piece if piece.startswith("<") else paragraph(piece) for piece in content)
    held = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{CHOICE}"><mc:Choice Requires="wps"><w:drawing>'
        f'<wps:txbx xmlns:wps="{SHAPES}">{held}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{held}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def text_box() -> bytes:
    return docx(*HEAD_LINES, paragraph(box("Chữ trong khung")), table(TABLE))


def header_table() -> bytes:
    story = '<?xml version="1.0"?><w:{0} xmlns:w="{1}">{2}</w:{0}>'
    return docx_with(
        **{
            "word/header1.xml": story.format("hdr", W, table([["Mẫu số 01", "Tỉnh Lạc Xuyên"]]) + "<w:p/>"),
            "word/footer1.xml": story.format("ftr", W, table([["Trang", "1"]]) + "<w:p/>"),
            "word/_rels/document.xml.rels": relations(
                ("rId5", "header", "header1.xml"), ("rId6", "footer", "footer1.xml")
            ),
            "[Content_Types].xml": types(("/word/document.xml", DOCX_TYPE)),
        }
    )


def odd_numbers() -> bytes:
    """Attributes that should be numbers and are not."""
    rows = [list(row) for row in TABLE]
    rows[1][1] = cell(rows[1][1], properties='<w:gridSpan w:val="hai"/><w:vMerge w:val="??"/>')
    numbered = '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="-1"/></w:numPr>'
    return docx(*HEAD_LINES, paragraph("a", properties=numbered), table(rows))


def part_missing() -> bytes:
    parts = docx_parts()
    del parts["word/document.xml"]
    return zipped(parts)
