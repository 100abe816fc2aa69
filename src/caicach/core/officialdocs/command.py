"""`caicach lint FILE…`: check papers against the form of Decree 30/2020, and mend what is mechanical.

Exit status: 0 no faults, 1 faults, 3 a file cannot be read, 64 wrong use. A ? marks rules that are not confirmed.
"""

import argparse
import base64
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.jail import check_form
from caicach.core.documents.refusals import refusal_in_english
from caicach.core.officialdocs.findings import Finding, FormReport
from caicach.core.officialdocs.form_rules import RULES, in_english

CLEAN, WITH_FAULTS, UNREADABLE, WRONG_USE = 0, 1, 3, 64


def lint_command(arguments: Sequence[str]) -> int:
    """Run the command with its arguments; returns the exit status."""
    wishes = _parser().parse_args(arguments)
    if wrong := _wrong_use(wishes):
        sys.stderr.write(f"caicach lint: {wrong}\n")
        return WRONG_USE
    told: list[dict[str, Any]] = []
    status = CLEAN
    for path in wishes.files:
        found, answer = _checked(path, wishes.repair)
        status = max(status, found)
        if wishes.json:
            told.append(answer)
        else:
            sys.stdout.write("".join(f"{line}\n" for line in answer["lines"]))
    if wishes.json:
        plain = [{name: held for name, held in answer.items() if name != "lines"} for answer in told]
        sys.stdout.write(json.dumps(plain, ensure_ascii=False, indent=1) + "\n")
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="caicach lint", description="Check DOCX papers against Decree 30/2020.")
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="a paper (DOCX)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--repair", type=Path, metavar="OUT", help="write the mended paper to OUT, which is new")
    return parser


def _wrong_use(wishes: argparse.Namespace) -> str:
    if missing := next((path for path in wishes.files if not path.is_file()), None):
        return f"there is no file {missing}"
    if wishes.repair and len(wishes.files) > 1:
        return "--repair takes one file at a time"
    return f"{wishes.repair} is there already" if wishes.repair and wishes.repair.exists() else ""


def _checked(path: Path, out: Path | None) -> tuple[int, dict[str, Any]]:
    """The exit status for one file, and what to tell of it."""
    try:
        report = check_form(path, is_to_mend=out is not None)
    except UnreadableDocument as refused:
        sentence = refusal_in_english(refused)
        lines = [f"{path}: {refused.code}: {sentence}"]
        return UNREADABLE, {"file": str(path), "error": refused.code, "message": sentence, "lines": lines}
    if out is not None:
        out.write_bytes(base64.b64decode(report.file))
    answer = {
        "file": str(path),
        "findings": [_plain(finding) for finding in report.findings],
        "changes": [_plain(finding) for finding in report.changes],
        "lines": list(_lines(path, report, out)),
    }
    return WITH_FAULTS if report.findings else CLEAN, answer


def _plain(finding: Finding) -> dict[str, Any]:
    rule = RULES[finding.code]
    sentence, repair = in_english(finding)
    words = {"sentence": sentence, "repair": repair}
    origin = {"source": rule.source, "is_confirmed": rule.is_confirmed}
    return {**asdict(finding), "params": dict(finding.params), **words, **origin}


def _lines(path: Path, report: FormReport, out: Path | None) -> Iterator[str]:
    yield f"{path}: {len(report.findings)} faults{' left' if out else ''}"
    for finding in report.changes:
        yield f"  mended {_told(finding)}"
    for finding in report.findings:
        mark = " " if RULES[finding.code].is_confirmed else "?"
        yield f"  {mark} {_told(finding)} → {in_english(finding)[1]}{' (--repair does it)' if finding.can_mend else ''}"


def _told(finding: Finding) -> str:
    return f"{finding.code.removeprefix('form.')}: {in_english(finding)[0]}{_place(finding)}"


def _place(finding: Finding) -> str:
    names = {"paragraph": finding.paragraph, "table": finding.table}
    names |= {} if finding.paragraph else {"section": finding.section}
    told = [f"{name} {number}" for name, number in names.items() if number]
    told += [f"“{finding.words}”"] if finding.words else []
    told += [f"{finding.count} places"] if finding.count > 1 else []
    return f" ({', '.join(told)})" if told else ""
