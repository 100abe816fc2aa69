"""Vietnamese text: one normal form, a key to search by and a key to sort by."""

import re
import unicodedata

_UNSEEN_BLANKS = ("\u200b", "\ufeff")  # no blanks for Python
_UNSEEN_KINDS = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"}
_UNSEEN = set("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs by their kind, but without any ink
_NUMBER = re.compile(r"[0-9]+")  # digits of other scripts are letters here
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_ORDER = {letter: f"{place:02d}" for place, letter in enumerate(_LETTERS, start=10)}
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries
_TONE_ORDER = {tone: str(place) for place, tone in enumerate(_TONES, start=1)}


def nfc(text: str) -> str:
    """The composed Unicode form; every text takes it when it comes in."""
    return unicodedata.normalize("NFC", text)


def is_blank(text: str) -> bool:
    """Whether nothing of a text is seen: blanks, marks of direction (U+202E), joiners, marks without a letter."""
    return all(unicodedata.category(letter) in _UNSEEN_KINDS or letter in _UNSEEN for letter in text)


def squeeze(text: str) -> str:
    """NFC with single blanks and none at the ends; line breaks count as blanks, and so does a text that is not seen."""
    words = _single_blanks(nfc(text))
    return "" if is_blank(words) else words


def _single_blanks(text: str) -> str:
    for blank in _UNSEEN_BLANKS:
        text = text.replace(blank, " ")
    return " ".join(text.split())


def fold(text: str) -> str:
    """The key to search by: without diacritics, in lower case, đ as d: "Đắk Nông" gives "dak nong"."""
    plain = unicodedata.normalize("NFD", text).casefold().replace("đ", "d")
    for mark in filter(unicodedata.combining, set(plain)):  # a text has few marks, and many letters
        plain = plain.replace(mark, "")
    return _single_blanks(plain)


def has_accents(text: str) -> bool:
    """Whether something is lost by folding: who types accents means them, who types none may mean any."""
    return squeeze(text).casefold() != fold(text)


def collation_key(text: str) -> str:
    """The key to sort by as a plain string: Vietnamese alphabet first, tones next, numbers by their value.

    It holds digits and a to f only, which every database sorts alike, whatever its language.
    """
    words = squeeze(text).casefold()
    letters, tones = [], []
    for part in re.split(r"([0-9]+)", words):
        if _NUMBER.fullmatch(part):
            letters.append(f"02{len(part.lstrip('0')):03d}{part.lstrip('0')}")
            continue
        for letter in part:
            base, tone = _split_tone(letter)
            letters.append(_LETTER_ORDER.get(base, "01" if base == " " else f"05{ord(base):06x}"))
            tones.append(_TONE_ORDER.get(tone, "0"))
    return "".join(letters) + "00" + "".join(tones)


def person_key(full_name: str) -> str:
    """The key to sort people by: the given name, which stands last, then the whole name, as Vietnamese lists do."""
    words = squeeze(full_name).split(" ")
    return collation_key(words[-1]) + collation_key(full_name)


def _split_tone(letter: str) -> tuple[str, str]:
    """A letter without its tone, and the tone: "ế" gives "ê" and the acute mark."""
    marks = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in marks if mark in _TONE_ORDER), "")
    return unicodedata.normalize("NFC", marks.replace(tone, "") if tone else marks), tone
