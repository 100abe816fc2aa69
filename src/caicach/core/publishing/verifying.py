"""Is a bundle what it says it is? Every hash, every file, and the results computed once more from the data."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from caicach.core.publishing.bundle import (
    DATA,
    FORMAT,
    METHOD,
    README,
    RESULTS,
    SUMS,
    PublicationData,
    canonical,
    results_of,
    set_hash,
)
from caicach.core.scoring.errors import BadRule
from caicach.core.scoring.plain import from_plain

MOST_DIFFERENCES = 50
_LINE = re.compile(r"([0-9a-f]{64})  ([^\n]+)")
_NOT_A_LEAF = object()


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not as it should be. place: names from the outside in, such as agency and leaf.

    told: what the bundle says. found: what was found or computed instead.
    """

    code: str
    file: str
    place: tuple[str, ...] = ()
    told: str = ""
    found: str = ""


class _Repeated(ValueError):
    """A name that stands twice in one object: readers would not agree on which holds."""


def differences(files: Mapping[str, bytes]) -> list[Difference]:
    """Everything in which a bundle contradicts itself; an empty list: nothing. Nothing of it is carried out."""
    found = [*_of_the_sums(files)]
    found += [Difference("file_is_missing", name) for name in (DATA, RESULTS, METHOD, README) if name not in files]
    if DATA in files:
        found += _of_the_data(files)
    return found


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sums_of(files: Mapping[str, bytes]) -> bytes:
    """The list of hashes, as `sha256sum -c` reads it."""
    return "".join(f"{hash_of(files[name])}  {name}\n" for name in sorted(files)).encode()


def _of_the_sums(files: Mapping[str, bytes]) -> Iterator[Difference]:
    if SUMS not in files:
        yield Difference("file_is_missing", SUMS)
        return
    told: dict[str, str] = {}
    for number, line in enumerate(files[SUMS].decode("utf-8", "replace").splitlines(), 1):
        match = _LINE.fullmatch(line)
        if match is None or match[2] in told:
            yield Difference("line_not_understood", SUMS, (str(number),))
            continue
        told[match[2]] = match[1]
    for name, sha256 in told.items():
        if name not in files:
            yield Difference("file_is_missing", name)
        elif hash_of(files[name]) != sha256:
            yield Difference("hash_differs", name, (), sha256, hash_of(files[name]))
    yield from (Difference("file_is_not_listed", name) for name in sorted(set(files) - set(told) - {SUMS}))


def _of_the_data(files: Mapping[str, bytes]) -> Iterator[Difference]:
    try:
        plain = _json(files[DATA])
        data = from_plain(PublicationData, plain)
    except BadRule as bad:
        yield from (Difference(one.code, DATA, one.place) for one in bad.problems)
        return
    except (ValueError, RecursionError) as unreadable:
        yield Difference("not_understood", DATA, (), "", str(unreadable)[:200])
        return
    if canonical(plain) != files[DATA]:
        yield Difference("written_otherwise", DATA)
    if data.format != FORMAT:
        yield Difference("format_not_known", DATA, ("format",), data.format, FORMAT)
        return
    if set_hash(data.set) != data.set_sha256:
        yield Difference("set_differs", DATA, ("set",), data.set_sha256, set_hash(data.set))
    yield from _of_the_files(files, data)
    yield from _of_the_results(files, data)


def _of_the_files(files: Mapping[str, bytes], data: PublicationData) -> Iterator[Difference]:
    """The data name the hashes of everything beside them, so that a list of hashes written anew is not enough."""
    beside = set(files) - {DATA, RESULTS, SUMS}
    for name in sorted(beside | set(data.files)):
        if name not in data.files:
            yield Difference("file_is_unknown_to_the_data", name)
        elif name not in files:
            yield Difference("file_is_missing", name)
        elif hash_of(files[name]) != data.files[name]:
            yield Difference("hash_differs_from_the_data", name, (), data.files[name], hash_of(files[name]))


def _of_the_results(files: Mapping[str, bytes], data: PublicationData) -> Iterator[Difference]:
    try:
        computed = results_of(data, data_sha256=hash_of(files[DATA]))
    except (ArithmeticError, KeyError, RecursionError, TypeError, ValueError) as impossible:
        yield Difference("not_computable", DATA, (), "", str(impossible)[:200])
        return
    if RESULTS not in files or files[RESULTS] == canonical(computed):
        return
    try:
        told = _json(files[RESULTS])
    except (ValueError, RecursionError) as unreadable:
        yield Difference("not_understood", RESULTS, (), "", str(unreadable)[:200])
        return
    seen = 0
    for one in _walk(told, computed, ()):
        seen += 1
        if seen > MOST_DIFFERENCES:
            break
        yield one
    if not seen:
        yield Difference("written_otherwise", RESULTS)


def _walk(told: Any, computed: Any, place: tuple[str, ...]) -> Iterator[Difference]:
    """The places at which two pieces of plain data differ."""
    if isinstance(told, dict) and isinstance(computed, dict):
        for name in sorted(set(told) | set(computed)):
            yield from _walk(told.get(name, _NOT_A_LEAF), computed.get(name, _NOT_A_LEAF), (*place, name))
    elif type(told) is not type(computed) or told != computed:
        yield Difference("result_differs", RESULTS, place, _brief(told), _brief(computed))


def _brief(value: Any) -> str:
    return "" if value is _NOT_A_LEAF else json.dumps(value, ensure_ascii=False, sort_keys=True)[:120]


def _json(content: bytes) -> Any:
    return json.loads(
        content.decode("utf-8"), object_pairs_hook=_each_once, parse_float=_refused, parse_constant=_refused
    )


def _each_once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for name, value in pairs:
        if name in read:
            raise _Repeated(f"“{name[:60]}” stands twice")
        read[name] = value
    return read


def _refused(text: str) -> Any:
    raise ValueError(f"{text[:40]} is no figure of a bundle: figures are texts")
