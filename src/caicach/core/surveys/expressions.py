"""The expressions of XLSForm (relevant, constraint, calculation, required): a small part of XPath 1.0.

Text becomes a tree, or `BadExpression` with the place of the first letter that is not understood. The rules of values
are those of ODK's engine: a question without an answer is the empty text; as a number it is NaN, which equals nothing
and is neither less nor more than anything; as a yes or no it is no.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from caicach.core.errors import CoreError

Value = str | float | bool | date
"""Several choices are one text with blanks between them; no answer is ""."""

LONGEST = 2_000  # letters
MOST_NESTED = 30
MOST_STEPS = 200  # operators, calls and brackets: the tree is walked by recursion
_EQUAL_WITHIN = 1e-12  # as ODK's engine compares numbers
_EPOCH = date(1970, 1, 1).toordinal()

FUNCTIONS: Mapping[str, tuple[int, int]] = {
    "boolean": (1, 1),
    "coalesce": (2, 2),
    "concat": (1, 50),
    "contains": (2, 2),
    "count-selected": (1, 1),
    "date": (1, 1),
    "false": (0, 0),
    "if": (3, 3),
    "int": (1, 1),
    "not": (1, 1),
    "number": (1, 1),
    "round": (1, 1),
    "selected": (2, 2),
    "starts-with": (2, 2),
    "string": (1, 1),
    "string-length": (1, 1),
    "today": (0, 0),
    "true": (0, 0),
}
"""The functions that are understood, with the least and the largest number of their arguments."""

BINDING: Mapping[str, int] = {
    "or": 1,
    "and": 2,
    "=": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "div": 6,
    "mod": 6,
}
"""The operators that are understood, with how closely they bind."""

_NEGATION = 7


class BadExpression(CoreError):
    """An expression that is not understood. params: why (a code), at (place of its letter, from 1), found."""

    code = "surveys.bad_expression"

    def __init__(self, *, why: str, at: int, found: str = "") -> None:
        super().__init__(why=why, at=at, found=found)
        self.why, self.at, self.found = why, at, found


@dataclass(frozen=True, slots=True)
class Literal:
    """A number or a text that stands in the expression."""

    value: float | str


@dataclass(frozen=True, slots=True)
class Answer:
    """${name}: the answer to a question. The empty name is `.`: the answer that is being checked."""

    name: str


@dataclass(frozen=True, slots=True)
class Negated:
    """The number with the other sign."""

    of: "Tree"


@dataclass(frozen=True, slots=True)
class Joined:
    """Two sides of an operator."""

    operator: str
    left: "Tree"
    right: "Tree"


@dataclass(frozen=True, slots=True)
class Called:
    """A function with its arguments."""

    function: str
    arguments: tuple["Tree", ...]


Tree = Literal | Answer | Negated | Joined | Called


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


_TOKENS = re.compile(
    r"""(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
      | (?P<text>'[^']*'|"[^"]*")
      | (?P<answer>\$\{\s*[A-Za-z_][A-Za-z0-9_.-]*\s*\})
      | (?P<word>[A-Za-z][A-Za-z0-9_-]*)
      | (?P<sign><=|>=|!=|[-+*=<>(),.])
      | (?P<blank>\s+)""",
    re.VERBOSE,
)


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        found = _TOKENS.match(text, at)
        if not found:
            raise BadExpression(why="letter", at=at + 1, found=text[at])
        if found.lastgroup != "blank":
            yield _Token(str(found.lastgroup), found.group(), at + 1)
        at = found.end()
    yield _Token("end", "", len(text) + 1)


class _Parser:
    """Reads by precedence: what binds closer is taken first, equals from the left."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.place = self.nested = self.steps = 0

    @property
    def token(self) -> _Token:
        return self.tokens[self.place]

    def refuse(self, why: str, token: _Token | None = None) -> BadExpression:
        token = token or self.token
        return BadExpression(why=why, at=token.at, found=token.text)

    def take(self) -> _Token:
        token = self.token
        self.place += 1
        return token

    def expect(self, sign: str) -> None:
        if self.token.text != sign or self.token.kind != "sign":
            raise self.refuse("end" if self.token.kind == "end" else "order")
        self.place += 1

    def step(self) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise self.refuse("long")

    def whole(self) -> Tree:
        tree = self.joined(0)
        if self.token.kind != "end":
            raise self.refuse("order")
        return tree

    def joined(self, least: int) -> Tree:
        self.nested += 1
        if self.nested > MOST_NESTED:
            raise self.refuse("deep")
        left = self.single()
        while self.token.kind in ("word", "sign") and BINDING.get(self.token.text, 0) > least:
            self.step()
            operator = self.take().text
            left = Joined(operator, left, self.joined(BINDING[operator]))
        self.nested -= 1
        return left

    def single(self) -> Tree:
        token = self.take()
        if token.kind == "number":
            return self.number(token)
        if token.kind == "text":
            return Literal(token.text[1:-1])
        if token.kind == "answer":
            return Answer(token.text[2:-1].strip())
        if token.kind == "word":
            return self.called(token)
        return self.signed(token)

    def number(self, token: _Token) -> Tree:
        if math.isinf(float(token.text)):
            raise self.refuse("number", token)
        return Literal(float(token.text))

    def signed(self, token: _Token) -> Tree:
        if token.text == ".":
            return Answer("")
        if token.text == "-":
            self.step()
            return Negated(self.joined(_NEGATION - 1))
        if token.text == "(":
            self.step()
            inner = self.joined(0)
            self.expect(")")
            return inner
        self.place -= 1
        raise self.refuse("end" if token.kind == "end" else "order")

    def called(self, token: _Token) -> Tree:
        if self.token.text != "(" or token.text in BINDING:
            raise self.refuse("order", token)
        if token.text not in FUNCTIONS:
            raise self.refuse("function", token)
        self.step()
        self.place += 1
        arguments: list[Tree] = []
        while self.token.text != ")" or self.token.kind != "sign":
            if arguments:
                self.expect(",")
            arguments.append(self.joined(0))
        self.place += 1
        least, most = FUNCTIONS[token.text]
        if not least <= len(arguments) <= most:
            raise self.refuse("arguments", token)
        return Called(token.text, tuple(arguments))


@lru_cache(maxsize=2_000)
def parsed(text: str) -> Tree:
    """The tree of an expression, or BadExpression."""
    if len(text) > LONGEST:
        raise BadExpression(why="long", at=LONGEST + 1)
    return _Parser(text).whole()


def named(tree: Tree) -> Iterator[str]:
    """The questions that an expression names, in their order; "" for `.`."""
    match tree:
        case Answer(name):
            yield name
        case Negated(of):
            yield from named(of)
        case Joined(_, left, right):
            yield from named(left)
            yield from named(right)
        case Called(_, arguments):
            for argument in arguments:
                yield from named(argument)


def written(tree: Tree) -> str:
    """The expression as text, with brackets around everything that is joined: parsing gives the same tree."""
    match tree:
        case Literal(value):
            return _written_literal(value)
        case Answer(name):
            return f"${{{name}}}" if name else "."
        case Negated(of):
            return f"-({written(of)})"
        case Joined(operator, left, right):
            return f"({written(left)}) {operator} ({written(right)})"
        case Called(function, arguments):
            return f"{function}({', '.join(map(written, arguments))})"


def _written_literal(value: float | str) -> str:
    if isinstance(value, float):
        return text_of(value)
    return f'"{value}"' if "'" in value else f"'{value}'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an expression may know: the answers before it, the one that is checked, and the day."""

    answers: Mapping[str, Value]
    today: date
    own: Value = ""


def value_of(tree: Tree, context: Context) -> Value:
    """What the expression gives; a question without an answer is ""."""
    match tree:
        case Literal(value):
            return value
        case Answer(name):
            return context.answers.get(name, "") if name else context.own
        case Negated(of):
            return -number_of(value_of(of, context))
        case Joined("or", left, right):
            return truth_of(value_of(left, context)) or truth_of(value_of(right, context))
        case Joined("and", left, right):
            return truth_of(value_of(left, context)) and truth_of(value_of(right, context))
        case Joined(operator, left, right):
            return _JOINED[operator](value_of(left, context), value_of(right, context))
        case Called(function, arguments):
            return _called(function, arguments, context)


def holds(text: str, context: Context) -> bool:
    """Whether an expression is true; the empty one is."""
    return not text.strip() or truth_of(value_of(parsed(text), context))


def truth_of(value: Value) -> bool:
    """Texts are true unless empty, numbers unless nought or NaN."""
    if isinstance(value, float):
        return abs(value) > _EQUAL_WITHIN  # NaN is not
    return value if isinstance(value, bool) else bool(value)


_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")


def number_of(value: Value) -> float:
    """Days since 1970 for a date; NaN for a text that is no number, and for no answer."""
    if isinstance(value, str):
        text = value.strip()
        return float(text) if _NUMBER.fullmatch(text) else math.nan
    return float(value.toordinal() - _EPOCH) if isinstance(value, date) else float(value)


def text_of(value: Value) -> str:
    """Whole numbers without a point, none with an exponent; dates as YYYY-MM-DD."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _text_of_number(value)
    return value.isoformat() if isinstance(value, date) else value


def _text_of_number(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value.is_integer():
        return str(int(value))
    plain = repr(value)
    return plain if "e" not in plain else f"{value:.400f}".rstrip("0")


def _is_equal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return truth_of(left) == truth_of(right)
    if isinstance(left, float) or isinstance(right, float):
        one, other = number_of(left), number_of(right)
        return one == other or abs(one - other) < _EQUAL_WITHIN
    return text_of(left) == text_of(right)


def _divided(left: Value, right: Value) -> float:
    top, below = number_of(left), number_of(right)
    if below:
        return top / below
    return math.nan if not top or math.isnan(top) else math.copysign(math.inf, top) * math.copysign(1, below)


def _rest(left: Value, right: Value) -> float:
    top, below = number_of(left), number_of(right)
    return math.fmod(top, below) if below and math.isfinite(top) else math.nan


_JOINED: Mapping[str, Callable[[Value, Value], Value]] = {
    "=": _is_equal,
    "!=": lambda left, right: not _is_equal(left, right),
    "<": lambda left, right: number_of(left) < number_of(right),
    "<=": lambda left, right: number_of(left) <= number_of(right),
    ">": lambda left, right: number_of(left) > number_of(right),
    ">=": lambda left, right: number_of(left) >= number_of(right),
    "+": lambda left, right: number_of(left) + number_of(right),
    "-": lambda left, right: number_of(left) - number_of(right),
    "*": lambda left, right: number_of(left) * number_of(right),
    "div": _divided,
    "mod": _rest,
}


def _called(function: str, arguments: tuple[Tree, ...], context: Context) -> Value:
    if function == "today":
        return context.today
    if function == "if":
        chosen = arguments[1] if truth_of(value_of(arguments[0], context)) else arguments[2]
        return value_of(chosen, context)
    return _FUNCTIONS[function](*(value_of(argument, context) for argument in arguments))


def _coalesce(first: Value, second: Value) -> Value:
    is_missing = first == "" or (isinstance(first, float) and math.isnan(first))
    return second if is_missing else first


def _date(value: Value) -> Value:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(text_of(value))
    except ValueError:
        return ""


def _rounded(value: Value) -> float:
    number = number_of(value)
    return float(math.floor(number + 0.5)) if math.isfinite(number) else number


def _whole(value: Value) -> float:
    number = number_of(value)
    return float(math.trunc(number)) if math.isfinite(number) else number


_FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "boolean": truth_of,
    "coalesce": _coalesce,
    "concat": lambda *values: "".join(map(text_of, values)),
    "contains": lambda whole, part: text_of(part) in text_of(whole),
    "count-selected": lambda chosen: float(len(text_of(chosen).split())),
    "date": _date,
    "false": lambda: False,
    "int": _whole,
    "not": lambda value: not truth_of(value),
    "number": number_of,
    "round": _rounded,
    "selected": lambda chosen, name: text_of(name).strip() in text_of(chosen).split(),
    "starts-with": lambda whole, start: text_of(whole).startswith(text_of(start)),
    "string": text_of,
    "string-length": lambda text: float(len(text_of(text))),
    "true": lambda: True,
}
