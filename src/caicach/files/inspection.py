"""What a file really is: extension, first bytes and content must say the same, and nothing in it may run."""

from collections.abc import Callable
from pathlib import Path

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.jail import check_package
from caicach.files import errors

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OF_OTHERS = (b"%PDF-", b"PK\x03\x04", b"MZ\x90", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", _OLE)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")

Check = Callable[[Path, bytes], bool]


def inspect(path: Path, *, name: str, extension: str) -> None:
    """Raise a FileRefused unless the content is what the extension says and nothing in it runs by itself."""
    if path.stat().st_size == 0:
        raise errors.EmptyFile(name=name)
    with path.open("rb") as stream:
        start = stream.read(4096)
    if start.startswith(_OLE):
        raise errors.OldOfficeFile(name=name)
    try:
        is_what_it_says = _CHECKS[extension](path, start)
    except UnreadableDocument as refused:
        raise errors.DocumentRefused(refused, name=name) from None
    if not is_what_it_says:
        raise errors.TypeDiffers(name=name, extension=f".{extension}")


def _office(kind: str) -> Check:
    """A package is unpacked once, in a child within limits; macros, objects and links are refused."""
    return lambda path, start: start.startswith(b"PK\x03\x04") and check_package(path) == kind


def _pdf(path: Path, start: bytes) -> bool:
    if not start.startswith(b"%PDF-"):
        return False
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 4096))
        if b"%%EOF" not in stream.read():
            raise UnreadableDocument("damaged_pdf")
    return True


def _picture(mark: bytes) -> Check:
    return lambda path, start: start.startswith(mark)


def _text(path: Path, start: bytes) -> bool:
    """Any text, in whatever encoding; NUL bytes only where the text says that it is UTF-16."""
    has_nul = b"\x00" in start and not start.startswith(_WIDE_MARKS)
    return not has_nul and not start.startswith(_OF_OTHERS)


_CHECKS: dict[str, Check] = {
    "docx": _office("docx"),
    "xlsx": _office("xlsx"),
    "pdf": _pdf,
    "png": _picture(b"\x89PNG\r\n\x1a\n"),
    "jpg": _picture(b"\xff\xd8\xff"),
    "txt": _text,
    "csv": _text,
    "tsv": _text,
}
