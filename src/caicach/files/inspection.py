"""What a file really is: extension, first bytes and content say the same, something is in it, nothing in it may run."""

import re
from collections.abc import Callable
from mmap import ACCESS_READ, mmap
from os import SEEK_CUR
from pathlib import Path
from typing import IO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.jail import check_package
from caicach.files import errors

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OF_OTHERS = (b"%PDF-", b"PK\x03\x04", b"MZ\x90", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", _OLE)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")

_BLANK = b" \t\r\n\f\v\x00\xef\xbb\xbf\xff\xfe"
_PDF_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_JPG_TABLES = (0xC4, 0xC8, 0xCC)
_JPG_WITHOUT_FRAME = (0xDA, 0xD9)
LEAST_SIDE = 16
"""Points: a picture with a shorter side shows nothing that could be read."""

_NO_PAGES = _("không có trang nào")
_NO_POINTS = _("không có hình nào bên trong")
_NO_WORDS = _("chỉ có khoảng trắng, không có chữ nào")

Check = Callable[[Path, bytes], bool]


class _Empty(Exception):  # noqa: N818 - no error of the house yet: the name of the file is missing
    """There is nothing to be seen in a file: why, or how small it is."""

    def __init__(self, what: str | Promise = "", sides: tuple[int, int] | None = None) -> None:
        super().__init__(what)
        self.what, self.sides = what, sides

    def told(self, name: str) -> errors.FileRefused:
        if self.sides is None:
            return errors.NothingInside(name=name, what=self.what)
        width, height = self.sides
        return errors.PictureTooSmall(name=name, width=width, height=height, least=LEAST_SIDE)


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
    except _Empty as refused:
        raise refused.told(name) from None
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
    if not _may_have_pages(path):
        raise _Empty(_NO_PAGES)
    return True


def _may_have_pages(path: Path) -> bool:
    """No only where it is certain: pages stand in the open, or inside packed objects, which nothing unpacks here."""
    with path.open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as content:
        return _PDF_PAGE.search(content) is not None or content.find(b"/ObjStm") >= 0


def _png(path: Path, start: bytes) -> bool:
    """The size stands first in a picture; without any of its points there is nothing to see."""
    if not start.startswith(b"\x89PNG\r\n\x1a\n"):
        return False
    has_size = start[12:16] == b"IHDR" and len(start) >= 24
    sides = (int.from_bytes(start[16:20]), int.from_bytes(start[20:24])) if has_size else None
    with path.open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as content:
        _check_picture(sides, has_points=content.find(b"IDAT") >= 0)
    return True


def _jpg(path: Path, start: bytes) -> bool:
    if not start.startswith(b"\xff\xd8\xff"):
        return False
    with path.open("rb") as stream:
        _check_picture(_sides_of_jpg(stream), has_points=True)
    return True


def _sides_of_jpg(stream: IO[bytes]) -> tuple[int, int] | None:
    """From the head of the frame, which comes before its points; None where the points or the end come first."""
    stream.seek(2)
    while len(head := stream.read(4)) == 4 and head[0] == 0xFF and head[1] not in _JPG_WITHOUT_FRAME:
        if head[1] == 0xFF:  # a filling byte before the next mark
            stream.seek(-3, SEEK_CUR)
            continue
        length = int.from_bytes(head[2:4])
        if 0xC0 <= head[1] <= 0xCF and head[1] not in _JPG_TABLES:
            frame = stream.read(5)
            return (int.from_bytes(frame[3:5]), int.from_bytes(frame[1:3])) if len(frame) == 5 else None
        stream.seek(max(0, length - 2), SEEK_CUR)
    return None


def _check_picture(sides: tuple[int, int] | None, *, has_points: bool) -> None:
    if sides is None or not has_points:
        raise _Empty(_NO_POINTS)
    if min(sides) < LEAST_SIDE:
        raise _Empty(sides=sides)


def _text(path: Path, start: bytes) -> bool:
    """Any text, in whatever encoding; NUL bytes only where the text says that it is UTF-16."""
    has_nul = b"\x00" in start and not start.startswith(_WIDE_MARKS)
    if not has_nul and _is_blank(path):
        raise _Empty(_NO_WORDS)
    return not has_nul and not start.startswith(_OF_OTHERS)


def _is_blank(path: Path) -> bool:
    """Whether there is nothing but blanks and marks of encodings."""
    with path.open("rb") as stream:
        return all(not piece.strip(_BLANK) for piece in iter(lambda: stream.read(2**16), b""))


_CHECKS: dict[str, Check] = {
    "docx": _office("docx"),
    "xlsx": _office("xlsx"),
    "pdf": _pdf,
    "png": _png,
    "jpg": _jpg,
    "txt": _text,
    "csv": _text,
    "tsv": _text,
}
