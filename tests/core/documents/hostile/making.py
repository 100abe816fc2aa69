"""True small documents to spoil: Office packages, workbooks, PDF files and ZIP entries that lie."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEADINGS = ("STT", "Nội dung nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Thời gian hoàn thành")
ROWS = (
    ("1", "Rà soát thủ tục hành chính", "Báo cáo", "Sở Tư pháp", "Tháng 6/2026"),
    ("2", "Đào tạo công chức cấp xã", "Lớp học", "Sở Nội vụ", "Quý III/2026"),
)
TABLE = (HEADINGS, *ROWS)
HEAD_LINES = ("KẾ HOẠCH", "Cải cách hành chính năm 2026")
_EPOCH = (2026, 1, 1, 0, 0, 0)
Parts = dict[str, bytes | str]


def zipped(
    parts: Mapping[str, bytes | str], *, compression: int = zipfile.ZIP_DEFLATED, force_zip64: bool = False
) -> bytes:
    """A ZIP file of these parts, in their order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = compression
            with archive.open(entry, "w", force_zip64=force_zip64) as file:
                file.write(content.encode() if isinstance(content, str) else content)
    return stream.getvalue()


def relations(*known: tuple[str, str, str], mode: str = "") -> str:
    """A part of relations: (id, last word of the type, target)."""
    lines = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"{mode and f" TargetMode={mode!r}"}/>'
        for key, kind, target in known
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def types(*overrides: tuple[str, str]) -> str:
    lines = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides)
    return (
        f'<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )


# Word

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; plain text is a run of its own."""
    inner = "".join(piece if piece.startswith("<") else run(piece) for piece in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(*content: str, properties: str = "") -> str:
    """A cell of paragraphs and tables; plain text is a paragraph of its own."""
    inner = "".join(piece if piece.startswith("<") else paragraph(piece) for piece in content or ("",))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(rows: Iterable[Iterable[str]]) -> str:
    """A table of cells; plain text is a cell of its own."""
    lines = (
        f"<w:tr>{''.join(piece if piece.startswith('<') else cell(piece) for piece in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def document_xml(*content: str) -> str:
    inner = "".join(piece if piece.startswith("<") else paragraph(piece) for piece in content)
    spaces = f'xmlns:w="{W}" xmlns:r="{R}"'
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {spaces}><w:body>{inner}</w:body></w:document>'


def docx_parts(*content: str, links: Sequence[tuple[str, str, str]] = (), **spoiled: bytes | str) -> Parts:
    """The parts of a Word document, by default a plan of two rows."""
    body = document_xml(*(content or (*HEAD_LINES, table(TABLE))))
    return {
        "[Content_Types].xml": types(("/word/document.xml", DOCX_TYPE)),
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": body,
        "word/_rels/document.xml.rels": relations(*links),
    } | spoiled


def docx(*content: str, **spoiled: bytes | str) -> bytes:
    return zipped(docx_parts(*content, **spoiled))


def docx_with(**spoiled: bytes | str) -> bytes:
    """The plan of two rows with some parts added or replaced; `/` in a name is written as is."""
    return zipped(docx_parts(**spoiled))


# Excel

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


def letters_of(column: int) -> str:
    """1 is "A", 27 is "AA"."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def text_cell(text: str, reference: str = "", style: int = 0) -> str:
    told = f' r="{reference}"' if reference else ""
    return f'<c{told} s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def sheet_rows(rows: Iterable[Sequence[str]]) -> str:
    """Rows of text cells from A1 on."""
    return "".join(
        f'<row r="{number}">'
        + "".join(text_cell(text, f"{letters_of(column)}{number}") for column, text in enumerate(row, 1) if text)
        + "</row>"
        for number, row in enumerate(rows, 1)
    )


def sheet_xml(rows: str, *, before: str = "", behind: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{S}">{before}<sheetData>{rows}</sheetData>'
        f"{behind}</worksheet>"
    )


def xlsx_parts(rows: str = "", *, before: str = "", behind: str = "", **spoiled: bytes | str) -> Parts:
    """The parts of a workbook of one sheet, by default a plan of two rows."""
    book = (
        f'<?xml version="1.0"?><workbook xmlns="{S}" xmlns:r="{R}"><sheets>'
        '<sheet name="Kế hoạch" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    overrides = (
        ("/xl/workbook.xml", XLSX_TYPE),
        ("/xl/worksheets/sheet1.xml", SHEET_TYPE),
        ("/xl/sharedStrings.xml", STRINGS_TYPE),
    )
    return {
        "[Content_Types].xml": types(*overrides),
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": sheet_xml(rows or sheet_rows(TABLE), before=before, behind=behind),
        "xl/sharedStrings.xml": f'<sst xmlns="{S}"/>',
    } | spoiled


def xlsx(rows: str = "", *, before: str = "", behind: str = "", **spoiled: bytes | str) -> bytes:
    return zipped(xlsx_parts(rows, before=before, behind=behind, **spoiled))


# ZIP files that lie


def patched(archive: bytes, name: str, field: str, value: int, *, where: str = "both") -> bytes:
    """The file with another value in the headers of an entry; where: both, local or directory."""
    places = {
        "flags": (6, 8, "<H"),
        "method": (8, 10, "<H"),
        "crc": (14, 16, "<L"),
        "packed": (18, 20, "<L"),
        "unpacked": (22, 24, "<L"),
    }
    local_at, directory_at, form = places[field]
    spoiled = bytearray(archive)
    with zipfile.ZipFile(io.BytesIO(archive)) as known:
        entry = known.getinfo(name)
    if where in ("both", "local"):
        struct.pack_into(form, spoiled, entry.header_offset + local_at, value)
    if where in ("both", "directory"):
        record = next(
            at.start()
            for at in re.finditer(b"PK\x01\x02", archive)
            if archive[at.start() + 46 :].startswith(name.encode()) and len(name) == archive[at.start() + 28]
        )
        struct.pack_into(form, spoiled, record + directory_at, value)
    return bytes(spoiled)


def repeated_stream(piece: bytes, count: int, *, before: bytes = b"") -> tuple[bytes, int]:
    """A raw deflate stream of a piece many times over, made without packing it each time; and its checksum."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    once = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    begins = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = zlib.crc32(before)
    for _ in range(count):
        checksum = zlib.crc32(piece, checksum)
    return begins + once * count + zlib.compressobj(9, zlib.DEFLATED, -15).flush(), checksum


def with_stream(parts: Mapping[str, bytes | str], name: str, piece: bytes, count: int, *, before: bytes = b"") -> bytes:
    """A ZIP file with one more entry that unpacks to `before` and a piece many times over."""
    packed, checksum = repeated_stream(piece, count, before=before)
    stream = io.BytesIO(zipped(parts))
    with zipfile.ZipFile(stream) as known:
        directory_at, entries = known.start_dir, len(known.infolist())
    whole = stream.getvalue()
    directory = whole[directory_at : whole.rindex(b"PK\x05\x06")]
    sizes = struct.pack("<LLL", checksum, len(packed), len(before) + len(piece) * count)
    common = struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes
    local = b"PK\x03\x04" + common + struct.pack("<HH", len(name), 0) + name.encode()
    record = (
        b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHHHLL", len(name), 0, 0, 0, 0, 0, directory_at)
    )
    record += name.encode()
    front = whole[:directory_at] + local + packed
    tail = struct.pack("<HHHHLLH", 0, 0, entries + 1, entries + 1, len(directory) + len(record), len(front), 0)
    return front + directory + record + b"PK\x05\x06" + tail


# PDF

CATALOGUE = b"<</Type/Catalog/Pages 2 0 R%s>>"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    whole = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    begins = len(whole)
    whole += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    whole += b"".join(b"%010d 00000 n \n" % place for place in places)
    whole += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, begins)
    return whole


def lines_stream(lines: Iterable[str]) -> bytes:
    """A page's content: lines of plain letters, one below the other."""
    shown = b"".join(b"(%s)Tj T*\n" % line.encode("latin-1") for line in lines)
    return b"BT /F1 12 Tf 14 TL 72 760 Td\n" + shown + b"ET"


PDF_LINES = (
    "KE HOACH", "Cai cach hanh chinh nam 2026", "1. Muc tieu cua ke hoach nay la phuc vu nguoi dan tot hon.",
)  # fmt: skip
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>"


def one_page(
    content: bytes = b"",
    *,
    catalogue: bytes = b"",
    page: bytes = b"",
    resources: bytes = b"",
    more: Sequence[bytes] = (),
) -> bytes:
    """A PDF of one page with some lines; `more` objects are numbered from 6."""
    return pdf(
        CATALOGUE % catalogue,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>%s>>"
        % (resources, page),
        stream(content or lines_stream(PDF_LINES)),
        FONT,
        *more,
    )
