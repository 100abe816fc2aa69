"""What the linter of papers finds, as plain data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fault of form and where it is; 0 and "" where that place says nothing. `code` stands in `form_rules.RULES`.

    paragraph: counted from 1 over all paragraphs with words, those of tables too. count: places with the same fault.
    """

    code: str
    paragraph: int = 0
    words: str = ""
    section: int = 0
    table: int = 0
    count: int = 1
    params: tuple[tuple[str, str], ...] = ()
    can_mend: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormReport:
    """What was found in a paper. changes: what was mended, findings: what is left; file: the mended paper, base64."""

    findings: tuple[Finding, ...] = ()
    changes: tuple[Finding, ...] = ()
    is_annex: bool = False
    file: str = ""
