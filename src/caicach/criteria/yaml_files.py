"""YAML as authors of criteria sets write it: every figure exactly as it stands, every place with its line.

YAML's own reading of plain words is not used: there 1.1 is a float, `no` is false, 2026-01-01 is a date and 1:30 is
ninety. Here a figure is a whole number or a `Decimal`, only true and false are a yes and a no, and all else is text.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from caicach.core.scoring.errors import SetProblem, problem

Place = tuple[str, ...]

_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_FIGURE = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_PLAIN_TAGS = {"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:str"}


@dataclass(slots=True)
class YamlText:
    """What a text holds, the line of every place in it, and what YAML itself objects to."""

    plain: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[SetProblem] = field(default_factory=list)

    def line_of(self, place: Place) -> int | None:
        """The line of a place, or of the nearest one around it."""
        for length in range(len(place), -1, -1):
            if place[:length] in self.lines:
                return self.lines[place[:length]]
        return None


def read_yaml(text: str) -> YamlText:
    """Read one document; lists are numbered from 1 in places, as the reader of rules numbers them."""
    read = YamlText()
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)  # builds no objects, gives lines
        if node is None:
            read.problems.append(problem("empty"))
        else:
            _Reader(read).node(node, ())
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        read.lines[()] = mark.line + 1 if mark else 1
        read.problems.append(problem("no_yaml", says=wrong.problem or wrong.context or ""))
    except yaml.YAMLError as wrong:
        read.problems.append(problem("no_yaml", says=wrong))
    except RecursionError:
        read.problems.append(problem("too_deep"))
    return read


class _Reader:
    """Walks the nodes once. A node that is met twice comes from an alias, which a reader of the file would overlook."""

    def __init__(self, read: YamlText) -> None:
        self.read = read
        self.met: set[int] = set()

    def node(self, node: yaml.Node, place: Place) -> None:
        self.read.plain = self._value(node, place)

    def _value(self, node: yaml.Node, place: Place) -> Any:
        self.read.lines.setdefault(place, node.start_mark.line + 1)
        if id(node) in self.met:
            self.read.problems.append(problem("alias", *place))
            return None
        self.met.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            self.read.problems.append(problem("unknown_tag", *place, value=node.tag))
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(one, (*place, str(number))) for number, one in enumerate(node.value, 1)]
        return node.value if getattr(node, "style", None) else _word(node.value)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            self.read.lines[*place, name] = key.start_mark.line + 1  # of the second one where it is repeated
            if not name or name in made:
                self.read.problems.append(problem("repeated_key" if name else "no_name", *place, name))
                continue
            made[name] = self._value(value, (*place, name))
        return made


def _word(text: str) -> Any:
    """What a word without quotes is."""
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return Decimal(text) if _FIGURE.fullmatch(text) else text
