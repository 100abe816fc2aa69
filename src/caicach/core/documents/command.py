"""`caicach read FILE`: print what a document says, as a tree for people or as JSON for programs.

Exit status: 0 read, 2 read with problems only where `--strict` is given, 3 cannot be read, 64 wrong use.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from caicach.core.documents.directory import AgencyDirectory, DirectoryEntry, DirectoryName
from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.export_schema import to_schema
from caicach.core.documents.jail import read_file
from caicach.core.documents.problems import PROBLEMS
from caicach.core.documents.reading import Problem, Reading, RowReading
from caicach.core.documents.refusals import refusal_in_english

READ, WITH_PROBLEMS, UNREADABLE, WRONG_USE = 0, 2, 3, 64


def read_command(arguments: Sequence[str]) -> int:
    """Run the command with its arguments; returns the exit status."""
    wishes = _parser().parse_args(arguments)
    if not wishes.file.is_file():
        sys.stderr.write(f"caicach read: there is no file {wishes.file}\n")
        return WRONG_USE
    try:
        directory = directory_from(wishes.agencies) if wishes.agencies else None
    except (OSError, ValueError, KeyError, TypeError) as damage:
        sys.stderr.write(f"caicach read: {wishes.agencies} is no list of agencies: {damage}\n")
        return WRONG_USE
    try:
        reading = read_file(wishes.file, directory=directory, with_ocr=wishes.ocr)
    except UnreadableDocument as refused:
        stream = sys.stdout if wishes.json else sys.stderr
        stream.write(_refusal(refused, as_json=wishes.json) + "\n")
        return UNREADABLE
    if wishes.json:
        json.dump(to_schema(reading), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        sys.stdout.write("\n".join(tree(reading)) + "\n")
    return WITH_PROBLEMS if wishes.strict and reading.problems else READ


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="caicach read", description="Read a plan document (DOCX, PDF, XLSX, text).")
    parser.add_argument("file", type=Path, help="the document")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--agencies", type=Path, metavar="FILE", help="JSON list of agencies to resolve names by")
    parser.add_argument("--ocr", action="store_true", help="recognise the text of scanned pages (needs tesseract)")
    parser.add_argument("--strict", action="store_true", help="exit with status 2 where there are problems")
    return parser


def directory_from(path: Path) -> AgencyDirectory:
    """A directory out of JSON: [{"key", "kind", "names": ["…"], "is_group"}].

    ValueError, KeyError or TypeError where it is none.
    """
    entries = json.loads(path.read_text(encoding="utf-8"))
    return AgencyDirectory(tuple(_entry(entry) for entry in entries))


def _entry(plain: dict[str, object]) -> DirectoryEntry:
    names = plain["names"]
    if not isinstance(names, list) or not names:
        raise ValueError("an agency without names")
    kinds = ["official", *["alias"] * (len(names) - 1)]
    return DirectoryEntry(
        key=str(plain["key"]),
        kind=str(plain.get("kind", "")),
        names=tuple(DirectoryName(str(name), kind) for name, kind in zip(names, kinds, strict=True)),
        is_group=bool(plain.get("is_group", False)),
    )


def _refusal(refused: UnreadableDocument, *, as_json: bool) -> str:
    sentence = refusal_in_english(refused)
    where = f" ({refused.where})" if refused.where else ""
    if as_json:
        answer = {"error": refused.code, "where": refused.where, "message": sentence}
        return json.dumps(answer, ensure_ascii=False)
    return f"caicach read: {refused.code}{where}: {sentence}"


def tree(reading: Reading) -> list[str]:
    """The reading as lines for the eye: head, targets, rows indented by depth, problems last."""
    head = reading.head
    lines = [
        f"{head.kind} {head.number}".strip() or "—",
        head.plan_title or head.title,
        f"{head.issuer} · {head.issued_on or head.issued_text or '—'} · {head.signer}",
        "",
        f"targets {len(reading.targets)} · rows {len(reading.rows)} · criteria {len(reading.criteria)} · "
        f"survey tasks {len(reading.survey_tasks)} · duties {len(reading.duties)} · problems {len(reading.problems)}",
        "",
    ]
    lines.extend(f"  ◦ {target.text}" for target in reading.targets)
    lines.extend(_row(row) for row in (*reading.rows, *reading.survey_tasks))
    lines.extend(f"  {row.code} {row.name} [{row.max_score}]" for row in reading.criteria)
    lines.extend(f"  ! {_problem(problem)}" for problem in reading.problems)
    return lines


def _row(row: RowReading) -> str:
    who = "; ".join(name.printed for name in row.lead)
    when = " – ".join(text for text in (row.start_text, row.end_text) if text)
    tail = " · ".join(part for part in (who, when) if part)
    return f"{'  ' * len(row.path)}{row.path[-1]} {row.title}{f' [{tail}]' if tail else ''}"


def _problem(problem: Problem) -> str:
    known = {"value": problem.value, "subject": problem.subject, "best": "…", **dict(problem.params)}
    sentence = PROBLEMS.get(problem.code, problem.code)
    try:
        sentence = sentence.format(**known)
    except KeyError:
        sentence = f"{problem.code} {problem.value}"
    place = ", ".join(
        f"{name} {getattr(problem.place, name)}"
        for name in ("page", "table", "row", "column", "block")
        if getattr(problem.place, name)
    )
    return f"{problem.subject}: {sentence}{f' ({place})' if place else ''}"
