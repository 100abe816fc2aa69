"""What a file really is: extension, first bytes and content must say the same, and nothing in it may run.

Only the directory and small parts of a container are read here; whatever is read for its meaning
is checked again, byte by byte, in the reader's own limited process.
"""

import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from caicach.files import errors

MOST_ENTRIES = 2000
MOST_UNPACKED = 200 * 1024**2
MOST_RATIO = 100
RATIO_FREE = 1024**2
MOST_RELATIONS = 2 * 1024**2

_MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_RUNNING = re.compile(
    r"(?i)(vbaproject\.bin|vbadata\.xml|/activex/|/embeddings/[^/]*\.(bin|exe|ole)|/externallinks/|/macrosheets/)"
)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_OUTSIDE = re.compile(rb"""(?i)target\s*=\s*["'](https?:|ftp:|\\\\|file:/{2,5}[^/c-z])""")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KNOWN_STARTS = (b"%PDF-", b"PK\x03\x04", b"MZ", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", _OLE)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def inspect(path: Path, *, name: str, extension: str) -> None:
    """Raise a FileRefused unless the content is what the extension says and nothing in it runs by itself."""
    if path.stat().st_size == 0:
        raise errors.EmptyFile(name=name)
    with path.open("rb") as stream:
        start = stream.read(4096)
    if start.startswith(_OLE):
        raise errors.OldOfficeFile(name=name)
    _CHECKS[extension](path, name, start)


def _office(path: Path, name: str, start: bytes) -> None:
    if not start.startswith(b"PK\x03\x04"):
        raise errors.TypeDiffers(name=name, extension="." + path.suffix.lstrip("."))
    try:
        with zipfile.ZipFile(path) as archive:
            _entries(archive, name)
            _relations(archive, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError):
        raise errors.DamagedFile(name=name) from None


def _entries(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise errors.ArchiveBomb(name=name, where=f"{len(entries)}")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise errors.ArchiveBomb(name=name, where=max(entries, key=lambda entry: entry.file_size).filename)
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise errors.EncryptedFile(name=name)
        if _RUNNING.search("/" + entry.filename):
            raise errors.ActiveContent(name=name, where=entry.filename)
        if entry.file_size > RATIO_FREE and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            raise errors.ArchiveBomb(name=name, where=entry.filename)


def _relations(archive: zipfile.ZipFile, name: str) -> None:
    """Nothing but hyperlinks may point out of the file; templates on the writer's own disk do no harm."""
    for entry in archive.infolist():
        if not entry.filename.lower().endswith(".rels"):
            continue
        with archive.open(entry) as stream:
            content = stream.read(MOST_RELATIONS + 1)
        if len(content) > MOST_RELATIONS:
            raise errors.ArchiveBomb(name=name, where=entry.filename)
        for relation in _RELATION.findall(content):
            if b"/hyperlink" not in relation and b"External" in relation and _OUTSIDE.search(relation):
                raise errors.ActiveContent(name=name, where=entry.filename)


def _main_part(extension: str) -> Callable[[Path, str, bytes], None]:
    def check(path: Path, name: str, start: bytes) -> None:
        _office(path, name, start)
        with zipfile.ZipFile(path) as archive:
            kinds = archive.read("[Content_Types].xml") if "[Content_Types].xml" in archive.namelist() else b""
            if b"macroEnabled" in kinds:
                raise errors.ActiveContent(name=name, where="[Content_Types].xml")
            if _MAIN_PARTS[extension] not in archive.namelist():
                raise errors.TypeDiffers(name=name, extension="." + extension)

    return check


def _pdf(path: Path, name: str, start: bytes) -> None:
    if not start.startswith(b"%PDF-"):
        raise errors.TypeDiffers(name=name, extension=".pdf")
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 4096))
        if b"%%EOF" not in stream.read():
            raise errors.DamagedFile(name=name)


def _picture(extension: str, mark: bytes) -> Callable[[Path, str, bytes], None]:
    def check(path: Path, name: str, start: bytes) -> None:
        if not start.startswith(mark):
            raise errors.TypeDiffers(name=name, extension="." + extension)

    return check


def _text(path: Path, name: str, start: bytes) -> None:
    """Any text, in whatever encoding; NUL bytes only where the text says that it is UTF-16."""
    is_wide = start.startswith(_WIDE_MARKS)
    if start.startswith(_KNOWN_STARTS) or (b"\x00" in start and not is_wide):
        raise errors.TypeDiffers(name=name, extension=path.suffix)


_CHECKS: dict[str, Callable[[Path, str, bytes], None]] = {
    "docx": _main_part("docx"),
    "xlsx": _main_part("xlsx"),
    "pdf": _pdf,
    "png": _picture("png", b"\x89PNG\r\n\x1a\n"),
    "jpg": _picture("jpg", b"\xff\xd8\xff"),
    "txt": _text,
    "csv": _text,
}
