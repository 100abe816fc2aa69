"""Chance from a printed seed: the same on every machine, by nothing but SHA-256, so that anybody can draw again.

A ticket is SHA-256 over the parts of its name: "caicach.sample.1", what it is for, the seed, the stratum and the places
around it, each as the number of its bytes in UTF-8 (decimal), a colon and the bytes; then the key of the unit as it is.
All texts are in Unicode's composed form (NFC). The smaller ticket, byte by byte, is drawn first; the order of the
frame's rows and the other units play no part, so a unit that is added to the frame moves nobody else's ticket.
"""

from hashlib import sha256
from itertools import count

from caicach.core.surveys.sampling.errors import BadSample
from caicach.core.surveys.sampling.frames import counted_bytes
from caicach.core.text import nfc

VERSION = "caicach.sample.1"
_SPACE = 2**256


class Urn:
    """The tickets of one place."""

    def __init__(self, seed: str, use: str, place: tuple[str, ...]) -> None:
        self._name = sha256(counted_bytes((VERSION, use, checked_seed(seed), *place)))

    def ticket(self, key: str) -> bytes:
        named = self._name.copy()
        named.update(key.encode())
        return named.digest()

    def number_below(self, limit: int) -> int:
        """A whole number from 0, each as likely: tickets "0", "1" ... above the last full turn of `limit` are left."""
        for turn in count():
            number = int.from_bytes(self.ticket(str(turn)), "big")
            if number < _SPACE - _SPACE % limit:
                return number % limit
        raise AssertionError


def checked_seed(seed: str) -> str:
    """A seed is printed and typed again: nothing that does not survive that."""
    if not seed.isprintable() or not seed or seed != " ".join(seed.split()):
        raise BadSample("seed_not_printable", seed=seed)
    return nfc(seed)
