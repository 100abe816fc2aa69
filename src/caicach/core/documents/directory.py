"""The agencies that a caller knows, as plain data, so that names in a document can be resolved."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DirectoryName:
    """A name of an agency or a group: `official`, `short` or `alias`; valid in [valid_from, valid_to]."""

    text: str
    kind: str = "official"
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """An agency or a group of agencies. `kind` is a code of the caller (department, commune, group, …)."""

    key: str
    kind: str
    names: tuple[DirectoryName, ...]
    is_group: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()  # keys that carry on its duties, where it has ended


@dataclass(frozen=True, slots=True)
class AgencyDirectory:
    """What the reader may know of agencies. `on`: the day on which names are meant."""

    entries: tuple[DirectoryEntry, ...]
    on: date | None = None
