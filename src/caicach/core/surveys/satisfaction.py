"""The index of satisfaction: from questions to factors to parts to the whole, by a method that is data.

No published text says whether factors are averaged or their answers pooled, nor which answers count; therefore every
step of that is chosen, and shown: `explained` tells each step with the exact figures that went into it.

    question   satisfied answers / counted answers, each with its ballot's weight
    averaged   sum of weight times value / sum of weights, over the members that have a value
    pooled     sum of weight times satisfied / sum of weight times counted, over all questions below
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Joining(StrEnum):
    """How a group's figure is made of those below it."""

    AVERAGED = "averaged"
    POOLED = "pooled"


class Gaps(StrEnum):
    """What becomes of an average where a member has no answers: left out, or the whole is missing."""

    LEFT_OUT = "left_out"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """name: the column of its answers. satisfied: answers that count for it. counted: all that count, these too."""

    name: str
    satisfied: tuple[str, ...]
    counted: tuple[str, ...]
    weight: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        if not self.satisfied or set(self.satisfied) - set(self.counted):
            raise ValueError(f"{self.name}: satisfied answers are not among those that count")
        if self.weight <= 0:
            raise ValueError(f"{self.name}: weight {self.weight}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A factor, a part, or the whole. weight: beside its neighbours. In a pooled group all below is pooled."""

    name: str
    members: tuple["Group | Question", ...]
    joining: Joining
    weight: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        if not self.members or self.weight <= 0:
            raise ValueError(f"{self.name}: no members, or weight {self.weight}")

    def questions(self) -> Iterator[tuple[Question, Decimal]]:
        """All questions below, each with the product of the weights down to it."""
        for member in self.members:
            if isinstance(member, Question):
                yield member, member.weight
            else:
                yield from ((question, weight * member.weight) for question, weight in member.questions())


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How an index is made.

    least_answered: a ballot with a smaller share of counted answers is left out of everything; 1: complete ones only.
    gaps: for averages. digits: of the percentage that is shown, half up.
    """

    whole: Group
    least_answered: Fraction = Fraction(0)
    gaps: Gaps = Gaps.LEFT_OUT
    digits: int = 2

    def __post_init__(self) -> None:
        names = [question.name for question, _ in self.whole.questions()]
        if len(set(names)) < len(names):
            raise ValueError("a question stands in the method twice")
        if not 0 <= self.least_answered <= 1:
            raise ValueError(f"least_answered {self.least_answered} is no share")

    @property
    def questions(self) -> tuple[Question, ...]:
        """In their order."""
        return tuple(question for question, _ in self.whole.questions())


@dataclass(frozen=True, slots=True)
class Tally:
    """Weights of the ballots with a satisfied and with a counted answer, exact."""

    satisfied: Fraction
    counted: Fraction


Tallies = Mapping[str, Tally]
"""By the name of the question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One figure of the index with what it was made of; weight: in the group above, with `share` of all there.

    value: exact, 0 to 1; None: no answers. step: code of the rule. top / below: what was divided.
    """

    name: str
    step: str
    value: Fraction | None
    top: Fraction
    below: Fraction
    weight: Fraction
    share: Fraction | None = None
    members: tuple["Step", ...] = ()


def explained(method: Method, tallies: Tallies, node: Group | Question | None = None) -> Step:
    """The steps of the index of one unit, from the whole down to the questions."""
    node = node or method.whole
    weight = Fraction(node.weight)
    if isinstance(node, Question):
        tally = tallies[node.name]
        return _step(node.name, "question", tally.satisfied, tally.counted, weight)
    members = [explained(method, tallies, member) for member in node.members]
    if node.joining is Joining.POOLED:
        pairs = [(tallies[question.name], Fraction(factor)) for question, factor in node.questions()]
        top = sum((tally.satisfied * factor for tally, factor in pairs), Fraction(0))
        below = sum((tally.counted * factor for tally, factor in pairs), Fraction(0))
        return _step(node.name, "pooled", top, below, weight, members)
    known = [member for member in members if member.value is not None]
    if method.gaps is Gaps.MISSING and len(known) < len(members):
        return _step(node.name, "missing", Fraction(0), Fraction(0), weight, members)
    top = sum((member.weight * member.value for member in known if member.value is not None), Fraction(0))
    below = sum((member.weight for member in known), Fraction(0))
    shared = [_shared(member, below) for member in members]
    return _step(node.name, "averaged", top, below, weight, shared)


def _shared(member: Step, below: Fraction) -> Step:
    return Step(
        name=member.name,
        step=member.step,
        value=member.value,
        top=member.top,
        below=member.below,
        weight=member.weight,
        share=member.weight / below if member.value is not None else Fraction(0),
        members=member.members,
    )


def _step(name: str, step: str, top: Fraction, below: Fraction, weight: Fraction, members: Sequence[Step] = ()) -> Step:
    value = top / below if below else None
    return Step(name=name, step=step, value=value, top=top, below=below, weight=weight, members=tuple(members))


def shown(value: Fraction | None, digits: int) -> Decimal | None:
    """The percentage as it is printed: exact until here, half up."""
    if value is None:
        return None
    scaled = value * 100 * 10**digits
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    return Decimal(whole + (2 * rest >= scaled.denominator)).scaleb(-digits)
