"""One sheet of answers held against its questionnaire: what was asked, what is kept, what is wrong.

A sheet is {name of the question: value | [values]}: names of choices, numbers as text, dates as YYYY-MM-DD. What is
not answered is not in it. One walk is enough, since expressions name only questions before their own.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from caicach.core.surveys.expressions import Context, Value, holds, parsed, text_of, value_of
from caicach.core.surveys.questionnaire import Group, Kind, Question, Questionnaire

Sheet = Mapping[str, str | list[str]]

LONGEST_TEXT = 10_000
_INTEGER = re.compile(r"-?[0-9]{1,9}")  # as many digits as ODK's engine keeps
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?")


@dataclass(frozen=True, slots=True)
class AnswerFault:
    """code: unknown (no such question), form (not of its kind), required, constraint."""

    question: str
    code: str


@dataclass(slots=True)
class Answered:
    """asked: the questions and notes that are seen with these answers. kept: their answers, with calculated ones.

    dropped: answers to questions that are not asked with these answers.
    """

    asked: list[str] = field(default_factory=list)
    kept: dict[str, str | list[str]] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    faults: list[AnswerFault] = field(default_factory=list)


def answered(questionnaire: Questionnaire, sheet: Mapping[str, object], today: date) -> Answered:
    """A sound questionnaire's answers, as they came in; every fault at once."""
    walk = _Walk(questionnaire, sheet, today)
    walk.through(questionnaire.members, is_seen=True)
    known = {question.name for question in questionnaire.questions() if question.kind.is_asked}
    walk.out.faults += [AnswerFault(name, "unknown") for name in sheet if name not in known]
    return walk.out


class _Walk:
    def __init__(self, questionnaire: Questionnaire, sheet: Mapping[str, object], today: date) -> None:
        self.questionnaire, self.sheet, self.today = questionnaire, sheet, today
        self.values: dict[str, Value] = {}
        self.out = Answered()

    def context(self, own: Value = "") -> Context:
        return Context(answers=self.values, today=self.today, own=own)

    def through(self, members: tuple[Group | Question, ...], *, is_seen: bool) -> None:
        for member in members:
            is_member_seen = is_seen and holds(member.relevant, self.context())
            if isinstance(member, Group):
                self.through(member.members, is_seen=is_member_seen)
            elif is_member_seen:
                self.ask(member)
            elif member.kind.is_asked and not _is_missing(self.sheet.get(member.name)):
                self.out.dropped.append(member.name)

    def ask(self, question: Question) -> None:
        if question.kind is Kind.CALCULATE:
            self.calculate(question)
            return
        self.out.asked.append(question.name)
        if not question.kind.is_asked:
            return
        given = self.sheet.get(question.name)
        if _is_missing(given):
            if question.required and holds(question.required, self.context()):
                self.out.faults.append(AnswerFault(question.name, "required"))
            return
        self.keep(question, given)

    def calculate(self, question: Question) -> None:
        value = value_of(parsed(question.calculation), self.context())
        if value != "":
            self.values[question.name] = value
            self.out.kept[question.name] = text_of(value)

    def keep(self, question: Question, given: object) -> None:
        """An answer that is not allowed is neither kept nor known to the questions after it."""
        answer = _formed(question, given, [choice.name for choice in self.questionnaire.choices_of(question)])
        if answer is None:
            self.out.faults.append(AnswerFault(question.name, "form"))
            return
        value = _value(question, answer)
        if not holds(question.constraint, self.context(value)):
            self.out.faults.append(AnswerFault(question.name, "constraint"))
            return
        self.values[question.name] = value
        self.out.kept[question.name] = answer


def _is_missing(given: object) -> bool:
    return given is None or given == [] or (isinstance(given, str) and not given.strip())


def _formed(question: Question, given: object, names: list[str]) -> str | list[str] | None:
    """The answer in the form in which it is kept; None: not of the question's kind."""
    if question.kind is Kind.SELECT_MULTIPLE:
        chosen = given if isinstance(given, list) else []
        is_sound = all(isinstance(name, str) and name in names for name in chosen) and len(set(chosen)) == len(chosen)
        return [name for name in names if name in chosen] if chosen and is_sound else None
    if not isinstance(given, str):
        return None
    return next(_formed_text(question.kind, given, names), None)


def _formed_text(kind: Kind, given: str, names: list[str]) -> Iterator[str]:
    if kind is Kind.TEXT:
        if len(given) <= LONGEST_TEXT:
            yield given
        return
    text = given.strip()
    if kind is Kind.SELECT_ONE and text in names:
        yield text
    if kind is Kind.INTEGER and _INTEGER.fullmatch(text):
        yield str(int(text))
    if kind is Kind.DECIMAL and _DECIMAL.fullmatch(text):
        yield text
    if kind is Kind.DATE and _is_date(text):
        yield text


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _value(question: Question, answer: str | list[str]) -> Value:
    """The answer as expressions see it."""
    if isinstance(answer, list):
        return " ".join(answer)
    if question.kind in (Kind.INTEGER, Kind.DECIMAL):
        return float(answer)
    return date.fromisoformat(answer) if question.kind is Kind.DATE else answer
