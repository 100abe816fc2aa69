"""Reads the table of `table.md`: for each address, thing and way of asking the answer that each role gets."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from caicach.core.documents.pdf_making import office_program

VISITOR = "visitor"
HIDDEN, REFUSED, NOT_ASKED = 404, 403, 405
LED_ON, BROKEN_RULE = 302, 409
TO_SIGN_IN = {"GET": 302, "POST": 401}
_NOBODY = "–"
NEEDS_OFFICE = frozenset({"papers:template_pdf", "papers:made_pdf"})
"""What is refused by a rule, 409, where LibreOffice is not installed."""


@dataclass(frozen=True, slots=True)
class Case:
    """One way of asking one address about one thing."""

    name: str
    thing: str
    method: str


@cache
def cases() -> dict[Case, dict[str, int]]:
    """The expected answer for every role; what no line says is 404, and the sign-in page for visitors."""
    roles, things, lines = _parts()
    expected: dict[Case, dict[str, int]] = {}
    told: set[tuple[Case, str]] = set()
    for name, about, asked, may, refused in lines:
        for thing in _spread(about.split(" / "), things):
            for method, status in _answers(asked, name):
                answers = expected.setdefault(Case(name, thing, method), _default(roles, method))
                allowed = _spread(_names(may), roles)
                for role in allowed:
                    assert (Case(name, thing, method), role) not in told, f"{name} says twice what {role} may"
                    told.add((Case(name, thing, method), role))
                    answers[role] = status
                rest = roles["all"] if refused == "the rest" else _names(refused)
                for role in _spread(rest, roles):
                    if (Case(name, thing, method), role) not in told:
                        answers[role] = REFUSED
    return expected


def methods_of(name: str) -> set[str]:
    """How an address may be asked at all."""
    return {case.method for case in cases() if case.name == name}


def _default(roles: dict[str, list[str]], method: str) -> dict[str, int]:
    return dict.fromkeys(_spread(["all"], roles), HIDDEN) | {VISITOR: TO_SIGN_IN[method]}


def _answers(asked: str, name: str) -> list[tuple[str, int]]:
    parts = [part.split() for part in asked.split(",")]
    told = [(part[0], int(part[1]) if part[1:] else HIDDEN) for part in parts]
    if name in NEEDS_OFFICE and not office_program():
        return [(method, BROKEN_RULE if status == LED_ON else status) for method, status in told]
    return told


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip() not in ("", _NOBODY)]


def _spread(names: list[str], groups: dict[str, list[str]]) -> list[str]:
    """Groups written out, each member once."""
    found: list[str] = []
    for name in names:
        found += _spread(groups[name], groups) if name in groups else [name]
    return list(dict.fromkeys(found))


def _parts() -> tuple[dict[str, list[str]], dict[str, list[str]], list[list[str]]]:
    roles: dict[str, list[str]] = {}
    things: dict[str, list[str]] = {}
    lines = []
    for line in Path(__file__).with_name("table.md").read_text(encoding="utf-8").splitlines():
        if not line.startswith("|") or line.startswith("|---"):
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if cells[0] in ("group", "address"):
            continue
        if len(cells) == 5:
            lines.append(cells)
        elif " / " in cells[1]:
            things[cells[0]] = cells[1].split(" / ")
        else:
            roles[cells[0]] = _names(cells[1])
    return roles, things, lines
