"""What may stand in the parts of an Office package: each `Look` hears the elements of one part as they come by.

Heard from a true parser and not sought with patterns: a name space, a comment or a letter in code hides nothing.
The parser meets no entity, for the bytes have been searched for definitions before.
"""

import re
from collections import Counter
from typing import ClassVar
from xml.parsers import expat

from caicach.core.documents.errors import UnreadableDocument

MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_LETTERS = 3_000_000
Attributes = dict[str, str]

_MOST_TAG_BYTES = 1_000_000  # the parser begins a tag anew with each chunk: a huge one costs the square of its length
_MOST_NAMES = 1000
_OBJECT_TYPES = ("/oleobject", "/package", "/control", "/activexcontrolbinary")
_MACRO_TYPES = ("/vbaproject", "/wordvbadata", "/xlmacrosheet", "/xlintlmacrosheet", "/dialogsheet")
_LINK_TYPES = ("/externallink", "/externallinkpath", "/afchunk", "/connections", "/querytable")
_LOCAL_FILE = re.compile(r"(?:file:/+)?[A-Za-z](?::|%3A)", re.IGNORECASE)
_DDE_FIELD = re.compile(r"(?:^|\W)DDE(?:AUTO)?\b", re.IGNORECASE)
_FIELD_LETTERS = 2000
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_REFERENCE = re.compile(r"([A-Za-z]{1,7})(\d{1,10})")


class Look:
    """Hears one part. `refusal` is the code of what is forbidden in it, once that has come by."""

    heard: ClassVar[frozenset[str]] = frozenset()  # names of the elements that matter, without their name space

    def __init__(self) -> None:
        self.refusal = ""
        self.params: dict[str, object] = {}
        self._names: dict[str, str] = {}
        self._fed = self._depth = 0
        self._is_listening = False
        self._text: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes, *, is_last: bool = False) -> None:
        """The next bytes of the part. ExpatError where they are no XML."""
        self._fed += len(chunk)
        self._parser.Parse(chunk, is_last)
        if self._fed - self._parser.CurrentByteIndex > _MOST_TAG_BYTES:
            self.refusal = "archive_bomb"

    def hear(self, name: str, attributes: Attributes) -> None:
        """An element of a name in `heard` begins."""

    def hear_text(self, text: str) -> None:
        """All text of an element for which `listen` was called."""

    def listen(self) -> None:
        """Take the text of the element that has just begun, and of those inside it."""
        self._text = []
        self._depth, self._is_listening = 0, True
        self._parser.CharacterDataHandler = self._text.append
        self._parser.EndElementHandler = self._end

    def _start(self, tag: str, attributes: Attributes) -> None:
        name = self._names.get(tag)
        if name is None:
            local = tag.rpartition(":")[2]
            name = local if local in self.heard else ""
            if len(self._names) < _MOST_NAMES:
                self._names[tag] = name
        if self._is_listening:
            self._depth += 1
        elif name:
            self.hear(name, attributes)

    def _end(self, tag: str) -> None:
        if self._depth:
            self._depth -= 1
            return
        self._is_listening = False
        self._parser.CharacterDataHandler = self._parser.EndElementHandler = None
        self.hear_text("".join(self._text))

    def _doctype(self, *_: object) -> None:
        self.refusal = "forbidden_xml"


