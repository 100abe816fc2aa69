"""`caicach verify BUNDLE`: compute a published result once more and say whether it is the same, byte for byte.

Nothing of the bundle is carried out: what computes is the program that is installed here.
Exit status: 0 the same, 1 something differs, 3 no sound bundle, 64 wrong use.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import caicach
from caicach.core.documents.archive import MAX_TOTAL_BYTES, read_archive
from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.refusals import refusal_in_english
from caicach.core.publishing.bundle import DATA
from caicach.core.publishing.packing import code_files
from caicach.core.publishing.verifying import Difference, differences, hash_of

SAME, DIFFERENT, NO_BUNDLE, WRONG_USE = 0, 1, 3, 64


def verify_command(arguments: Sequence[str]) -> int:
    """Run the command with its arguments; returns the exit status."""
    wishes = _parser().parse_args(arguments)
    if not wishes.bundle.is_file():
        sys.stderr.write(f"caicach verify: there is no file {wishes.bundle}\n")
        return WRONG_USE
    try:
        verified = verify_file(wishes.bundle, sha256=wishes.sha256)
    except UnreadableDocument as refused:
        told = {"same": False, "code": refused.code, "sentence": refusal_in_english(refused)}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n" if wishes.json else f"{told['sentence']}\n")
        return NO_BUNDLE
    if wishes.json:
        told = {"same": not verified.differences, **asdict(verified)}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in lines(verified)))
    return DIFFERENT if verified.differences else SAME


@dataclass(frozen=True, slots=True)
class Verified:
    """What differs in a bundle, its hash, and by which version of the program it says that it was computed."""

    differences: list[Difference]
    sha256: str
    version: str


def verify_file(path: Path, *, sha256: str = "") -> Verified:
    """Look at a bundle. sha256: what the decision of publication prints, where it is known."""
    if path.stat().st_size > MAX_TOTAL_BYTES:
        raise UnreadableDocument("archive_bomb", where=path.name)
    found_hash = hash_of(path.read_bytes())
    files = read_archive(path)
    version = _version_of(files)
    found = differences(files)
    if not sha256 and version == caicach.__version__:  # with the right hash it is the bundle that was published
        found += _of_the_code(files)
    if sha256 and sha256.lower() != found_hash:
        found.insert(0, Difference("other_bundle", path.name, (), sha256.lower(), found_hash))
    return Verified(found, found_hash, version)


def lines(verified: Verified) -> list[str]:
    """The same for people to read."""
    head, found = [f"SHA-256 {verified.sha256}"], verified.differences
    if not found:
        return [*head, "Computed once more: the same, byte for byte."]
    if verified.version != caicach.__version__:
        versions = f"{verified.version or 'an unknown version'}, installed is {caicach.__version__}"
        head.append(f"Computed by {versions}: verify.py of the bundle computes as it was computed then.")
    told = [
        " ".join([f"{one.code}:", one.file, *one.place]) + (f": {one.told} → {one.found}" if one.found else "")
        for one in found
    ]
    return [*head, *told, f"{len(found)} differences."]


def _of_the_code(files: Mapping[str, bytes]) -> list[Difference]:
    """Program text that calls itself this very version is what is installed; that of others is not known here."""
    own = code_files()
    return [Difference("code_differs", name) for name in sorted(own) if files.get(name) != own[name]]


def _version_of(files: Mapping[str, bytes]) -> str:
    try:
        data: Any = json.loads(files.get(DATA, b"{}"))
    except (ValueError, RecursionError):
        return ""
    return str(data.get("version", ""))[:40] if isinstance(data, dict) else ""


def _parser() -> argparse.ArgumentParser:
    about = "Compute a published result once more from its bundle and compare. Nothing of the bundle is carried out."
    parser = argparse.ArgumentParser(prog="caicach verify", description=about)
    parser.add_argument("bundle", type=Path, help="the ZIP file of a publication")
    parser.add_argument("--sha256", default="", help="the hash that the decision of publication prints")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser
