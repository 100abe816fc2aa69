"""The tree of a plan: who stands below whom, in which order, under which path. No database in here."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

PATH_LENGTH = 380
_FALLBACK = "·"


def codes_of(path: str) -> tuple[str, ...]:
    return tuple(path.split("/")) if path else ()


def safe_code(code: str) -> str:
    """A printed code as one step of a path."""
    return code.strip().replace("/", "∕") or _FALLBACK


class Paths:
    """Hands out paths that are unique in one plan: a code that is printed twice gets `~2` behind it."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def next(self, parent_path: str, code: str) -> str:
        wanted = f"{parent_path}/{safe_code(code)}" if parent_path else safe_code(code)
        wanted = wanted[:PATH_LENGTH]
        times = self._taken[wanted] = self._taken.get(wanted, 0) + 1
        if times == 1:
            return wanted
        return self.next_free(wanted, times)

    def next_free(self, wanted: str, times: int) -> str:
        while f"{wanted}~{times}" in self._taken:
            times += 1
        self._taken[f"{wanted}~{times}"] = 1
        return f"{wanted}~{times}"


def parents_by_path(paths: Sequence[tuple[str, ...]]) -> list[int | None]:
    """For each row in reading order the place of the row it stands under: the nearest longest beginning of its path."""
    newest: dict[tuple[str, ...], int] = {}
    parents: list[int | None] = []
    for place, path in enumerate(paths):
        above = (path[:length] for length in range(len(path) - 1, 0, -1))
        parents.append(next((newest[beginning] for beginning in above if beginning in newest), None))
        newest[path] = place
    return parents


@dataclass(slots=True)
class Branch:
    """One row in the walk over a tree."""

    key: Hashable
    depth: int
    path: str
    is_leaf: bool


def walk(rows: Iterable[tuple[Hashable, Hashable | None, str]]) -> Iterator[Branch]:
    """Rows (key, parent's key, code), each list of siblings in its order: depth first, with path, depth and leaf."""
    below: dict[Hashable | None, list[tuple[Hashable, str]]] = {}
    for key, parent, code in rows:
        below.setdefault(parent, []).append((key, code))
    paths = Paths()
    pending = [(key, code, 0, "") for key, code in reversed(below.get(None, []))]
    while pending:
        key, code, depth, parent_path = pending.pop()
        path = paths.next(parent_path, code)
        children = below.get(key, [])
        yield Branch(key, depth, path, not children)
        pending.extend((child, child_code, depth + 1, path) for child, child_code in reversed(children))
