"""Packed streams of a PDF, unpacked within bounds: pdfminer itself unpacks whatever comes, however much that is."""

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pdfminer import pdftypes
from pdfminer.lzw import LZWDecoder
from pdfminer.pdfexceptions import PDFException

from caicach.core.documents.errors import UnreadableDocument

MOST_STREAM_BYTES = 32 * 1024**2
MOST_BYTES = 200 * 1000 * 1000
_END_OF_RUNS = 128
_PIECE = 256


@contextmanager
def bounded_streams() -> Iterator[None]:
    """Within, streams unpack to so much and no more. UnreadableDocument("archive_bomb") for the others."""
    bounds = _Bounds()
    replaced = {
        "zlib": bounds,
        "decompress_corrupted": bounds.salvaged,
        "rldecode": bounds.runs,
        "lzwdecode": bounds.lzw,
    }
    before = {name: getattr(pdftypes, name) for name in replaced}
    for name, bounded in replaced.items():
        setattr(pdftypes, name, bounded)
    try:
        yield
    finally:
        for name, usual in before.items():
            setattr(pdftypes, name, usual)


class _Bounds:
    """Stands for the module `zlib`, and for the other ways of packing, in pdfminer's eyes."""

    error = zlib.error

    def __init__(self) -> None:
        self._total = 0

    def decompress(self, data: bytes) -> bytes:
        inflater = zlib.decompressobj()
        content = inflater.decompress(data, MOST_STREAM_BYTES + 1)
        self._count(len(content))
        if not inflater.eof:
            raise zlib.error("incomplete stream")
        return content

    def salvaged(self, data: bytes) -> bytes:
        """What comes out of a damaged stream before its damage."""
        inflater, content = zlib.decompressobj(), bytearray()
        try:
            for place in range(0, len(data), _PIECE):
                content += inflater.decompress(data[place : place + _PIECE])
                self._check(len(content))
        except zlib.error:
            if len(data) - place > _PIECE:
                raise
        self._count(len(content))
        return bytes(content)

    def runs(self, data: bytes) -> bytes:
        content, place = bytearray(), 0
        while place < len(data) and (length := data[place]) != _END_OF_RUNS:
            if length < _END_OF_RUNS:
                content += data[place + 1 : place + 2 + length]
                place += 2 + length
            else:
                content += data[place + 1 : place + 2] * (257 - length)
                place += 2
            self._check(len(content))
        self._count(len(content))
        return bytes(content)

    def lzw(self, data: bytes) -> bytes:
        content = bytearray()
        pieces: Any = LZWDecoder(io.BytesIO(data)).run()
        try:
            for piece in pieces:
                content += piece
                self._check(len(content))
        except (PDFException, IndexError, TypeError) as damage:
            raise zlib.error("damaged stream") from damage
        self._count(len(content))
        return bytes(content)

    def _count(self, size: int) -> None:
        self._check(size)
        self._total += size
        if self._total > MOST_BYTES:
            raise UnreadableDocument("archive_bomb", where="stream")

    def _check(self, size: int) -> None:
        if size > MOST_STREAM_BYTES:
            raise UnreadableDocument("archive_bomb", where="stream")

    def __getattr__(self, name: str) -> Any:
        return getattr(zlib, name)
