"""Making previews, in the child only: everything is drawn anew, so that nothing of the file itself is shown."""

import base64
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.previews import Preview, PreviewPart
from caicach.core.documents.source import SourceDocument, Table

PICTURE_WIDTH = 1000  # pixels; an A4 page is readable at 120 dots per inch
MOST_PIXELS = 60_000_000
ROWS_PER_PAGE = 80
_PICTURES = (".png", ".jpg", ".jpeg")


def page_of(path: Path, name: str, page: int) -> Preview:
    """One page of a file; a page behind the last is the last."""
    extension = Path(name).suffix.lower()
    if extension == ".pdf":
        return _pdf_page(path, page)
    if extension in _PICTURES:
        return _picture(path)
    from caicach.core.documents.readers.opening import open_source

    return _words(open_source(path, name), page)


def _pdf_page(path: Path, page: int) -> Preview:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as document:
            pages = len(document)
            number = max(1, min(page, pages))
            sheet = document[number - 1]
            drawn = sheet.render(scale=PICTURE_WIDTH / max(sheet.get_width(), 1)).to_pil()
    except pypdfium2.PdfiumError:
        raise UnreadableDocument("damaged_pdf") from None
    return Preview(number, pages, _encoded(drawn.convert("P", palette=1, colors=64), "PNG"), "image/png")


def _picture(path: Path) -> Preview:
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(path, formats=("PNG", "JPEG")) as opened:
            opened.draft("RGB", (PICTURE_WIDTH, PICTURE_WIDTH * 2))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((PICTURE_WIDTH, PICTURE_WIDTH * 2))
            return Preview(1, 1, _encoded(upright.convert("RGB"), "JPEG"), "image/jpeg")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise UnreadableDocument("damaged_picture") from None


def _encoded(drawn: Any, kind: str) -> str:
    stream = io.BytesIO()
    drawn.save(stream, kind, optimize=True)
    return base64.b64encode(stream.getvalue()).decode("ascii")


def _words(source: SourceDocument, page: int) -> Preview:
    rows = list(_rows(source))
    pages = max(1, -(-len(rows) // ROWS_PER_PAGE))
    number = max(1, min(page, pages))
    shown = rows[(number - 1) * ROWS_PER_PAGE : number * ROWS_PER_PAGE]
    return Preview(number, pages, parts=tuple(_parts(shown)))


def _rows(source: SourceDocument) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every line with the number of its table, 0 for paragraphs. A merged cell is told once."""
    for number, block in enumerate(source.blocks, start=1):
        if not isinstance(block, Table):
            if block.text.strip():
                yield 0, (f"{block.list_mark} {block.text}".strip(),)
            continue
        seen: set[int] = set()
        for row in block.rows:
            yield number, tuple("" if id(cell) in seen else cell.text for cell in row)
            seen.update(id(cell) for cell in row)


def _parts(rows: list[tuple[int, tuple[str, ...]]]) -> Iterator[PreviewPart]:
    table, held = 0, list[tuple[str, ...]]()
    for number, row in rows:
        if number != table and held:
            yield PreviewPart(tuple(held), is_table=table > 0)
            held = []
        table = number
        held.append(row)
    if held:
        yield PreviewPart(tuple(held), is_table=table > 0)
