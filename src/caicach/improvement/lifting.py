"""What would lift one agency: its leaves that have not all their points, with the next step of each."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from caicach.assessments.models import Stage
from caicach.core.scoring.criteria import CriteriaSet, Criterion
from caicach.core.scoring.losses import Loss, weights
from caicach.core.scoring.outcome import Missing
from caicach.core.scoring.whatif import Reach, reaches
from caicach.improvement.gaps import Source
from caicach.improvement.sentences import best_of, reach_sentence, reason_sentence
from caicach.improvement.standing import Stand

SEEN = Decimal("0.00005")  # what is less shows as nothing


@dataclass(frozen=True, slots=True)
class LeafGap:
    """A leaf that is not full. reach: the change to tell first, with its gain for the total; sentence: in words."""

    criterion: Criterion
    loss: Loss
    source: Source
    stage: Stage | None
    reach: Reach | None
    sentence: str

    @property
    def gain(self) -> Decimal:
        return self.reach.gain if self.reach else Decimal(0)


ORDERS: dict[str, Callable[[LeafGap], Any]] = {
    "lost": lambda row: row.loss.lost,
    "stake": lambda row: row.loss.at_stake,
    "gain": lambda row: row.gain,
    "max": lambda row: row.loss.applicable,
}


def leaf_gaps(criteria_set: CriteriaSet, stand: Stand, *, source: str = "", order: str = "-lost") -> list[LeafGap]:
    """Leaves that lose something or miss, the greatest loss first unless another order is asked for."""
    weight = weights(criteria_set, stand.result)
    rows = [
        _gap(leaf, stand, weight[leaf.code])
        for leaf in criteria_set.leaves()
        if leaf.code in stand.losses and (not source or leaf.scored_by.value == source)
    ]
    rows = [row for row in rows if row.loss.lost >= SEEN or row.loss.missing]
    key = ORDERS.get(order.removeprefix("-"))
    if key is not None:
        rows.sort(key=key, reverse=order.startswith("-"))
    elif order.startswith("-"):
        rows.reverse()
    return rows


def _gap(leaf: Criterion, stand: Stand, weight: Decimal) -> LeafGap:
    word, outcome = stand.words.get(leaf.code), stand.outcomes.get(leaf.code, Missing(()))
    found = best_of(reaches(leaf, word.claim)) if word else None
    if found is not None:
        found = Reach(found.input, found.value, found.change, found.gain * weight)
        sentence = reach_sentence(leaf, found)
    else:
        sentence = reason_sentence(leaf, word, outcome)
    source = Source(leaf.scored_by.value)
    return LeafGap(leaf, stand.losses[leaf.code], source, word.stage if word else None, found, sentence)
