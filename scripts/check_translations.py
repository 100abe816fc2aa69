"""Hold the English catalogue complete: every Vietnamese source string has its English, and nothing more.

    python scripts/check_translations.py            fail when a string is missing, empty, fuzzy or not compiled
    python scripts/check_translations.py --collect  bring the catalogue up to date, take in FILE.tsv given after it

The catalogue is compiled and committed, so that a server needs no gettext.
"""

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).resolve().parent.parent / "src" / "caicach"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--collect", action="store_true")
    arguments.add_argument("tsv", nargs="*", type=Path, help="Vietnamese TAB English, a line each")
    given = arguments.parse_args()
    if shutil.which("xgettext") is None:
        print("translations are not checked: gettext is not installed (Debian package gettext)")
        return 0
    if given.collect:
        return collect(given.tsv)
    return check()


def collect(tables: list[Path]) -> int:
    """Rewrite the catalogue from the source, keep what is translated, and add the given translations."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    extract(SOURCE)
    catalogue = read(CATALOGUE)
    known = dict(line for table in tables for line in pairs(table))
    forget_guesses(catalogue)
    for message in catalogue:
        if message.id and not message.string and isinstance(message.id, str) and message.id in known:
            message.string = known[message.id]
    write(catalogue)
    missing = untranslated(catalogue)
    print(f"{len(catalogue)} strings, {len(missing)} without English")
    for text in missing:
        print(f"{text}\t".replace("\n", "\\n"))
    return 0


def forget_guesses(catalogue: Catalog) -> None:
    """gettext proposes the English of similar strings for new ones: such a guess is no translation."""
    for message in catalogue:
        if message.id and message.fuzzy:
            message.string = ("", "") if message.pluralizable else ""
            message.flags.discard("fuzzy")


def check() -> int:
    """0 when the catalogue is complete and compiled; else 1, with what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "caicach"
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__"))
        extract(copy)
        fresh = read(copy / CATALOGUE.relative_to(SOURCE))
    kept = read(CATALOGUE)
    lost = [str(m.id) for m in fresh if m.id and kept.get(m.id, context=m.context) is None]
    missing = untranslated(kept)
    for text in lost:
        print(f"not in the catalogue: {text!r} (make messages)")
    for text in missing:
        print(f"no English for: {text!r}")
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        served = {message.id: message.string for message in read_mo(file) if message.id}
    stale = served != {message.id: message.string for message in kept if message.id and message.string}
    if stale:
        print("django.mo is older than django.po (make messages)")
    return 1 if lost or missing or stale else 0


def extract(source: Path) -> None:
    (source / "locale").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "django", "makemessages", "-l", "en", "--no-obsolete", "--no-wrap", "-v", "0"]
    subprocess.run(command, cwd=source, check=True, env=environment())


def environment() -> dict[str, str]:
    import os

    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return kept | {"PYTHONPATH": str(SOURCE.parent)}


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="en")


def write(catalogue: Catalog) -> None:
    from babel.messages.pofile import write_po

    catalogue.creation_date = datetime(2026, 1, 1, tzinfo=UTC)  # the day of the run would part any two branches
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=110, no_location=True, omit_header=False, sort_output=True)
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(catalogue))


def compiled(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    return [str(message.id) for message in catalogue if message.id and not is_translated(message.string)]


def is_translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


def pairs(table: Path) -> list[tuple[str, str]]:
    lines = (line.rstrip("\n") for line in table.read_text(encoding="utf8").splitlines())
    rows = (line.split("\t", 1) for line in lines if "\t" in line)
    return [(left.replace("\\n", "\n"), right.replace("\\n", "\n")) for left, right in rows if right.strip()]


if __name__ == "__main__":
    sys.exit(main())
