"""Tables that a conversion has flattened to lines."""

from collections.abc import Sequence

from caicach.core.documents.source import Block


def rebuild_tables(blocks: Sequence[Block]) -> list[Block]:
    return list(blocks)
