"""Which documents of a register may prove something: by the words that both have."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from caicach.core.text import fold
from caicach.files.models import Document

FEWEST_SHARED = 2
_SHORTEST_WORD = 3


def closest(documents: Iterable[Document], asked: str, *, most: int) -> list[Document]:
    """The documents that share at least two words with what is asked, those whose title says the same first.

    Of two titles that are as close, the document that stands first among the given ones stays first.
    """
    wanted = fold(asked)
    words = {word for word in wanted.split() if len(word) >= _SHORTEST_WORD}
    near = [row for row in documents if len(words & set(row.search_text.split())) >= FEWEST_SHARED]
    return sorted(near, key=lambda row: -fuzz.token_set_ratio(wanted, fold(f"{row.kind} {row.title}")))[:most]
