"""Letters of plain text files, and the old Vietnamese encodings that look like nonsense: told apart, never guessed."""

import re
import unicodedata

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.text import nfc

_TCVN3 = re.compile(r"(?<=[A-Za-z\xa8-\xff])[¨©ª«¬\xad®µ¶·¸¹»¼½¾]|[¨©ª«¬®µ¶·¸¹»¼½¾](?=[a-z])")
_VNI = re.compile(r"(?<=[A-Za-zôöÔÖ])[øûïåäëüØÛÏÅÄËÜ]|[ñöæÑÖÆ](?=[A-Za-zôöùøûïâêáàéèúó\s])")
_MODERN = re.compile(r"[đăơưĐĂƠƯ\u1ea0-\u1ef9]")
_VIETNAMESE = re.compile(r"[àáâãèéêìíòóôõùúýăđĩũơư\u1ea0-\u1ef9]", re.IGNORECASE)
_FEWEST_SIGNS = 8
_LEAST_SHARE = 0.03


def legacy_encoding_of(text: str) -> str:
    """ "TCVN3" or "VNI" for text that was typed in such fonts and taken for Latin letters; else nothing."""
    letters = sum(map(str.isalpha, text))
    modern = len(_MODERN.findall(text))
    for name, signs in (("TCVN3", _TCVN3), ("VNI", _VNI)):
        count = len(signs.findall(text))
        if count >= _FEWEST_SIGNS and count > _LEAST_SHARE * letters and count > 2 * modern:
            return name
    return ""


def decode_text(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark or Windows-1258; anything else is refused."""
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return nfc(content.decode("utf-16"))
        return nfc(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _decode_one_byte_letters(content)


def _decode_one_byte_letters(content: bytes) -> str:
    if encoding := legacy_encoding_of(content.decode("cp1252", "replace")):
        raise UnreadableDocument("legacy_font", encoding=encoding)
    text = nfc(content.decode("cp1258", "replace"))
    signs = len(_VIETNAMESE.findall(text))
    left_over = sum(1 for letter in text if unicodedata.combining(letter) or letter == "\ufffd")
    if signs == 0 or left_over * 20 > signs:
        raise UnreadableDocument("unknown_encoding")
    return text
