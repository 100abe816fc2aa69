"""A questionnaire: questions in groups, their choices, and the factors and parts to which they belong."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from caicach.core.errors import CoreError
from caicach.core.surveys.expressions import BadExpression, named, parsed

Text = Mapping[str, str]
"""Words by the code of their language. The code `default` is the one of a form that names no language."""


class Kind(StrEnum):
    """What is asked, by the word of XLSForm."""

    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    DATE = "date"
    NOTE = "note"
    CALCULATE = "calculate"

    @property
    def has_choices(self) -> bool:
        return self in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE)

    @property
    def is_asked(self) -> bool:
        """Whether a person answers it."""
        return self not in (Kind.NOTE, Kind.CALCULATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer that may be chosen; its name is what is kept."""

    name: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceList:
    """The choices of one or more questions, in their order."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. Four of its fields are expressions; empty: none.

    choices: name of the list. factor: to whose figure it counts; satisfied: the choices that count for it; counted:
    all that count, these too (empty: all of the list).
    """

    name: str
    kind: Kind
    label: Text = field(default_factory=dict)
    hint: Text = field(default_factory=dict)
    choices: str = ""
    relevant: str = ""
    required: str = ""
    constraint: str = ""
    constraint_message: Text = field(default_factory=dict)
    calculation: str = ""
    appearance: str = ""
    factor: str = ""
    satisfied: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions under one heading; where its relevant is false, none of them is asked."""

    name: str
    members: tuple["Group | Question", ...]
    label: Text = field(default_factory=dict)
    relevant: str = ""
    appearance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """What several questions measure together: access, procedure, civil servant, result, feedback."""

    name: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Factors that make one figure: policies, services."""

    name: str
    label: Text
    factors: tuple[Factor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """The whole. languages: the first is the one in which it opens. It may be faulty: `faults` tells."""

    name: str
    title: str
    version: str
    languages: tuple[str, ...]
    members: tuple[Group | Question, ...]
    lists: tuple[ChoiceList, ...] = ()
    parts: tuple[Part, ...] = ()

    def questions(self) -> Iterator[Question]:
        """All, in the order in which they are asked."""
        return (member for member in walked(self.members) if isinstance(member, Question))

    def choices_of(self, question: Question) -> tuple[Choice, ...]:
        """Those of its list; none where there is no such list."""
        return next((entry.choices for entry in self.lists if entry.name == question.choices), ())


def walked(members: tuple[Group | Question, ...]) -> Iterator[Group | Question]:
    """Groups before what is in them."""
    for member in members:
        yield member
        if isinstance(member, Group):
            yield from walked(member.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with a questionnaire. of: name of the question, group, list, choice or factor; column: its field.

    kind: where that name stands (survey, choices, factors, settings). at: place in an expression, from 1. list: of a
    choice. number: which of those with that name, from 0.
    """

    code: str
    kind: str
    of: str
    column: str
    found: str = ""
    at: int = 0
    list: str = ""
    number: int = 0


class BadQuestionnaire(CoreError):
    """A questionnaire with faults; all of them at once."""

    code = "surveys.bad_questionnaire"

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults=faults)
        self.faults = faults


MOST_GROUPS = 8  # within each other
LONGEST_WORDS = 5_000
NO_LANGUAGE = "default"
_LANGUAGE = re.compile(r"[^:\s](?:[^:]*[^:\s])?")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_KEPT = ("data", "meta", "instanceID")  # elements that each submission has
_CHOICE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


def require_sound(questionnaire: Questionnaire) -> None:
    """BadQuestionnaire, where it has any fault."""
    if found := faults(questionnaire):
        raise BadQuestionnaire(found)


def faults(questionnaire: Questionnaire) -> tuple[Fault, ...]:
    """All at once: names, lists, words in each language, expressions, factors."""
    return (
        *_whole_faults(questionnaire),
        *_list_faults(questionnaire),
        *_factor_faults(questionnaire),
        *_member_faults(questionnaire),
    )


def _whole_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    if not questionnaire.name.strip():
        yield Fault(code="no_name", kind="settings", of="", column="form_id")
    if not questionnaire.languages:
        yield Fault(code="no_language", kind="settings", of="", column="default_language")
    yield from _named(list(questionnaire.languages), "settings", "default_language", _LANGUAGE)
    if NO_LANGUAGE in questionnaire.languages and len(questionnaire.languages) > 1:
        yield Fault(code="mixed_languages", kind="settings", of="", column="default_language")
    if not any(question.kind.is_asked for question in questionnaire.questions()):
        yield Fault(code="no_question", kind="survey", of="", column="type")
    if _depth(questionnaire.members) > MOST_GROUPS:
        yield Fault(code="deep", kind="survey", of="", column="type")


def _depth(members: tuple[Group | Question, ...]) -> int:
    return max((1 + _depth(member.members) for member in members if isinstance(member, Group)), default=0)


def _named(names: list[str], kind: str, column: str, pattern: re.Pattern[str], of_list: str = "") -> Iterator[Fault]:
    for name, number in _numbered(names):
        fault = Fault(code="twice", kind=kind, of=name, column=column, list=of_list, number=number)
        if not pattern.fullmatch(name):
            yield replace(fault, code="bad_name")
        elif number:
            yield fault


def _numbered(names: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each with how often it was there before."""
    seen: Counter[str] = Counter()
    for name in names:
        yield name, seen[name]
        seen[name] += 1


def _unsaid(text: Text, languages: tuple[str, ...], fault: Fault) -> Iterator[Fault]:
    for language in languages:
        if not text.get(language, "").strip():
            yield replace(fault, code="no_words", found=language)
    yield from _badly_said(text, languages, fault)


def _badly_said(text: Text, languages: tuple[str, ...], fault: Fault) -> Iterator[Fault]:
    for language, words in text.items():
        if language not in languages:
            yield replace(fault, code="no_such_language", found=language)
        if len(words) > LONGEST_WORDS:
            yield replace(fault, code="long", found=language)
        if "${" in words:
            yield replace(fault, code="answer_in_words", found=language)


def _list_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    yield from _named([entry.name for entry in questionnaire.lists], "choices", "list_name", _NAME)
    for entry in questionnaire.lists:
        if not entry.choices:
            yield Fault(code="no_choice", kind="choices", of=entry.name, column="list_name")
        yield from _named([choice.name for choice in entry.choices], "choices", "name", _CHOICE, entry.name)
        numbered = _numbered(choice.name for choice in entry.choices)
        for choice, (name, number) in zip(entry.choices, numbered, strict=True):
            place = Fault(code="", kind="choices", of=name, column="label", list=entry.name, number=number)
            yield from _unsaid(choice.label, questionnaire.languages, place)


def _factor_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    yield from _named([part.name for part in questionnaire.parts], "factors", "part", _NAME)
    factors = [factor for part in questionnaire.parts for factor in part.factors]
    yield from _named([factor.name for factor in factors], "factors", "name", _NAME)
    for part in questionnaire.parts:
        if not part.factors:
            yield Fault(code="no_factor", kind="factors", of=part.name, column="part")
        place = Fault(code="", kind="factors", of=part.name, column="part_label")
        yield from _unsaid(part.label, questionnaire.languages, place)
    numbered = _numbered(factor.name for factor in factors)
    for factor, (name, number) in zip(factors, numbered, strict=True):
        place = Fault(code="", kind="factors", of=name, column="label", number=number)
        yield from _unsaid(factor.label, questionnaire.languages, place)


def _member_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    members = list(walked(questionnaire.members))
    yield from _named([member.name for member in members], "survey", "name", _NAME)
    for name, number in _numbered(member.name for member in members):
        if name in _KEPT:
            yield Fault(code="kept_name", kind="survey", of=name, column="name", number=number)
    earlier: set[str] = set()
    numbered = _numbered(member.name for member in members)
    for member, (name, number) in zip(members, numbered, strict=True):
        if isinstance(member, Group):
            found = _group_faults(questionnaire, member, earlier)
        else:
            found = _question_faults(questionnaire, member, earlier)
        yield from (replace(fault, number=number) for fault in found)
        if isinstance(member, Question) and member.kind is not Kind.NOTE:
            earlier.add(name)


def _group_faults(questionnaire: Questionnaire, group: Group, earlier: set[str]) -> Iterator[Fault]:
    if not group.members:
        yield Fault(code="no_member", kind="survey", of=group.name, column="type")
    yield from _expression_faults(group, "relevant", earlier)
    if group.label:
        place = Fault(code="", kind="survey", of=group.name, column="label")
        yield from _unsaid(group.label, questionnaire.languages, place)


def _question_faults(questionnaire: Questionnaire, question: Question, earlier: set[str]) -> Iterator[Fault]:
    for column in ("relevant", "required", "calculation", "constraint"):
        yield from _expression_faults(question, column, earlier)
    if question.kind is not Kind.CALCULATE or question.label:
        place = Fault(code="", kind="survey", of=question.name, column="label")
        yield from _unsaid(question.label, questionnaire.languages, place)
    for column in ("hint", "constraint_message"):
        place = Fault(code="", kind="survey", of=question.name, column=column)
        yield from _badly_said(getattr(question, column), questionnaire.languages, place)
    yield from _kind_faults(question)
    yield from _choice_faults(questionnaire, question)


def _fault(question: Question, code: str, column: str, found: str) -> Fault:
    return Fault(code=code, kind="survey", of=question.name, column=column, found=found)


def _kind_faults(question: Question) -> Iterator[Fault]:
    """Fields that have no sense beside the kind of the question, and one that a calculation must have."""
    if (question.kind is Kind.CALCULATE) is not bool(question.calculation):
        yield _fault(
            question, "out_of_place" if question.calculation else "no_calculation", "calculation", question.kind
        )
    if not question.kind.is_asked:
        for column in ("required", "constraint"):
            if getattr(question, column):
                yield _fault(question, "out_of_place", column, question.kind)
    if question.constraint_message and not question.constraint:
        yield _fault(question, "out_of_place", "constraint_message", question.kind)


def _choice_faults(questionnaire: Questionnaire, question: Question) -> Iterator[Fault]:
    lists = {entry.name for entry in questionnaire.lists}
    if question.kind.has_choices and question.choices not in lists:
        yield _fault(question, "no_list", "type", question.choices)
        return
    if not question.kind.has_choices and question.choices:
        yield _fault(question, "out_of_place", "type", question.choices)
    yield from _counting_faults(questionnaire, question)
    names = [choice.name for choice in questionnaire.choices_of(question)]
    for column in ("satisfied", "counted"):
        for name in getattr(question, column):
            if name not in names:
                yield _fault(question, "no_such_choice", column, name)


def _counting_faults(questionnaire: Questionnaire, question: Question) -> Iterator[Fault]:
    factors = {factor.name for part in questionnaire.parts for factor in part.factors}
    if question.factor and question.factor not in factors:
        yield _fault(question, "no_such_factor", "factor", question.factor)
    if question.factor and (not question.satisfied or question.kind is not Kind.SELECT_ONE):
        yield _fault(question, "no_satisfied", "satisfied", question.kind)
    for name in question.satisfied:
        if question.counted and name not in question.counted:
            yield _fault(question, "not_counted", "satisfied", name)


def _expression_faults(member: Group | Question, column: str, earlier: set[str]) -> Iterator[Fault]:
    """It is understood, and names only questions before it; `.` stands in a constraint alone."""
    text = getattr(member, column)
    if not text:
        return
    place = Fault(code="", kind="survey", of=member.name, column=column)
    try:
        tree = parsed(text)
    except BadExpression as bad:
        yield replace(place, code=f"expression_{bad.why}", found=bad.found, at=bad.at)
        return
    for name in dict.fromkeys(named(tree)):
        if not name and column != "constraint":
            yield replace(place, code="own_answer", found=".", at=text.find(".") + 1)
        elif name and name not in earlier:
            yield replace(place, code="not_earlier", found=name, at=text.find(name) + 1)
