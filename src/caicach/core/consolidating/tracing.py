"""Where each number of a consolidated text comes from: a part, the ledger summed up, or somebody who gave a reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from caicach.core.consolidating.numbers import Number, numbers_in, numbers_outside
from caicach.core.consolidating.passages import Computed, Origin, Passage, Sentence, written_sentences


class NumberSource(StrEnum):
    """PART: it stands in the picked words. SUM: computed over the parts. NOWHERE: somebody has typed it."""

    PART = "part"
    SUM = "sum"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedNumber:
    """A number of a sentence with its origin."""

    number: Number
    sentence: Sentence
    source: NumberSource
    origin: Origin | None = None
    computed: Computed | None = None


def traced_numbers(passage: Passage, names: Iterable[str] = ()) -> Iterator[TracedNumber]:
    """Every number of a passage that counts something. names: of agencies, folded, with numbers that count nothing."""
    for sentence in written_sentences(passage):
        for number in numbers_outside(sentence.text, names):
            yield _traced(number, sentence, passage)


def _traced(number: Number, sentence: Sentence, passage: Passage) -> TracedNumber:
    for computed in passage.computed:
        if computed.printed == number.printed:
            return TracedNumber(number=number, sentence=sentence, source=NumberSource.SUM, computed=computed)
    near = [sentence.origin] if sentence.origin else []
    for origin in (*near, *passage.origins):
        if any(one.value == number.value for one in numbers_in(origin.text)):
            return TracedNumber(number=number, sentence=sentence, source=NumberSource.PART, origin=origin)
    return TracedNumber(number=number, sentence=sentence, source=NumberSource.NOWHERE)
