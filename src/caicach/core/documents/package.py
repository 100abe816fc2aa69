"""The parts of an Office package, looked at as they are unpacked: what kind it is, and what must not be in it."""

import re

from caicach.core.documents.errors import UnreadableDocument

MAX_ROWS = 20_000
MAX_COLUMNS = 60
_MAX_TYPES_BYTES = 1_000_000
_OVERLAP = 2048
_KINDS = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"wordprocessingml.template.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"spreadsheetml.template.main+xml", "xlsx"),
)
_MACROS = re.compile(r"(?:^|/)vba(?:Project|Data)[^/]*$|(?:^|/)(?:macrosheets|dialogsheets|customUI)/", re.IGNORECASE)
_OBJECTS = re.compile(r"(?:^|/)(?:embeddings|activeX|ctrlProps)/|oleObject", re.IGNORECASE)
_LINKS = re.compile(r"(?:^|/)externalLinks/|(?:^|/)connections\.xml$|(?:^|/)queryTables/|(?:^|/)afchunk", re.IGNORECASE)
_DECLARED_ENCODING = re.compile(r"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")
_KNOWN_ENCODINGS = {"utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "windows-1252", "windows-1258"}
_FORBIDDEN = ("<!DOCTYPE", "<!ENTITY")
_RELATION = re.compile(rb"<(?:\w{1,20}:)?Relationship\s[^>]{0,1800}>")
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.IGNORECASE)
_ALLOWED_EXTERNAL = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.IGNORECASE)
_LOCAL_TEMPLATE = re.compile(
    rb"(?=.*/attachedTemplate[\"'])(?=.*Target\s*=\s*[\"'](?:file:/+)?[A-Za-z](?::|%3A))", re.I | re.S
)
_FIELD = re.compile(rb"<(?:\w{1,20}:)?instrText[^>]{0,200}>([^<]{0,1500})<|\binstr\s{0,5}=\s{0,5}\"([^\"]{0,1500})\"")
_DDE_FIELD = re.compile(rb"(?:^|\W)DDE(?:AUTO)?\b", re.IGNORECASE)
_DDE_FORMULA = re.compile(
    rb"<(?:\w{1,20}:)?f\b[^>]{0,300}>[^<|]{1,200}\|[^<]{0,200}!|<(?:\w{1,20}:)?ddeLink\b", re.IGNORECASE
)
_CONTENT_CELL = re.compile(
    rb"<(?:\w{1,20}:)?c\s[^>]{0,200}?\br\s*=\s*[\"']([A-Za-z]{1,7})(\d{1,10})[\"'][^>/]{0,200}>\s{0,20}<(?:\w{1,20}:)?(?:v|is|f)\b"
)


class PackageCheck:
    """Takes the bytes of each part in turn; refuses as soon as something forbidden shows."""

    def __init__(self) -> None:
        self._part = ""
        self._tail = b""
        self._types = bytearray()
        self._fields = b""
        self._encoding = ""
        self._is_xml = False

    def take(self, name: str, chunk: bytes) -> None:
        if name != self._part:
            self._begin(name, chunk)
        if name == "[Content_Types].xml":
            self._types += chunk
            if len(self._types) > _MAX_TYPES_BYTES:
                raise UnreadableDocument("archive_bomb", where=name)
        if self._is_xml:
            self._look_at(name, self._tail + chunk)
            self._tail = (self._tail + chunk)[-_OVERLAP:]

    def end_part(self, name: str) -> None:
        """Called behind the last bytes of a part, and for a part without bytes as well."""
        _check_name(name)
        self._part, self._tail, self._fields = "", b"", b""

    def kind(self) -> str:
        """ "docx" or "xlsx", by the type of the main part."""
        types = bytes(self._types)
        if not types:
            raise UnreadableDocument("archive_not_supported", found="ZIP")
        if b"macroEnabled" in types or b"vbaProject" in types:
            raise UnreadableDocument("macros")
        kinds = {kind for mark, kind in _KINDS if mark in types}
        if len(kinds) != 1:
            raise UnreadableDocument("type_not_supported", found="Office")
        return kinds.pop()

    def _begin(self, name: str, chunk: bytes) -> None:
        _check_name(name)
        self._part, self._tail, self._fields = name, b"", b""
        self._is_xml = name.lower().endswith((".xml", ".rels", ".vml")) or chunk.lstrip()[:5] == b"<?xml"
        if self._is_xml:
            self._encoding = _encoding(name, chunk)

    def _look_at(self, name: str, text: bytes) -> None:
        if any(mark.encode(self._encoding) in text for mark in _FORBIDDEN):
            raise UnreadableDocument("forbidden_xml", where=name)
        if self._encoding != "utf-8":
            text = text.replace(b"\x00", b"")
        if name.lower().endswith(".rels"):
            _check_relations(name, text)
        elif name.startswith("xl/"):
            _check_sheet(name, text)
        else:
            self._check_fields(name, text)

    def _check_fields(self, name: str, text: bytes) -> None:
        """A field may be cut into many runs: its pieces are put together again."""
        pieces = b"".join(first or second for first, second in _FIELD.findall(text))
        if pieces:
            self._fields = (self._fields + pieces)[-_OVERLAP:]
            if _DDE_FIELD.search(self._fields):
                raise UnreadableDocument("dde", where=name)


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
        encoding = "utf-16-le"
    elif start.startswith((b"\xfe\xff", b"\x00<")):
        encoding = "utf-16-be"
    elif start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") or not start.strip():
        encoding = "utf-8"
    else:
        raise UnreadableDocument("forbidden_xml", where=name)
    declared = _DECLARED_ENCODING.search(start.decode(encoding, "replace"))
    if declared and declared[1].lower() not in _KNOWN_ENCODINGS:
        raise UnreadableDocument("forbidden_xml", where=name)
    return encoding


def _check_relations(name: str, text: bytes) -> None:
    for relation in _RELATION.findall(text):
        is_outside = _EXTERNAL.search(relation) and not _ALLOWED_EXTERNAL.search(relation)
        if is_outside and not _LOCAL_TEMPLATE.match(relation):
            raise UnreadableDocument("external_link", where=name)


def _check_sheet(name: str, text: bytes) -> None:
    if _DDE_FORMULA.search(text):
        raise UnreadableDocument("dde", where=name)
    if not name.startswith("xl/worksheets/"):
        return
    for letters, digits in _CONTENT_CELL.findall(text):
        if int(digits) > MAX_ROWS or _column(letters) > MAX_COLUMNS:
            raise UnreadableDocument("sheet_too_large", where=name, max_rows=MAX_ROWS, max_columns=MAX_COLUMNS)


def _column(letters: bytes) -> int:
    """ "A" is 1, "AA" is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
