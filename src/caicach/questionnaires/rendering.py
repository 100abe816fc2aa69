"""A questionnaire as a page asks it: what is to be seen with the answers so far, in one language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from caicach.core.surveys.answering import Answered, Sheet, answered
from caicach.core.surveys.questionnaire import Group, Kind, Question, Questionnaire, Text, walked

PREFIX = "a-"
"""Before the names of the fields, so that no question takes that of another field of the page."""

_FACES = {
    3: ("frown", "meh", "smile"),
    4: ("angry", "frown", "smile", "laugh"),
    5: ("angry", "frown", "meh", "smile", "laugh"),
}
"""Names of icons, from the saddest on, for so many choices of a scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChoice:
    """face: name of the icon beside its words, where the choices are a scale."""

    name: str
    label: str
    is_chosen: bool
    face: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One thing on the page. kind: of the question, or group. fault: code of `AnswerFault`, if any."""

    name: str
    kind: str
    label: str
    hint: str = ""
    reminder: str = ""
    value: str = ""
    fault: str = ""
    is_required: bool = False
    is_scale: bool = False
    is_long: bool = False
    number: int = 0
    choices: tuple[ShownChoice, ...] = ()

    @property
    def field(self) -> str:
        return PREFIX + self.name


def sheet_of(questionnaire: Questionnaire, data: QueryDict) -> Sheet:
    """What was ticked and typed; a field that is not of the questionnaire is passed over."""
    sheet: dict[str, str | list[str]] = {}
    for question in questionnaire.questions():
        given = data.getlist(PREFIX + question.name)
        if question.kind is Kind.SELECT_MULTIPLE:
            sheet[question.name] = given
        elif given:
            sheet[question.name] = given[-1]
    return sheet


def shown(questionnaire: Questionnaire, sheet: Sheet, language: str, today: date, *, tells: bool) -> list[Shown]:
    """Everything that is asked with these answers, in its order. tells: with what is wrong or missing."""
    return list(_Page(questionnaire, sheet, language, answered(questionnaire, sheet, today), tells=tells).all())


def told(text: Text, language: str) -> str:
    """Its words in a language, else in the first that it has."""
    return text.get(language) or next(iter(text.values()), "")


class _Page:
    def __init__(
        self, questionnaire: Questionnaire, sheet: Sheet, language: str, found: Answered, *, tells: bool
    ) -> None:
        self.questionnaire, self.sheet, self.language = questionnaire, sheet, language
        self.asked = set(found.asked)
        self.faults: Mapping[str, str] = {one.question: one.code for one in found.faults} if tells else {}

    def all(self) -> Iterator[Shown]:
        number = 0
        for member in walked(self.questionnaire.members):
            if isinstance(member, Group):
                if member.label and any(one.name in self.asked for one in walked(member.members)):
                    yield Shown(name=member.name, kind="group", label=told(member.label, self.language))
            elif member.name in self.asked:
                number += member.kind.is_asked
                yield self.question(member, number)

    def question(self, question: Question, number: int) -> Shown:
        given = self.sheet.get(question.name, "")
        return Shown(
            name=question.name,
            kind=question.kind,
            label=told(question.label, self.language),
            hint=told(question.hint, self.language),
            reminder=told(question.constraint_message, self.language),
            value=given if isinstance(given, str) else "",
            fault=self.faults.get(question.name, ""),
            is_required=question.required == "true()",
            is_scale="likert" in question.appearance.split(),
            is_long="multiline" in question.appearance.split(),
            number=number if question.kind.is_asked else 0,
            choices=tuple(self.choices(question, given)),
        )

    def choices(self, question: Question, given: str | list[str]) -> Iterator[ShownChoice]:
        chosen = given if isinstance(given, list) else [given]
        faces = _faces(self.questionnaire, question)
        for choice in self.questionnaire.choices_of(question):
            yield ShownChoice(
                name=choice.name,
                label=told(choice.label, self.language),
                is_chosen=choice.name in chosen,
                face=faces.get(choice.name, ""),
            )


def _faces(questionnaire: Questionnaire, question: Question) -> dict[str, str]:
    """A face for each choice that counts of a scale, the happiest on the side on which choices are satisfied."""
    names = [choice.name for choice in questionnaire.choices_of(question)]
    counted = [name for name in names if name in question.counted] if question.counted else names
    faces = _FACES.get(len(counted), ())
    if "likert" not in question.appearance.split() or not question.satisfied or not faces:
        return {}
    rises = counted[-1] in question.satisfied
    return dict(zip(counted, faces if rises else reversed(faces), strict=True))
