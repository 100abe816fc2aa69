"""A set as the rows of a table: the tree in its order, with how each leaf is scored."""

from dataclasses import dataclass
from uuid import UUID

from caicach.core.scoring import criteria as core
from caicach.criteria.models import CriteriaSet, Criterion
from caicach.criteria.sentences import rule_sentence


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A node as it is shown; sentence: how a leaf is scored."""

    node: Criterion
    criterion: core.Criterion
    sentence: str


def tree_rows(row: CriteriaSet, *, words: str = "", only_unconfirmed: bool = False) -> list[TreeRow]:
    """The nodes that hold the words, with what stands above them; all where nothing is asked for."""
    nodes = list(row.nodes.all())
    known = {criterion.code: criterion for criterion in row.as_core.nodes()}
    kept = {node.pk for node in (row.nodes.containing(words) if words else nodes)}
    if only_unconfirmed:
        kept &= {node.pk for node in nodes if node.is_leaf and not known[node.code].is_confirmed}
    shown = _with_above(nodes, kept)
    return [
        TreeRow(node, known[node.code], rule_sentence(known[node.code]) if node.is_leaf else "")
        for node in nodes
        if node.pk in shown
    ]


def _with_above(nodes: list[Criterion], kept: set[UUID]) -> set[UUID | None]:
    shown: set[UUID | None] = set()
    for node in reversed(nodes):  # children come after their parents
        if node.pk in kept or node.pk in shown:
            shown |= {node.pk, node.parent_id}
    return shown
