"""What kinds of files are taken where, and what they are called."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from caicach.core.text import nfc, squeeze
from caicach.ui.media_types import TYPES

MEDIA_TYPES = {ending: TYPES[ending] for ending in ("docx", "xlsx", "pdf", "txt", "csv", "tsv", "png", "jpg")}
"""What is taken in: for each there is a check."""

ALIASES = {"jpeg": "jpg"}
MOST_NAME_LENGTH = 150
MIB = 1024**2

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_NOT_IN_NAMES = '<>:"/\\|?*'


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePolicy:
    """Which files one field takes: extensions, and the largest size in bytes."""

    extensions: tuple[str, ...]
    most_bytes: int

    def __post_init__(self) -> None:
        if unknown := set(self.extensions) - set(MEDIA_TYPES):
            raise ValueError(f"no check exists for {unknown}")

    @property
    def accept(self) -> str:
        """The value of the attribute `accept` of a file field."""
        endings = [*self.extensions, *(other for other, known in ALIASES.items() if known in self.extensions)]
        return ",".join(f".{ending}" for ending in endings)

    @property
    def types_text(self) -> str:
        """The extensions as a person reads them: ".docx, .pdf"."""
        return ", ".join(f".{extension}" for extension in self.extensions)


DOCUMENTS = FilePolicy(extensions=("docx", "pdf", "xlsx", "txt", "csv", "tsv"), most_bytes=20 * MIB)
"""Documents that are read by the system."""

EVIDENCE = FilePolicy(extensions=("docx", "xlsx", "pdf", "txt", "csv", "png", "jpg"), most_bytes=50 * MIB)
"""Documents and pictures that prove a result."""


def extension_of(name: str) -> str:
    """The extension in lower case, one spelling for each type: "Ảnh.JPEG" gives "jpg"."""
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    return ALIASES.get(ending, ending)


def clean_name(name: str) -> str:
    """A name that every system can write: NFC, no folders, no control or bidirectional characters, 150 at most."""
    last = re.split(r"[/\\]", nfc(name))[-1]
    visible = "".join(letter for letter in last if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    plain = squeeze("".join("_" if letter in _NOT_IN_NAMES else letter for letter in visible)).rstrip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        stem, ending = plain, ""
    stem = stem.strip(". ")
    safe = f"_{stem}" if _RESERVED.fullmatch(stem) else stem or "tep"
    room = MOST_NAME_LENGTH - len(dot + ending)
    return (safe[:room].rstrip(". ") + dot + ending)[:MOST_NAME_LENGTH]
