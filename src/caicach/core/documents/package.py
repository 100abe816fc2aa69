"""The parts of an Office package, looked at as they are unpacked: what kind it is, and what must not be in it."""

import re
from xml.parsers import expat

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.package_parts import Fields, Formulas, Look, Relations, SharedStrings, Sheet, Texts, Types

_MOST_TYPES_BYTES = 1_000_000
_OVERLAP = 64
_KINDS = (
    ("wordprocessingml.document.main+xml", "docx"),
    ("wordprocessingml.template.main+xml", "docx"),
    ("spreadsheetml.sheet.main+xml", "xlsx"),
    ("spreadsheetml.template.main+xml", "xlsx"),
)
_MACRO_TYPES = re.compile("macroEnabled|vbaProject|macrosheet", re.IGNORECASE)
_MACROS = re.compile(r"(?:^|/)vba(?:Project|Data)[^/]*$|(?:^|/)(?:macrosheets|dialogsheets|customUI)/", re.IGNORECASE)
_OBJECTS = re.compile(r"(?:^|/)(?:embeddings|activeX|ctrlProps)/|oleObject", re.IGNORECASE)
_LINKS = re.compile(r"(?:^|/)externalLinks/|(?:^|/)connections\.xml$|(?:^|/)queryTables/|(?:^|/)afchunk", re.IGNORECASE)
_XML_NAMES = (".xml", ".rels", ".vml", ".svg")
_DECLARED_ENCODING = re.compile(r"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")
_BYTE_ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252", "windows-1258"}
_WIDE_ENCODINGS = {"utf-16", "utf-16le", "utf-16be"}
_TEXTS = {"document", "hdr", "ftr", "footnotes", "endnotes", "comments", "glossaryDocument"}
_SHEETS = {"worksheet", "macrosheet", "dialogsheet"}
_BOOKS = {"workbook", "externalLink"}
_NOT_ROOT = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_ROOT = re.compile(r"\s*<(?:[^\s<>:/!?]+:)?([^\s<>:/!?]+)")
_FORBIDDEN = ("<!DOCTYPE", "<!ENTITY")


class PackageCheck:
    """Takes the bytes of each part in turn; refuses as soon as something forbidden shows.

    is_import: the file is to be read, so that its sheets keep to the limits of what can be read at all.
    """

    def __init__(self, *, is_import: bool) -> None:
        self._types = Types()
        self._types_bytes = 0
        self._texts = Texts() if is_import else None
        self._part = ""
        self._forbidden: tuple[bytes, ...] = ()
        self._tail = b""
        self._look: Look | None = None

    def take(self, name: str, chunk: bytes) -> None:
        """The next bytes of a part; the first ones are enough to tell its encoding by."""
        if name != self._part:
            self._begin(name, chunk)
        if self._forbidden:
            text = self._tail + chunk
            if any(mark in text for mark in self._forbidden):
                raise UnreadableDocument("forbidden_xml", where=name)
            self._tail = text[-_OVERLAP:]
        if self._look is self._types:
            self._types_bytes += len(chunk)
            if self._types_bytes > _MOST_TYPES_BYTES:
                raise UnreadableDocument("archive_bomb", where=name)
        self._feed(name, chunk)

    def end_part(self, name: str) -> None:
        """Called behind the last bytes of a part, and for a part without bytes as well."""
        _check_name(name)
        self._feed(name, b"", is_last=True)
        self._part, self._look, self._forbidden, self._tail = "", None, (), b""

    def kind(self) -> str:
        """ "docx" or "xlsx", by the type of the main part."""
        if not self._types_bytes:
            raise UnreadableDocument("archive_not_supported", found="ZIP")
        if any(_MACRO_TYPES.search(found) for found in self._types.found):
            raise UnreadableDocument("macros")
        kinds = {kind for mark, kind in _KINDS if any(mark in found for found in self._types.found)}
        if len(kinds) != 1:
            raise UnreadableDocument("type_not_supported", found="Office")
        if self._texts is not None:
            self._texts.check()
        return kinds.pop()

    def _begin(self, name: str, chunk: bytes) -> None:
        _check_name(name)
        self._part, self._look, self._forbidden, self._tail = name, None, (), b""
        if not (name.lower().endswith(_XML_NAMES) or chunk.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] == b"<"):
            return
        encoding = _encoding(name, chunk)
        self._forbidden = tuple(mark.encode(encoding) for mark in _FORBIDDEN)
        self._look = self._look_for(name, _root_name(name, chunk.decode(encoding, "replace")))

    def _look_for(self, name: str, root: str) -> Look | None:
        """What is to be looked at in a part, by what it is and not by its name; other parts hold nothing that acts."""
        if name == "[Content_Types].xml":
            return self._types
        if root == "Relationships":
            return Relations()
        if root in _TEXTS:
            return Fields()
        if root in _SHEETS:
            return Sheet(self._texts)
        if root == "sst" and self._texts is not None:
            return SharedStrings(self._texts)
        return Formulas() if root in _BOOKS or name.lower().startswith("xl/") else None

    def _feed(self, name: str, chunk: bytes, *, is_last: bool = False) -> None:
        if self._look is None:
            return
        try:
            self._look.feed(chunk, is_last=is_last)
        except (expat.ExpatError, LookupError, ValueError) as damage:
            raise UnreadableDocument("damaged_zip", where=name) from damage
        if self._look.refusal:
            raise UnreadableDocument(self._look.refusal, where=name, **self._look.params)


def _check_name(name: str) -> None:
    if _MACROS.search(name):
        raise UnreadableDocument("macros", where=name)
    if _LINKS.search(name):
        raise UnreadableDocument("external_link", where=name)
    if _OBJECTS.search(name):
        raise UnreadableDocument("embedded_object", where=name)


def _encoding(name: str, chunk: bytes) -> str:
    """UTF-8 or UTF-16, by the first bytes: an XML part in any other coat hides something."""
    start = chunk[:400]
    if start.startswith((b"\xff\xfe\x00\x00", b"\x00\x00")):
        raise UnreadableDocument("forbidden_xml", where=name)
    if start.startswith((b"\xff\xfe", b"<\x00")):
        encoding, known = "utf-16-le", _WIDE_ENCODINGS
    elif start.startswith((b"\xfe\xff", b"\x00<")):
        encoding, known = "utf-16-be", _WIDE_ENCODINGS
    elif start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") or not start.strip():
        encoding, known = "utf-8", _BYTE_ENCODINGS
    else:
        raise UnreadableDocument("forbidden_xml", where=name)
    declared = _DECLARED_ENCODING.search(start.decode(encoding, "replace"))
    if declared and declared[1].lower() not in known:
        raise UnreadableDocument("forbidden_xml", where=name)
    return encoding


def _root_name(name: str, start: str) -> str:
    """The name of the element in which all of a part stands; nothing for a part without one."""
    bare = _NOT_ROOT.sub("", start.removeprefix("\ufeff"))
    found = _ROOT.match(bare)
    if found is None and bare.strip() and not any(mark in bare for mark in _FORBIDDEN):
        raise UnreadableDocument("forbidden_xml", where=name)
    return found[1] if found else ""
