"""The rules of form, each as data: what is wrong, how to repair it, where it comes from, whether we have compared it.

A rule that is not confirmed is one as offices use it, which nobody of us has compared with the Phụ lục yet. Sentences
are filled with the params of a finding; rooms say them in Vietnamese.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from caicach.core.officialdocs.findings import Finding

DECREE = "Nghị định 30/2020/NĐ-CP"
ANNEX_I = f"{DECREE}, Phụ lục I"


@dataclass(frozen=True, slots=True)
class FormRule:
    """One rule. sentence: what is wrong; repair: what a person does about it."""

    sentence: str
    repair: str
    is_confirmed: bool
    source: str = ANNEX_I


def _confirmed(sentence: str, repair: str) -> FormRule:
    return FormRule(sentence, repair, is_confirmed=True)


def _usual(sentence: str, repair: str) -> FormRule:
    return FormRule(sentence, repair, is_confirmed=False)


RULES: dict[str, FormRule] = {
    "form.paper_size": _confirmed("The paper is {found} mm, not A4.", "Page setup: choose A4, 210 × 297 mm."),
    "form.landscape": _confirmed(
        "The paper lies across where it has neither an annex nor a table.", "Turn the page upright."
    ),
    "form.margin": _confirmed("The {side} margin is {found} mm.", "Set it between {least} and {most} mm."),
    "form.typeface": _confirmed("Letters in {found}.", "Use Times New Roman throughout."),
    "form.colour": _confirmed("Letters in colour ({found}).", "Set the colour of the text to automatic."),
    "form.page_number_missing": _confirmed("Pages bear no number.", "Insert the page number in the top margin."),
    "form.page_number_place": _confirmed(
        "The page number does not stand centred in the top margin.", "Move it into the header, centred."
    ),
    "form.page_number_on_first": _confirmed(
        "The page number is printed on page 1 too.", "Header: choose “Different first page”, leave that one empty."
    ),
    "form.page_number_letters": _confirmed(
        "The page number is {found}.", "Set it upright, in size 13 or 14."
    ),
    "form.nation_missing": _confirmed(
        "The national heading is missing.", "Write “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” at the top right."
    ),
    "form.nation_letters": _confirmed("The national heading is {found}.", "Set it in capitals, bold, size 12 or 13."),
    "form.motto_missing": _confirmed(
        "The motto is missing.", "Write “Độc lập - Tự do - Hạnh phúc” below the national heading."
    ),
    "form.motto_letters": _confirmed("The motto is {found}.", "Set it bold, centred, size 13 or 14."),
    "form.agency_missing": _confirmed("The issuing agency is missing.", "Write its name in capitals at the top left."),
    "form.agency_letters": _usual("The issuing agency is {found}.", "Set it in capitals, bold, size 12 or 13."),
    "form.superior_letters": _usual(
        "The superior agency is {found}.", "Set it in capitals, not bold, size 12 or 13."
    ),
    "form.number_missing": _confirmed("The line of the number is missing.", "Write “Số: …/…” below the agency."),
    "form.number_form": _usual(
        "The number “{found}” has not the usual form.", "Write number, stroke, sign: “Số: 05/QĐ-UBND”."
    ),
    "form.number_zero": _usual("A number below 10 bears no zero: {found}.", "Write it with a zero, such as 05."),
    "form.number_letters": _usual("The number is {found}.", "Set it upright, size 13."),
    "form.date_missing": _confirmed(
        "Place and day are missing.", "Write at the top right: “…, ngày … tháng … năm …”."
    ),
    "form.date_form": _usual(
        "Place and day “{found}” have not the usual form.", "Write the place, a comma, “ngày 05 tháng 02 năm 2026”."
    ),
    "form.date_zero": _usual(
        "A day below 10, or the month 1 or 2, bears no zero, or another month does: {found}.",
        "Write “ngày 05 tháng 02”, “ngày 05 tháng 3”.",
    ),
    "form.date_letters": _usual("Place and day are {found}.", "Set them in italics, size 13 or 14."),
    "form.kind_missing": _confirmed(
        "The kind of the paper is missing (or “V/v …” below the number, for a letter).",
        "Write the kind in capitals on a line of its own below the heading block.",
    ),
    "form.kind_letters": _usual("The kind of the paper is {found}.", "Set it in capitals, bold, centred, 13 or 14."),
    "form.subject_missing": _confirmed("What the paper is about is missing.", "Write it below the kind."),
    "form.subject_letters": _usual("The subject is {found}.", "Set it bold, centred, size 13 or 14."),
    "form.letter_subject_letters": _usual(
        "The subject of the letter is {found}.", "Set it upright, not bold, centred below the number, size 12 or 13."
    ),
    "form.bases_missing": _usual("The paper names no legal bases.", "Write them below the subject: “Căn cứ …;”."),
    "form.base_italic": _usual("A legal base is not in italics.", "Set the legal bases in italics."),
    "form.base_end": _usual(
        "A legal base ends with “{found}”.", "End each with a semicolon, the last one with a full stop."
    ),
    "form.article_bold": _usual("“{found}” is not bold.", "Set the word Điều and its number in bold."),
    "form.body_size": _usual("Text in size {found}.", "Set the text in size 13 or 14."),
    "form.body_alignment": _usual("Text is not justified.", "Justify the paragraphs of the text."),
    "form.signature_missing": _confirmed(
        "There is no block of the signature.", "Write authority and title in capitals beside “Nơi nhận”."
    ),
    "form.signature_letters": _usual(
        "The authority or title of who signs is {found}.", "Set it in capitals, bold, size 13 or 14."
    ),
    "form.signature_authority": _usual(
        "“{found}” is written without its full stop.", "Write TM., KT., TL. or TUQ. before the title."
    ),
    "form.recipients_missing": _confirmed("“Nơi nhận” is missing.", "Write who gets the paper at the bottom left."),
    "form.recipients_letters": _usual(
        "“Nơi nhận” is {found}.", "Set “Nơi nhận:” bold and italic in size 12, the lines in size 11."
    ),
    "form.recipient_form": _usual(
        "A line of “Nơi nhận” begins or ends otherwise than usual.",
        "Begin each with a dash; end it with a semicolon, the last one with a full stop.",
    ),
    "form.recipients_archive": _usual(
        "“Nơi nhận” does not end with the archive.", "Write “- Lưu: VT, …” as the last line."
    ),
    "form.annex_section": _usual(
        "An annex does not begin on a page of its own.", "Insert a section break (next page) before it."
    ),
    "form.annex_number": _usual(
        "Annexes are numbered “{found}”.", "Number several annexes with Roman figures: Phụ lục I, Phụ lục II."
    ),
    "form.annex_letters": _usual("The heading of an annex is {found}.", "Set it bold, centred, size 13 or 14."),
    "form.table_heading": _usual(
        "A table of {found} rows does not repeat its heading on further pages.",
        "Mark its first rows: Table properties, Row, “Repeat as header row”.",
    ),
}  # fmt: skip

TOKENS = {
    "small": "not in capitals",
    "plain": "not bold",
    "bold": "bold",
    "upright": "not in italics",
    "italic": "in italics",
    "beside": "not centred",
}
"""What may be wrong with letters, in English; "size=11" is told as it is."""


def in_english(finding: Finding) -> tuple[str, str]:
    """What is wrong, and how to repair it. LookupError where the finding is none of our rules."""
    rule = RULES[finding.code]
    known = {name: tokens_in_words(value, TOKENS, "in size {0}") for name, value in finding.params}
    return rule.sentence.format(**known), rule.repair.format(**known)


def tokens_in_words(value: str, words: Mapping[str, Any], size: str) -> str:
    """ "plain size=11" as "not bold, in size 11"; anything else as it is."""
    tokens = value.split()
    if not all(token in words or token.startswith("size=") for token in tokens):
        return value
    told = (str(words[token]) if token in words else size.format(token.removeprefix("size=")) for token in tokens)
    return ", ".join(told)
