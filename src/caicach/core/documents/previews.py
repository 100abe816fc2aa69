"""What a page of a file looks like: plain data, made in the child and shown by pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PreviewPart:
    """Words in the order of the document: a paragraph is one row of one cell, a table keeps its rows."""

    rows: tuple[tuple[str, ...], ...]
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """One page of `pages`. Either a picture (base64 of `media_type`, drawn anew by us) or the words of the page."""

    page: int
    pages: int
    picture: str = ""
    media_type: str = ""
    parts: tuple[PreviewPart, ...] = ()
