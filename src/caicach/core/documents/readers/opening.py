"""One door for all files: checks the container, picks the reader, and looks at what came out."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from caicach.core.documents.container import FileKind, check_file
from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.legacy_text import converted, decode_text, sure_encoding_of
from caicach.core.documents.package_parts import MAX_LETTERS
from caicach.core.documents.source import Block, Cell, SourceDocument, SourceFormat, Table


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
    texts = _texts(source)
    letters = sum(map(len, texts))
    if letters > MAX_LETTERS:
        raise UnreadableDocument("text_too_large", limit=MAX_LETTERS)
    if not any(text.strip() for text in texts):
        raise UnreadableDocument("nothing_found")
    encoding = sure_encoding_of(texts)
    return _in_unicode(source, encoding) if encoding else source


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
        from caicach.core.documents.readers.paste import read_csv, read_paste

        return read_csv(text) if extension == ".csv" else replace(read_paste(text), format=SourceFormat.TEXT)
    from caicach.core.documents.readers.text import read_text

    return read_text(text)


def _texts(source: SourceDocument) -> list[str]:
    texts: list[str] = []
    for block in source.blocks:
        texts.extend([cell.text for cell in block.cells()] if isinstance(block, Table) else [block.text])
    return texts


def _in_unicode(source: SourceDocument, encoding: str) -> SourceDocument:
    """The document with the letters that its old font showed; a note says so."""
    blocks = tuple(_block_in_unicode(block, encoding) for block in source.blocks)
    return replace(source, blocks=blocks, notes=(*source.notes, "legacy_font_converted"))


def _block_in_unicode(block: Block, encoding: str) -> Block:
    if not isinstance(block, Table):
        return replace(block, text=converted(block.text, encoding))
    made: dict[int, Cell] = {}
    for cell in block.cells():
        made[id(cell)] = replace(cell, text=converted(cell.text, encoding))
    return Table(tuple(tuple(made[id(cell)] for cell in row) for row in block.rows), block.place)
