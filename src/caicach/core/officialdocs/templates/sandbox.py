"""What templates are filled in: jinja's sandbox, cut down to fields, loops and conditions."""

from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.For,
    nodes.If,
    nodes.Filter,
)
FILTERS = ("upper", "lower", "length")
OF_LOOPS = ("index", "first", "last", "length")


class NotAllowedHere(TemplateError):
    """A construction of jinja that has no place in a template of the office."""


class Frame(ImmutableSandboxedEnvironment):
    """Everything that is parsed in it, wherever it comes from, is held to what is allowed."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, keep_trailing_newline=True)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        check_nodes(tree)
        return tree


def check_nodes(tree: nodes.Node) -> None:
    """NotAllowedHere where a part of a parsed template is none of the few that are allowed."""
    for node in _all(tree):
        if not isinstance(node, _ALLOWED):
            raise NotAllowedHere(type(node).__name__.lower())
        if isinstance(node, nodes.Filter) and (node.name not in FILTERS or node.args or node.kwargs):
            raise NotAllowedHere(node.name)
        if isinstance(node, nodes.Getattr) and (node.attr.startswith("_") or not isinstance(node.node, nodes.Name)):
            raise NotAllowedHere(node.attr)
        if isinstance(node, nodes.For) and (node.recursive or node.test is not None):
            raise NotAllowedHere("for … if")


def _all(tree: nodes.Node) -> Any:
    yield tree
    for child in tree.iter_child_nodes():
        yield from _all(child)
