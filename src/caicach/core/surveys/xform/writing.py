"""A questionnaire as the XForm that ODK Collect fills in, made by pyxform in memory."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from caicach.core.errors import CoreError
from caicach.core.surveys.questionnaire import Group, Question, Questionnaire, Text, require_sound
from caicach.core.surveys.xform import ROOT
from caicach.core.surveys.xlsform.words import OWN_COLUMNS, OWN_SHEET
from caicach.core.surveys.xlsform.writing import sheets

_log = logging.getLogger(__name__)

_EXPRESSIONS = ("relevant", "required", "constraint", "calculation")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_NAMED = re.compile(r"\$\{\s*([^}\s]+)\s*\}")  # pyxform takes no blanks there
_NOT_CARRIED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ue6ff\ue705-\ufffd\U00010000-\U0010ffff]")
_STAND_INS = {"‘": "\ue700", "’": "\ue701", "“": "\ue702", "”": "\ue703", "$": "\ue704"}
_HIDDEN = str.maketrans(_STAND_INS)
_SHOWN = str.maketrans({stand_in: letter for letter, stand_in in _STAND_INS.items()})
"""pyxform straightens quotation marks and puts answers in the place of names even within texts; these letters, which
Unicode leaves to private use, pass it unseen."""


@dataclass(frozen=True, slots=True)
class XForm:
    """text: the XML. warnings: what pyxform remarked, in its English words."""

    text: str
    warnings: tuple[str, ...]


class NoXForm(CoreError):
    """pyxform refuses a questionnaire that is sound by our rules. params: why, in its English words."""

    code = "surveys.no_xform"


def to_xform(questionnaire: Questionnaire) -> str:
    """The XML of the form of a sound questionnaire; remarks on it go to the log."""
    made = xform_of(questionnaire)
    for warning in made.warnings:
        _log.warning("XForm of %s: %s", questionnaire.name, warning)
    return made.text


def xform_of(questionnaire: Questionnaire) -> XForm:
    """BadQuestionnaire where it is not sound. Words that a language lacks are shown in the first that has them."""
    # Imported here: that takes a second, and most processes make no form.
    from pyxform.builder import create_survey_element_from_dict
    from pyxform.errors import PyXFormError
    from pyxform.validators.pyxform.iana_subtags.validation import get_languages_with_bad_tags
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import DefinitionData

    require_sound(questionnaire)
    book = _book(_said_in_all(questionnaire))
    warnings: list[str] = []
    try:
        tree = workbook_to_json(DefinitionData(**book), form_name=ROOT, warnings=warnings)
        text = create_survey_element_from_dict(tree).xml().toxml()
    except PyXFormError as refused:
        raise NoXForm(why=str(refused)) from refused
    warnings += [f"language without a code: {name}" for name in get_languages_with_bad_tags(_headed(book))]
    return XForm(f'<?xml version="1.0"?>{text.translate(_SHOWN)}', tuple(warnings))


_Book = dict[str, list[dict[str, str]]]


def _book(questionnaire: Questionnaire) -> _Book:
    """The rows of each sheet of the XLSForm by their headings, without what is ours alone."""
    book = {
        name: [dict(_cells(head, row)) for row in rows]
        for name, (head, *rows) in sheets(questionnaire).items()
        if name != OWN_SHEET
    }
    book["settings"][0]["clean_text_values"] = "no"  # blanks within words stay as they are
    return book


def _cells(headings: list[str], row: list[str]) -> Iterator[tuple[str, str]]:
    for heading, cell in zip(headings, row, strict=True):
        if cell and heading not in OWN_COLUMNS:
            yield heading.translate(_HIDDEN), _passing(heading, _NOT_CARRIED.sub(" ", cell))


def _passing(heading: str, cell: str) -> str:
    """The cell with stand-ins; in an expression, only within its texts, and its names without blanks."""
    if heading in _EXPRESSIONS:
        hidden = _QUOTED.sub(lambda quoted: quoted.group().translate(_HIDDEN), cell)
        return _NAMED.sub(r"${\1}", hidden)
    return cell.translate(_HIDDEN)


def _headed(book: _Book) -> list[str]:
    """The languages as they stand in headings."""
    headings = [heading.translate(_SHOWN) for row in book["survey"] for heading in row]
    return list(dict.fromkeys(language for _, mark, language in (one.partition("::") for one in headings) if mark))


def _said_in_all(questionnaire: Questionnaire) -> Questionnaire:
    """pyxform shows a dash where a language lacks the words that another one has."""
    return replace(questionnaire, members=tuple(_member_said(one, questionnaire) for one in questionnaire.members))


def _member_said(member: Group | Question, form: Questionnaire) -> Group | Question:
    if isinstance(member, Group):
        return replace(member, members=tuple(_member_said(one, form) for one in member.members))
    return replace(
        member,
        hint=_text_said(member.hint, form.languages),
        constraint_message=_text_said(member.constraint_message, form.languages),
    )


def _text_said(text: Text, languages: tuple[str, ...]) -> Text:
    first = next((text[language] for language in languages if text.get(language, "").strip()), "")
    return {language: text.get(language) or first for language in languages} if first else {}
