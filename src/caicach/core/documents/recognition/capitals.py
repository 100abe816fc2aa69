"""Names in capitals, written as in a sentence: "ỦY BAN NHÂN DÂN TỈNH AN SƠN" → "Ủy ban nhân dân tỉnh An Sơn"."""

import re

from caicach.core.text import squeeze

_PLACES = ("tỉnh", "thành phố", "huyện", "thị xã", "xã", "phường", "đặc khu", "quận", "thị trấn")
_BODIES = ("sở", "ban", "bộ")
_SHORT = {
    "ubnd": "UBND",
    "hđnd": "HĐND",
    "cchc": "CCHC",
    "mttq": "MTTQ",
    "tthc": "TTHC",
    "sipas": "SIPAS",
    "index": "INDEX",
}


def in_lower_case(name: str) -> str:
    """Best effort for the eye; names are compared without regard to case."""
    text = squeeze(name).lower()
    for place in _PLACES:
        text = re.sub(rf"\b({place}) ((?:\w+ ?){{1,3}})$", _capitalised, text)
    words = text.split(" ")
    for number, word in enumerate(words):
        before = words[number - 1] if number else ""
        if word in _SHORT:
            words[number] = _SHORT[word]
        elif before in _BODIES and not (before == "ban" and number > 1 and words[number - 2] in ("ủy", "uỷ")):
            words[number] = word.capitalize()
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def _capitalised(found: re.Match[str]) -> str:
    return f"{found[1]} {found[2].title()}"
