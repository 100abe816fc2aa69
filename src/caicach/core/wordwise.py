"""Two texts word by word: what went, what came, what stayed."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "gone", "new"]
_WORDS = re.compile(r"\s+|[^\s\w]|\w+")


def word_changes(old: str, new: str) -> list[tuple[Kind, str]]:
    """The pieces of both texts in reading order; `same` and `gone` give the old text, `same` and `new` the new one."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[tuple[Kind, str]] = []
    for act, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            pieces.append(("same", "".join(before[i1:i2])))
            continue
        pieces += _changed("".join(before[i1:i2]), "".join(after[j1:j2]))
    return pieces


def _changed(gone: str, new: str) -> Iterator[tuple[Kind, str]]:
    if gone:
        yield "gone", gone
    if new:
        yield "new", new
