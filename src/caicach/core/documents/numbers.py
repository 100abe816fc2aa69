"""Numbers of issued papers: one normal form to find them by, and what is wrong with one that was typed.

State bodies write "35/KH-UBND" or "09/2019/NĐ-CP" (Decree 30/2020, article 8 and annex III), bodies of the Party
"15-TB/TU". What has another form may be right on old or foreign papers: a person says so.
"""

import re
from enum import StrEnum

from caicach.core.text import fold, nfc

_STATE = re.compile(r"\d{1,6}[a-zđ]?/(?:\d{4}/)?[A-ZĐ0-9][\w&]*(?:[-./][A-ZĐ0-9][\w&]*)*", re.UNICODE)
_PARTY = re.compile(r"\d{1,6}-[A-ZĐ]{1,5}/[A-ZĐ][\w-]*", re.UNICODE)
_BLANKS = re.compile(r"\s+")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_WORD = re.compile(r"^số\s*:?\s*", re.IGNORECASE)


class NumberFault(StrEnum):
    """Why a number is not one that an office gives."""

    NO_DIGITS = "no_digits"  # "KH-UBND": the number itself is missing
    NO_SIGN = "no_sign"  # "35": what stands behind the stroke is missing
    ODD_FORM = "odd_form"


def tidy_number(typed: str) -> str:
    """The number as offices write it: no blanks, one kind of dash, without the word "Số:" before it."""
    bare = _WORD.sub("", nfc(typed).strip())
    return _DASHES.sub("-", _BLANKS.sub("", bare)).strip(".,;")


def number_key(number: str) -> str:
    """What two spellings of a number have in common: "035/KH-UBND" and "35/kh-ubnd"."""
    key = fold(tidy_number(number)).replace(" ", "")
    return re.sub(r"^0+(?=\d)", "", key)


def fault_of(number: str) -> NumberFault | None:
    """What is wrong with a number in tidy form; None where it is well formed."""
    if _STATE.fullmatch(number) or _PARTY.fullmatch(number):
        return None
    if not number[:1].isdigit():
        return NumberFault.NO_DIGITS
    return NumberFault.NO_SIGN if re.fullmatch(r"\d+/?", number) else NumberFault.ODD_FORM
