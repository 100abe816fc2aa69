"""One door for all files: checks the container, picks the reader, and looks at what came out."""

from collections.abc import Callable
from pathlib import Path

from caicach.core.documents.container import FileKind, check_file
from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.legacy_text import decode_text, legacy_encoding_of
from caicach.core.documents.source import SourceDocument, Table

MAX_LETTERS = 3_000_000


def open_source(path: Path, name: str = "", *, with_ocr: bool = False) -> SourceDocument:
    """Read a file to its neutral form. UnreadableDocument says why not.

    name: as the user knows the file, where `path` is a store of its own. with_ocr: read pictures of pages too.
    """
    before = path.stat()
    kind = check_file(path, name)
    source = _read(path, name, kind, with_ocr=with_ocr)
    after = path.stat()
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise UnreadableDocument("file_changed")
    text = "\n".join(_texts(source))
    if len(text) > MAX_LETTERS:
        raise UnreadableDocument("text_too_large", limit=MAX_LETTERS)
    if not text.strip():
        raise UnreadableDocument("nothing_found")
    if encoding := legacy_encoding_of(text):
        raise UnreadableDocument("legacy_font", encoding=encoding)
    return source


def _read(path: Path, name: str, kind: FileKind, *, with_ocr: bool) -> SourceDocument:
    if kind is FileKind.TEXT:
        return _read_text(path, Path(name or path.name).suffix.lower())
    if kind is FileKind.PDF and with_ocr:
        return _read_pdf_or_scan(path)
    return _reader(kind)(path)


def _reader(kind: FileKind) -> Callable[[Path], SourceDocument]:
    """Only the library that the file needs is imported: the child process starts for each file anew."""
    match kind:
        case FileKind.DOCX:
            from caicach.core.documents.readers.docx import read_docx

            return read_docx
        case FileKind.XLSX:
            from caicach.core.documents.readers.xlsx import read_xlsx

            return read_xlsx
        case _:
            from caicach.core.documents.readers.pdf import read_pdf

            return read_pdf


def _read_pdf_or_scan(path: Path) -> SourceDocument:
    try:
        return _reader(FileKind.PDF)(path)
    except UnreadableDocument as refused:
        if refused.code != "scan_without_text":
            raise
        from caicach.core.documents.readers.scan import read_scan

        return read_scan(path)


def _read_text(path: Path, extension: str) -> SourceDocument:
    text = decode_text(path.read_bytes())
    if len(text) > MAX_LETTERS:
        raise UnreadableDocument("text_too_large", limit=MAX_LETTERS)
    if extension in (".csv", ".tsv"):
        from caicach.core.documents.readers.paste import read_delimited

        return read_delimited(text)
    from caicach.core.documents.readers.text import read_text

    return read_text(text)


def _texts(source: SourceDocument) -> list[str]:
    texts: list[str] = []
    for block in source.blocks:
        texts.extend([cell.text for cell in block.cells()] if isinstance(block, Table) else [block.text])
    return texts
