"""Where points are lost: what an agency could have reached and has not, with what misses kept apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from caicach.core.scoring.criteria import CriteriaSet, Criterion, CriterionKind, ScoredBy
from caicach.core.scoring.ratios import ONE, ZERO
from caicach.core.scoring.totals import NodeTotal, Result


@dataclass(frozen=True, slots=True)
class Loss:
    """Of a node, or of several together. lost: applicable maximum − reached, of leaves that have points.

    at_stake: the maximum of leaves without points yet, which is no loss. missing: how many they are.
    """

    lost: Decimal = ZERO
    at_stake: Decimal = ZERO
    applicable: Decimal = ZERO
    missing: int = 0

    @property
    def reached(self) -> Decimal:
        return self.applicable - self.lost - self.at_stake

    def __add__(self, other: "Loss") -> "Loss":
        return Loss(
            self.lost + other.lost,
            self.at_stake + other.at_stake,
            self.applicable + other.applicable,
            self.missing + other.missing,
        )


NOTHING = Loss()


def losses(criteria_set: CriteriaSet, result: Result) -> dict[str, Loss]:
    """By the code of each node within the total; a bonus that was not earned is no loss.

    Where leaves take over the points of one that does not apply, their losses weigh as much more: so the losses of
    the leaves below a node always add up to its own.
    """
    found: dict[str, Loss] = {}
    for criterion in criteria_set.criteria:
        if criterion.kind is CriterionKind.NORMAL:
            _of_node(criterion, result.nodes, ONE, found)
    return found


def by_source(criteria_set: CriteriaSet, found: Mapping[str, Loss]) -> dict[ScoredBy, Loss]:
    """The losses of leaves by where their points come from: only the first kind can an agency work on itself."""
    leaves = [leaf for leaf in criteria_set.leaves() if leaf.code in found]
    return {source: added(found[leaf.code] for leaf in leaves if leaf.scored_by is source) for source in ScoredBy}


def added(several: Iterable[Loss]) -> Loss:
    """Several losses as one."""
    return sum(several, NOTHING)


def weights(criteria_set: CriteriaSet, result: Result) -> dict[str, Decimal]:
    """How much of the total a point of each leaf is worth: more than 1 where points have been moved to it."""
    found: dict[str, Decimal] = {}
    for criterion in criteria_set.criteria:
        if criterion.kind is CriterionKind.NORMAL:
            _weigh(criterion, result.nodes, ONE, found)
    return found


def _of_node(criterion: Criterion, nodes: Mapping[str, NodeTotal], weight: Decimal, found: dict[str, Loss]) -> Loss:
    node = nodes[criterion.code]
    if criterion.is_leaf:
        at_stake = node.applicable if node.missing else ZERO
        lost = ZERO if node.missing else node.applicable - node.points
        loss = Loss(lost * weight, at_stake * weight, node.applicable * weight, len(node.missing))
    else:
        below = weight * _moved(criterion, nodes)
        loss = added([_of_node(child, nodes, below, found) for child in criterion.children])
    found[criterion.code] = loss
    return loss


def _weigh(criterion: Criterion, nodes: Mapping[str, NodeTotal], weight: Decimal, found: dict[str, Decimal]) -> None:
    if criterion.is_leaf:
        found[criterion.code] = weight
    below = weight if criterion.is_leaf else weight * _moved(criterion, nodes)
    for child in criterion.children:
        _weigh(child, nodes, below, found)


def _moved(criterion: Criterion, nodes: Mapping[str, NodeTotal]) -> Decimal:
    """How much more the children of a node weigh than by themselves."""
    own = sum((nodes[child.code].applicable for child in criterion.children), ZERO)
    return nodes[criterion.code].applicable / own if own else ONE
