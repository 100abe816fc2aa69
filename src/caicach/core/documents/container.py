"""What a file really is, judged by its content before any library opens it."""

import re
from enum import StrEnum
from pathlib import Path

from caicach.core.documents.archive import check_archive
from caicach.core.documents.errors import UnreadableDocument

MAX_PAGES = 500  # of a PDF
MAX_FILE_BYTES = 20 * 1024 * 1024
_HEAD_BYTES = 4096
_TAIL_BYTES = 66_000  # where a ZIP file has its directory


class FileKind(StrEnum):
    """The types of files that are read."""

    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    TEXT = "text"


_KIND_OF_EXTENSION = {
    "docx": FileKind.DOCX,
    "dotx": FileKind.DOCX,
    "xlsx": FileKind.XLSX,
    "xltx": FileKind.XLSX,
    "pdf": FileKind.PDF,
    "txt": FileKind.TEXT,
    "text": FileKind.TEXT,
    "csv": FileKind.TEXT,
    "tsv": FileKind.TEXT,
    "md": FileKind.TEXT,
}
_REFUSED_EXTENSIONS = {
    **dict.fromkeys(("docm", "dotm", "xlsm", "xltm", "xlam"), "macros"),
    **dict.fromkeys(("doc", "dot", "xls", "xlt"), "old_office_format"),
    **dict.fromkeys(("htm", "html", "mht", "mhtml", "xhtml", "svg"), "html_not_supported"),
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "tif", "tiff", "bmp", "heic", "webp"), "image_not_supported"),
    **dict.fromkeys(("zip", "rar", "7z", "gz", "tar", "jar"), "archive_not_supported"),
    **dict.fromkeys(("xlsb", "ods", "odt", "rtf", "pptx", "ppt", "xml", "json"), "type_not_supported"),
}
_ZIP, _PDF, _OLE = b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"\xff\xd8\xff", "image_not_supported", "JPEG"),
    (b"\x89PNG\r\n", "image_not_supported", "PNG"),
    (b"GIF8", "image_not_supported", "GIF"),
    (b"II*\x00", "image_not_supported", "TIFF"),
    (b"MM\x00*", "image_not_supported", "TIFF"),
    (b"BM", "image_not_supported", "BMP"),
    (b"Rar!", "archive_not_supported", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "archive_not_supported", "7z"),
    (b"\x1f\x8b", "archive_not_supported", "GZIP"),
    (b"PK\x05\x06", "archive_not_supported", "ZIP"),
    (b"{\\rtf", "type_not_supported", "RTF"),
    (b"%!PS", "type_not_supported", "PostScript"),
    (b"MZ", "type_not_supported", "EXE"),
    (b"\x7fELF", "type_not_supported", "ELF"),
)
_WEB_PAGE = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|script|svg|table)\b", re.I | re.S
)
_WEB_MARKS = re.compile(rb"<\s*(?:!doctype|html|script|svg|iframe|body)\b", re.I)
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PDF_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_MOST_PAGE_OBJECTS = 4 * MAX_PAGES  # a page that has been signed or changed stands in the file more than once
_PDF_ACTIONS = re.compile(rb"/(?:JavaScript|Launch)(?![A-Za-z])")


def check_file(path: Path, name: str = "") -> FileKind:
    """The real type of a file that may be read. UnreadableDocument says what stands against it."""
    size = path.stat().st_size
    if size == 0:
        raise UnreadableDocument("empty_file")
    if size > MAX_FILE_BYTES:
        raise UnreadableDocument("file_too_big", size_mb=size // 2**20 + 1, limit_mb=MAX_FILE_BYTES // 2**20)
    extension = Path(name or path.name).suffix.lower().lstrip(".")
    kind = _kind_of_content(path, extension)
    if (code := _REFUSED_EXTENSIONS.get(extension)) is not None:
        raise UnreadableDocument(code, found=f".{extension}")
    if _KIND_OF_EXTENSION.get(extension, kind) is not kind:
        raise UnreadableDocument("type_mismatch", extension=extension, found=kind.value.upper())
    return kind


def _kind_of_content(path: Path, extension: str) -> FileKind:
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if head.startswith(_ZIP):
        return FileKind(check_archive(path))
    if head.startswith(_PDF):
        _check_pdf(path.read_bytes())
        return FileKind.PDF
    if head.startswith(_OLE):
        raise UnreadableDocument(_ole_code(path))
    for magic, code, found in _MAGIC:
        if (
            head.startswith(magic)
            and not (magic == b"BM" and head.isascii())
            and not (magic == b"MZ" and head.isascii())
        ):
            raise UnreadableDocument(code, found=found)
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        raise UnreadableDocument("image_not_supported", found="HEIC")
    return _text_kind(path, head, extension)


def _text_kind(path: Path, head: bytes, extension: str) -> FileKind:
    if _PDF in head[:1024] and extension == "pdf":
        raise UnreadableDocument("hidden_content", where="%PDF")
    if _WEB_PAGE.match(head.lstrip(b"\xef\xbb\xbf")):
        raise UnreadableDocument("html_not_supported")
    if not _looks_like_text(path.read_bytes()):
        raise UnreadableDocument("not_text")
    return FileKind.TEXT


def _looks_like_text(content: bytes) -> bool:
    """No NUL (but in UTF-16 with its mark) and next to no control characters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return len(content) % 2 == 0
    if b"\x00" in content:
        return False
    controls = sum(content.count(bytes([code])) for code in range(32) if code not in (9, 10, 11, 12, 13, 26))
    return controls <= len(content) // 1000


def _ole_code(path: Path) -> str:
    """An OLE container is a locked OOXML file or a file of Office 97–2003."""
    return "encrypted" if _ENCRYPTED_PACKAGE in path.read_bytes() else "old_office_format"


def _check_pdf(content: bytes) -> None:
    """A PDF that is nothing else besides. What only its objects tell is asked by the reader."""
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise UnreadableDocument("damaged_pdf", where="%%EOF")
    if content[end + 5 :].strip(b"\r\n\t \x00"):
        raise UnreadableDocument("hidden_content", where="%%EOF")
    if _WEB_MARKS.search(content, 0, 1024) or b"PK\x05\x06" in content[-_TAIL_BYTES:]:
        raise UnreadableDocument("hidden_content", where="%PDF")
    if _PDF_ACTIONS.search(content):
        raise UnreadableDocument("active_content")
    if sum(1 for _ in _PDF_PAGE.finditer(content)) > _MOST_PAGE_OBJECTS:
        raise UnreadableDocument("too_many_pages", limit=MAX_PAGES)
