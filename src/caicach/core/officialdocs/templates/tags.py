"""Tags in the paragraphs of a template, and what they may say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_TAG = re.compile(r"\{\{(?P<field>.*?)\}\}|\{%(?P<block>.*?)%\}")
_REST = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_SCOPE = re.compile(r"^(?P<scope>p|tr)\s+")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_P, _T = qn("w:p"), qn("w:t")
_SHAPE = qn("w:txbxContent")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it stands. scope: "p" takes its paragraph away, "tr" its row. word: of a block, such as "for"."""

    whole: str
    inner: str
    scope: str = ""
    word: str = ""

    @property
    def is_block(self) -> bool:
        return bool(self.word)


@dataclass(slots=True)
class Place:
    """A paragraph: its element, its number where it holds words, and those words."""

    element: Any
    number: int
    text: str

    @property
    def is_in_shape(self) -> bool:
        return next(self.element.iterancestors(_SHAPE), None) is not None


def places_of(root: Any) -> Iterator[Place]:
    """All paragraphs below an element in their order, numbered as the linter numbers them."""
    number = 0
    for element in root.iter(_P):
        text = "".join(part.text or "" for part in element.iter(_T) if next(part.iterancestors(_P)) is element)
        is_shape = next(element.iterancestors(_SHAPE), None) is not None
        number += bool(text.strip()) and not is_shape
        yield Place(element, number, text)


def tags_in(text: str) -> list[Tag]:
    """The tags of a paragraph in their order."""
    return [_tag(found) for found in _TAG.finditer(text)]


def torn_tag(text: str) -> str:
    """Where a tag of a paragraph begins without ending there, or ends without beginning: the words around; else ""."""
    rest = _TAG.sub(lambda found: "\0" * len(found[0]), text)
    found = _REST.search(rest)
    return text[max(0, found.start() - 20) : found.end() + 40].strip() if found else ""


def words_beside(text: str) -> str:
    """What stands in a paragraph besides its tags."""
    return _TAG.sub("", text).strip()


def _tag(found: re.Match[str]) -> Tag:
    inner = (found["field"] if found["field"] is not None else found["block"]).translate(_QUOTES).strip()
    if found["block"] is None:
        return Tag(found[0], inner)
    scope = _SCOPE.match(inner)
    if scope is not None:
        inner = inner[scope.end() :]
    word = inner.split(None, 1)[0] if inner else "?"
    return Tag(found[0], inner, scope["scope"] if scope else "", word)