class Types(Look):
    """The content types that the package tells of its parts."""

    heard = frozenset({"Default", "Override"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def hear(self, name: str, attributes: Attributes) -> None:
        self.found.append(attributes.get("ContentType", ""))


class Relations(Look):
    """What a part is bound to: nothing outside but hyperlinks and a template on somebody's own disk."""

    heard = frozenset({"Relationship"})

    def hear(self, name: str, attributes: Attributes) -> None:
        kind = attributes.get("Type", "").lower()
        if attributes.get("TargetMode", "").strip().lower() == "external" and not _may_be_outside(kind, attributes):
            self.refusal = "external_link"
        for ends, code in (
            (_MACRO_TYPES, "macros"),
            (_OBJECT_TYPES, "embedded_object"),
            (_LINK_TYPES, "external_link"),
        ):
            if kind.endswith(ends):
                self.refusal = code


def _may_be_outside(kind: str, attributes: Attributes) -> bool:
    if kind.endswith("/hyperlink"):
        return True
    return kind.endswith("/attachedtemplate") and bool(_LOCAL_FILE.match(attributes.get("Target", "")))


class Fields(Look):
    """Fields of a text; the instruction of one may be cut into many runs."""

    heard = frozenset({"instrText", "delInstrText", "fldChar", "fldSimple"})

    def __init__(self) -> None:
        super().__init__()
        self._instruction = ""

    def hear(self, name: str, attributes: Attributes) -> None:
        if name == "fldChar":
            if _attribute(attributes, "fldCharType") == "begin":
                self._instruction = ""
        elif name == "fldSimple":
            self._check(_attribute(attributes, "instr"))
        else:
            self.listen()

    def hear_text(self, text: str) -> None:
        self._instruction = (self._instruction + text)[-_FIELD_LETTERS:]
        self._check(self._instruction)

    def _check(self, instruction: str) -> None:
        if _DDE_FIELD.search(instruction):
            self.refusal = "dde"


class Formulas(Look):
    """Formulas of a workbook: `program|'topic'!item` speaks to another program."""

    heard = frozenset({"f", "definedName", "formula", "formula1", "formula2", "ddeLink", "oleLink"})

    def hear(self, name: str, attributes: Attributes) -> None:
        if name in ("ddeLink", "oleLink"):
            self.refusal = "dde"
        else:
            self.listen()

    def hear_text(self, text: str) -> None:
        if "|" in text and "|" in _QUOTED.sub("", text):
            self.refusal = "dde"


class Texts:
    """How many letters the cells of a workbook come to, once each stands where it is used."""

    def __init__(self) -> None:
        self.letters = 0
        self.lengths: list[int] = []
        self.uses: Counter[str] = Counter()

    def check(self) -> None:
        """Called when all parts have been heard: strings may come before or behind the sheets that use them."""
        known = ((int(number), count) for number, count in self.uses.items() if number.isdecimal() and len(number) < 9)
        shared = sum(self.lengths[number] * count for number, count in known if number < len(self.lengths))
        if self.letters + shared > MAX_LETTERS:
            raise UnreadableDocument("text_too_large", limit=MAX_LETTERS)


class Sheet(Formulas):
    """Cells of a sheet by their own references; what the sheet says of its dimension is not heard."""

    heard = Formulas.heard | {"row", "c", "v", "is"}

    def __init__(self, texts: Texts | None) -> None:
        super().__init__()
        self._texts = texts
        self._row = self._column = 0
        self._last = (0, 0)
        self._row_told = ""
        self._is_shared = self._is_held = False
        self._heard = ""

    def hear(self, name: str, attributes: Attributes) -> None:
        self._heard = name
        if name == "row":
            self._row_told = attributes.get("r", "")
            self._row, self._column = self._row + 1, 0
        elif name == "c":
            self._place(attributes.get("r", ""))
            self._is_shared, self._is_held = attributes.get("t") == "s", False
        elif name in ("v", "is"):
            self._hold()
            self.listen()
        else:
            if name == "f":
                self._hold()
            super().hear(name, attributes)

    def hear_text(self, text: str) -> None:
        if self._heard not in ("v", "is"):
            super().hear_text(text)
        elif self._texts is not None and self._is_shared:
            self._texts.uses[text] += 1
        elif self._texts is not None:
            self._texts.letters += len(text)

    def _place(self, reference: str) -> None:
        if self._row_told.isdecimal() and len(self._row_told) < 11:
            self._row, self._row_told = int(self._row_told), ""
        if found := _REFERENCE.fullmatch(reference):
            self._row, self._column = int(found[2]), column_number(found[1])
        else:
            self._column += 1

    def _hold(self) -> None:
        """A cell with something in it; those that are only coloured do not count."""
        if self._is_held or self._texts is None:
            return
        self._is_held = True
        place = self._row, self._column
        if self._row > MAX_ROWS or self._column > MAX_COLUMNS:
            self.refusal = "sheet_too_large"
            self.params = {"max_rows": MAX_ROWS, "max_columns": MAX_COLUMNS}
        elif place <= self._last:  # a place filled again and again would pass all limits
            self.refusal = "damaged_xlsx"
        self._last = place


class SharedStrings(Look):
    """The strings that cells point to by their number."""

    heard = frozenset({"si"})

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts

    def hear(self, name: str, attributes: Attributes) -> None:
        self.listen()

    def hear_text(self, text: str) -> None:
        self._texts.lengths.append(len(text))


def column_number(letters: str) -> int:
    """ "A" is 1, "AA" is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _attribute(attributes: Attributes, name: str) -> str:
    return next((held for known, held in attributes.items() if known.rpartition(":")[2] == name), "")
