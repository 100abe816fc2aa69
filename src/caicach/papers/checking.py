"""The form of a stored paper: looked at and mended in the child, told in words."""

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.officialdocs.findings import Finding, FormReport
from caicach.core.officialdocs.form_rules import RULES
from caicach.files.models import StoredFile
from caicach.files.policy import extension_of
from caicach.files.services import checked_path_for_reading, path_of
from caicach.papers.errors import FormNotChecked, NotAWordFile
from caicach.papers.rule_words import sentences_of


@dataclass(frozen=True, slots=True)
class ToldFinding:
    """A finding in the words of the reader."""

    finding: Finding
    what: str
    repair: str
    is_confirmed: bool


def report_on(file: StoredFile, *, is_to_mend: bool = False) -> FormReport:
    """What the child finds in a file. NotAWordFile, or FormNotChecked with the reason.

    A file that waits for the scan is looked at; mended, its content would leave the house, so that has to wait.
    """
    if extension_of(file.name) != "docx":
        raise NotAWordFile(name=file.name)
    from caicach.core.documents.jail import check_form  # late: a site that checks nothing starts no reader

    try:
        path = path_of(file) if is_to_mend else checked_path_for_reading(file)
        return check_form(path, name=file.name, is_to_mend=is_to_mend)
    except UnreadableDocument as refused:
        raise FormNotChecked(refused, name=file.name) from None


def mended(file: StoredFile) -> bytes:
    """The paper with everything mended that needs no other words."""
    return base64.b64decode(report_on(file, is_to_mend=True).file)


def told(findings: Iterable[Finding]) -> Iterator[ToldFinding]:
    """Findings in words, those of confirmed rules first."""
    for finding in sorted(findings, key=lambda one: not RULES[one.code].is_confirmed):
        what, repair = sentences_of(finding)
        yield ToldFinding(finding, what, repair, RULES[finding.code].is_confirmed)
