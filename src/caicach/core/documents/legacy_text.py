"""Letters of plain text files, and the old Vietnamese encodings that look like nonsense: told apart, never guessed.

Before Unicode, fonts drew Vietnamese letters at the places of Western ones: TCVN3 (`.VnTime`, one sign a letter) and
VNI (`VNI-Times`, a letter and a sign for its mark). Where the font is known, it says which; where it is not, the
text is converted only when what comes out are Vietnamese syllables.
"""

import re
import unicodedata
from collections.abc import Iterable

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.text import nfc

TCVN3, VNI = "TCVN3", "VNI"
_TCVN3_SIGNS = re.compile(r"(?<=[A-Za-z\xa8-\xff])[¨©ª«¬\xad®µ¶·¸¹»¼½¾]|[¨©ª«¬®µ¶·¸¹»¼½¾](?=[a-z])")
_VNI_SIGNS = re.compile(r"(?<=[A-Za-zôöÔÖ])[øûïåäëüØÛÏÅÄËÜ]|[ñöæÑÖÆ](?=[A-Za-zôöùøûïâêáàéèúó\s])")
_MODERN = re.compile(r"[đăơưĐĂƠƯ\u1ea0-\u1ef9]")
_VIETNAMESE = re.compile(r"[àáâãèéêìíòóôõùúýăđĩũơư\u1ea0-\u1ef9]", re.IGNORECASE)
_FEWEST_SIGNS = 8
_LEAST_SHARE = 0.03
_SURE_SYLLABLES, _LIKELY_SYLLABLES = 0.9, 0.5

_TONES = "\u0300\u0301\u0309\u0303\u0323"  # huyền, sắc, hỏi, ngã, nặng
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_OF_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_VNI_ALONE = dict(zip("ôöñæóòîÔÖÑÆÓÒÎ", "ơưđỉĩịỵƠƯĐỈĨỊỴ", strict=True))
_VNI_TONES = dict(zip("øùûõï", _TONES, strict=True))
_VNI_MARKS = {
    **_VNI_TONES,
    "â": _CIRCUMFLEX,
    **{sign: _CIRCUMFLEX + tone for sign, tone in zip("àáåãä", _TONES, strict=True)},
    "ê": _BREVE,
    **{sign: _BREVE + tone for sign, tone in zip("èéúüë", _TONES, strict=True)},
}
_VNI_LETTER = re.compile(
    r"([aA])([øùûõïâàáåãäêèéúüëØÙÛÕÏÂÀÁÅÃÄÊÈÉÚÜË])|([eoEO])([øùûõïâàáåãäØÙÛÕÏÂÀÁÅÃÄ])|([uyôöUYÔÖ])([øùûõïØÙÛÕÏ])|"
    r"([ôöñæóòîÔÖÑÆÓÒÎ])"
)
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?(?:[aăâeêioôơuưy]{1,3})(?:ch|ng|nh|[cmnpt])?"
)
_LETTERS = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+")


def encoding_of_font(name: str) -> str:
    """The encoding that a font stands for: ".VnTime" is TCVN3, "VNI-Times" is VNI, all others are Unicode."""
    plain = name.partition("+")[2] or name
    if plain.casefold().startswith((".vn", "vntime", "vnarial")):
        return TCVN3
    return VNI if plain.casefold().startswith(("vni-", "vni ")) else ""


def shown_by(font: str, text: str) -> str:
    """What a font makes of a text; Unicode letters stay as they are, for they are drawn by another font."""
    encoding = encoding_of_font(font)
    if not encoding or _MODERN.search(text):
        return text
    shown = converted(text, encoding)
    has_capitals_only = encoding == TCVN3 and font.rstrip().endswith("H")
    return shown.upper() if has_capitals_only else shown


def converted(text: str, encoding: str) -> str:
    """The text in Unicode, as the old font showed it."""
    if encoding == TCVN3:
        return nfc("\n".join(_tcvn3_line(line) for line in text.split("\n")))
    return nfc(_VNI_LETTER.sub(_vni_letter, text)) if encoding == VNI else text


def _tcvn3_line(line: str) -> str:
    """TCVN3 has no capitals with tones: where the plain letters are capitals, the others are meant as such."""
    shown = _LETTERS.sub(lambda word: _tcvn3_word(word[0]), line)
    return shown.upper() if _in_capitals(line, 3) else shown


def _tcvn3_word(word: str) -> str:
    shown = "".join(_OF_TCVN3.get(letter, letter) for letter in word)
    return shown.upper() if _in_capitals(word, 2) else shown


def _in_capitals(text: str, least: int) -> bool:
    plain = [letter for letter in text if letter.isascii() and letter.isalpha()]
    return len(plain) >= least and all(map(str.isupper, plain))


def _vni_letter(found: re.Match[str]) -> str:
    letter, mark = next(pair for pair in zip(found.groups()[::2], (*found.groups()[1::2], ""), strict=True) if pair[0])
    base = _VNI_ALONE.get(letter, letter)
    return unicodedata.normalize("NFC", base + _VNI_MARKS[mark.lower()]) if mark else base


def legacy_encoding_of(text: str) -> str:
    """ "TCVN3" or "VNI" for text that was typed in such fonts and taken for Latin letters; else nothing."""
    letters = sum(map(str.isalpha, text))
    modern = len(_MODERN.findall(text))
    for name, signs in ((TCVN3, _TCVN3_SIGNS), (VNI, _VNI_SIGNS)):
        count = len(signs.findall(text))
        if count >= _FEWEST_SIGNS and count > _LEAST_SHARE * letters and count > 2 * modern:
            return name
    return ""


def sure_encoding_of(texts: Iterable[str]) -> str:
    """The old encoding of whole texts, nothing for all others. UnreadableDocument where it is not certain."""
    whole = "\n".join(texts)
    encoding = legacy_encoding_of(whole)
    share = _share_of_syllables(converted(whole, encoding)) if encoding else 0.0
    if share < _LIKELY_SYLLABLES:  # German and Spanish use the same signs
        return ""
    if share < _SURE_SYLLABLES or _MODERN.search(whole):
        raise UnreadableDocument("legacy_font", encoding=encoding)
    return encoding


def _share_of_syllables(text: str) -> float:
    """How many of the words with a Vietnamese letter are syllables that Vietnamese has."""
    words = [word.casefold() for word in _WORD.findall(text) if not word.isascii()]
    return sum(map(_is_syllable, words)) / len(words) if words else 0.0


def _is_syllable(word: str) -> bool:
    apart = unicodedata.normalize("NFD", word)
    tones = sum(sign in _TONES for sign in apart)
    plain = unicodedata.normalize("NFC", "".join(sign for sign in apart if sign not in _TONES))
    return tones < 2 and bool(_SYLLABLE.fullmatch(plain))


def decode_text(content: bytes) -> str:
    """The letters of a file in UTF-8, UTF-16 with its mark or one byte each; anything else is refused."""
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return nfc(content.decode("utf-16"))
        return nfc(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _decode_one_byte_letters(content)


def _decode_one_byte_letters(content: bytes) -> str:
    """Windows-1258; or the bytes of an old font as Western letters, for whoever converts them."""
    western = content.decode("cp1252", "replace")
    if sure_encoding_of([western]):
        return western
    text = nfc(content.decode("cp1258", "replace"))
    signs = len(_VIETNAMESE.findall(text))
    left_over = sum(1 for letter in text if unicodedata.combining(letter) or letter == "\ufffd")
    if signs == 0 or left_over * 20 > signs:
        raise UnreadableDocument("unknown_encoding")
    return text
