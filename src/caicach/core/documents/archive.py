"""The ZIP container of a DOCX or XLSX file or a bundle: its limits, and bytes counted as they are unpacked.

Nothing that the container says about itself is believed: sizes are counted, entries must follow one another without
a gap or an overlap, and no library sees the file before.
"""

import errno
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.package import PackageCheck

MAX_TOTAL_BYTES = 200 * 1000 * 1000
MAX_RATIO = 100
FREE_OF_RATIO_BYTES = 1_000_000
MAX_ENTRIES = 2000
_MAX_DIRECTORY_BYTES = MAX_ENTRIES * 1024
_CHUNK = 64 * 1024
_FIRST_BYTES = 4096
_END, _LOCAL = b"PK\x05\x06", b"PK\x03\x04"
_ENCRYPTED_FLAG, _SIZES_FOLLOW_FLAG = 0x1, 0x8
_NESTED = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ")
_DRIVE = re.compile(r"^[A-Za-z]:")


def check_archive(path: Path, *, is_import: bool = True) -> str:
    """Unpack a ZIP file once, keeping nothing. "docx" or "xlsx"; UnreadableDocument for all else.

    is_import: the file is to be read; one that is only kept may hold larger sheets than can be read.
    """
    package = PackageCheck(is_import=is_import)
    _walk(path, package)
    return package.kind()


def read_archive(path: Path) -> dict[str, bytes]:
    """The files of a ZIP file that is no document, by their names; UnreadableDocument for one that is not sound."""
    parts = _Parts()
    _walk(path, parts)
    return {name: bytes(content) for name, content in parts.kept.items()}


class _Taker(Protocol):
    """Who is handed the unpacked bytes."""

    def take(self, name: str, chunk: bytes) -> None: ...
    def end_part(self, name: str) -> None: ...


class _Parts:
    """Keeps the parts in memory; their sum is limited like that of every archive."""

    def __init__(self) -> None:
        self.kept: dict[str, bytearray] = {}

    def take(self, name: str, chunk: bytes) -> None:
        self.kept.setdefault(name, bytearray()).extend(chunk)

    def end_part(self, name: str) -> None:
        self.kept.setdefault(name, bytearray())


def _walk(path: Path, taker: _Taker) -> None:
    with path.open("rb") as file:
        _check_end(file, path.stat().st_size)
        try:
            with zipfile.ZipFile(file) as archive:
                entries = archive.infolist()
                directory = archive.start_dir
        except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError) as damage:
            raise UnreadableDocument("damaged_zip", where="ZIP") from damage
        except OSError as damage:
            if damage.errno != errno.EINVAL:  # the disk fails, not the file: only a seek before its start is damage
                raise
            raise UnreadableDocument("damaged_zip", where="ZIP") from damage
        _check_names(entries)
        _check_told_sizes(entries)
        _unpack_all(file, entries, directory, taker)


def _check_end(file: BinaryIO, size: int) -> None:
    """The end record stands at the very end, and its directory is small enough to be opened at all."""
    file.seek(max(0, size - 22))
    end = file.read(22)
    if not end.startswith(_END) or end[20:22] != b"\x00\x00":
        file.seek(max(0, size - 66_000))
        code = "hidden_content" if _END in file.read() else "damaged_zip"
        raise UnreadableDocument(code, where="ZIP")
    count, directory_bytes = struct.unpack("<HL", end[10:16])
    if count == 0xFFFF or directory_bytes == 0xFFFFFFFF:
        count, directory_bytes = _zip64_directory(file, size)
    if count > MAX_ENTRIES or directory_bytes > _MAX_DIRECTORY_BYTES:
        raise UnreadableDocument("too_many_entries", limit=MAX_ENTRIES)


def _zip64_directory(file: BinaryIO, size: int) -> tuple[int, int]:
    file.seek(max(0, size - 22 - 20 - 56))
    record = file.read(56)
    if not record.startswith(b"PK\x06\x06"):
        raise UnreadableDocument("damaged_zip", where="ZIP64")
    count, directory_bytes = struct.unpack("<QQ", record[32:48])
    return count, directory_bytes


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise UnreadableDocument("too_many_entries", limit=MAX_ENTRIES)
    names = set()
    for entry in entries:
        name = entry.orig_filename
        parts = name.replace("\\", "/").split("/")
        is_link = stat.S_ISLNK(entry.external_attr >> 16)
        if is_link or ".." in parts or name.startswith(("/", "\\")) or "\x00" in name or _DRIVE.match(name):
            raise UnreadableDocument("unsafe_name")
        if name.casefold() in names:
            raise UnreadableDocument("hidden_content", where=name)
        names.add(name.casefold())
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableDocument("encrypted", where=name)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableDocument("damaged_zip", where=name)


