"""Making a bundle: the same data give the same bytes on every machine."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import caicach
from caicach.core.publishing.bundle import DATA, METHOD, README, RESULTS, SCRIPT, SUMS, PublicationData, canonical
from caicach.core.publishing.bundle import results_of as compute
from caicach.core.publishing.verifying import hash_of, sums_of
from caicach.core.scoring.plain import to_plain

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # a ZIP file knows no earlier time
_READABLE = 0o100644 << 16
_SCORING = ("claims", "criteria", "errors", "leaves", "outcome", "plain", "ranking", "ratios", "rounding", "totals")
_MODULES = (
    "__init__",
    "core/__init__",
    "core/publishing/__init__",
    "core/publishing/bundle",
    "core/publishing/verifying",
    "core/scoring/__init__",
    *(f"core/scoring/{name}" for name in _SCORING),
)
_ROOT = Path(caicach.__file__).parent


@dataclass(frozen=True, slots=True)
class Bundle:
    """A finished bundle: the file, its hash, and the results in it."""

    content: bytes
    sha256: str
    data: PublicationData
    results: dict[str, Any]


def code_files() -> dict[str, bytes]:
    """The program text that a bundle needs to compute its results, by its name in the bundle."""
    shapes = sorted(
        path.relative_to(_ROOT).with_suffix("").as_posix() for path in _ROOT.glob("core/scoring/shapes/*.py")
    )
    found = {f"caicach/{name}.py": (_ROOT / f"{name}.py").read_bytes() for name in (*_MODULES, *shapes)}
    return {**found, SCRIPT: (_ROOT / "core/publishing/standalone.py").read_bytes()}


def pack(data: PublicationData, *, method: str, readme: str) -> Bundle:
    """Compute the results and put everything into one ZIP file."""
    beside = {METHOD: method.encode(), README: readme.encode(), **code_files()}
    whole = replace(data, files={name: hash_of(content) for name, content in beside.items()})
    written = canonical(to_plain(whole))
    results = compute(whole, data_sha256=hash_of(written))
    files = {DATA: written, RESULTS: canonical(results), **beside}
    content = zipped({**files, SUMS: sums_of(files)})
    return Bundle(content, hash_of(content), whole, results)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP file in the order of names, without times; not packed, since packers differ in their bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.create_system, entry.external_attr = 3, _READABLE
            archive.writestr(entry, files[name])
    return stream.getvalue()
