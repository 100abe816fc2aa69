"""What stands in a Word document beside its text and is not read: headers, footers, footnotes, comments."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from caicach.core.documents.readers.docx_numbering import W

_NOTES = {
    "/header": "headers_skipped",
    "/footer": "headers_skipped",
    "/footnotes": "footnotes_skipped",
    "/endnotes": "footnotes_skipped",
    "/comments": "comments_skipped",
}
_PAGE_WORDS = re.compile(r"trang|page|of|/|\d+|\W+", re.IGNORECASE)


def notes_of(main_part: Any) -> tuple[str, ...]:
    """Codes for the parts with words in them; a page number is none."""
    return tuple(dict.fromkeys(_codes(main_part)))


def _codes(main_part: Any) -> Iterator[str]:
    for relation in main_part.rels.values():
        code = next((code for ending, code in _NOTES.items() if relation.reltype.endswith(ending)), "")
        if code and not relation.is_external and _PAGE_WORDS.sub("", _words(relation.target_part.blob)):
            yield code


def _words(blob: bytes) -> str:
    return "".join(text.text or "" for text in xml_of(blob).iter(f"{W}t"))


def xml_of(blob: bytes) -> Any:
    """The bytes of a part as an element."""
    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