def _check_told_sizes(entries: list[zipfile.ZipInfo]) -> None:
    """What the container itself says is too much need not be unpacked; what it says less than is found is counted."""
    total = 0
    for entry in entries:
        total += entry.file_size
        if total > MAX_TOTAL_BYTES or _is_bomb(entry, entry.file_size):
            raise UnreadableDocument("archive_bomb", where=entry.filename)


def _is_bomb(entry: zipfile.ZipInfo, size: int) -> bool:
    return size > FREE_OF_RATIO_BYTES and size > MAX_RATIO * entry.compress_size


def _unpack_all(file: BinaryIO, entries: list[zipfile.ZipInfo], directory: int, taker: _Taker) -> None:
    total, next_offset = 0, 0
    for entry in sorted(entries, key=lambda known: known.header_offset):
        if entry.header_offset != next_offset:
            raise UnreadableDocument("hidden_content", where=entry.filename)
        start = _start_of_bytes(file, entry)
        begins = True
        for chunk in _not_small(_unpacked(file, entry, start)):
            if begins and chunk.startswith(_NESTED):
                raise UnreadableDocument("nested_archive", where=entry.filename)
            begins = False
            total += len(chunk)
            if total > MAX_TOTAL_BYTES:
                raise UnreadableDocument("archive_bomb", where=entry.filename)
            taker.take(entry.filename, chunk)
        taker.end_part(entry.filename)
        next_offset = start + entry.compress_size + _descriptor_bytes(file, entry, start)
    if next_offset != directory:
        raise UnreadableDocument("hidden_content", where="ZIP")


def _start_of_bytes(file: BinaryIO, entry: zipfile.ZipInfo) -> int:
    """Where the packed bytes begin; what the local header says must be what the directory says."""
    file.seek(entry.header_offset)
    header = file.read(30)
    if len(header) < 30 or not header.startswith(_LOCAL):
        raise UnreadableDocument("damaged_zip", where=entry.filename)
    flags: int
    method: int
    name_bytes: int
    extra_bytes: int
    flags, method, packed, unpacked, name_bytes, extra_bytes = struct.unpack("<6xHH8xLLHH", header)
    name = file.read(name_bytes)
    if name != entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437", "replace"):
        raise UnreadableDocument("hidden_content", where=entry.filename)
    is_told_here = not flags & _SIZES_FOLLOW_FLAG and 0xFFFFFFFF not in (packed, unpacked)
    if is_told_here and (packed, unpacked) != (entry.compress_size, entry.file_size):
        raise UnreadableDocument("lying_size", where=entry.filename)
    if method != entry.compress_type:
        raise UnreadableDocument("damaged_zip", where=entry.filename)
    return entry.header_offset + 30 + name_bytes + extra_bytes


def _unpacked(file: BinaryIO, entry: zipfile.ZipInfo, start: int) -> Iterator[bytes]:
    """The true bytes of an entry, refused as soon as they are too many or other than announced."""
    file.seek(start)
    inflater = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    left, count, checksum = entry.compress_size, 0, 0
    try:
        for chunk in _inflated(file, left, inflater):
            count += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
            if _is_bomb(entry, count):
                raise UnreadableDocument("archive_bomb", where=entry.filename)
            if count > entry.file_size:
                raise UnreadableDocument("lying_size", where=entry.filename)
            yield chunk
    except zlib.error as damage:
        raise UnreadableDocument("damaged_zip", where=entry.filename) from damage
    if inflater is not None and (not inflater.eof or inflater.unused_data):
        raise UnreadableDocument("damaged_zip", where=entry.filename)
    if count != entry.file_size:
        raise UnreadableDocument("lying_size", where=entry.filename)
    if checksum != entry.CRC:
        raise UnreadableDocument("damaged_zip", where=entry.filename)


def _not_small(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, the first ones put together: what a part is shows in them, however it was packed."""
    first = b""
    for chunk in chunks:
        first += chunk
        if len(first) >= _FIRST_BYTES:
            break
    if first:
        yield first
    yield from chunks


def _inflated(file: BinaryIO, left: int, inflater: "zlib._Decompress | None") -> Iterator[bytes]:
    while left > 0 and (packed := file.read(min(_CHUNK, left))):
        left -= len(packed)
        if inflater is None:
            yield packed
            continue
        while packed:
            if chunk := inflater.decompress(packed, _CHUNK):
                yield chunk
            packed = inflater.unconsumed_tail


def _descriptor_bytes(file: BinaryIO, entry: zipfile.ZipInfo, start: int) -> int:
    """The length of the data descriptor behind an entry whose sizes follow it."""
    if not entry.flag_bits & _SIZES_FOLLOW_FLAG:
        return 0
    file.seek(start + entry.compress_size)
    record = file.read(24)
    signature = 4 if record.startswith(b"PK\x07\x08") else 0
    body = record[signature:]
    if body[4:12] == struct.pack("<LL", entry.compress_size & 0xFFFFFFFF, entry.file_size & 0xFFFFFFFF):
        return signature + 12
    return signature + 20
