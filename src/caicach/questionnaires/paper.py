"""A questionnaire on paper: everything that it may ask, with boxes to tick and lines to write on."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from caicach.core.surveys.questionnaire import Group, Kind, Question, Questionnaire, walked
from caicach.questionnaires.conditions import Conditions
from caicach.questionnaires.rendering import told


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperItem:
    """One thing on the sheet. kind: of the question, or group. condition: when it is to be answered."""

    kind: str
    label: str
    hint: str = ""
    condition: str = ""
    number: int = 0
    choices: tuple[str, ...] = ()


def paper(questionnaire: Questionnaire, language: str) -> list[PaperItem]:
    """All groups, notes and questions in their order; what is calculated is not there."""
    conditions = Conditions(questionnaire, language, numbers_of(questionnaire))
    return list(_items(questionnaire, language, conditions))


def numbers_of(questionnaire: Questionnaire) -> dict[str, int]:
    """The number of each question on paper, where all are printed."""
    asked = [question.name for question in questionnaire.questions() if question.kind.is_asked]
    return {name: number for number, name in enumerate(asked, 1)}


def _items(questionnaire: Questionnaire, language: str, conditions: Conditions) -> Iterator[PaperItem]:
    for member in walked(questionnaire.members):
        if isinstance(member, Group):
            condition = _condition_of(member, conditions)
            if member.label or condition:
                yield PaperItem(kind="group", label=told(member.label, language), condition=condition)
        elif member.kind is not Kind.CALCULATE:
            yield _question(questionnaire, member, language, conditions)


def _condition_of(group: Group, conditions: Conditions) -> str:
    """On paper nobody sees where a group ends: the condition tells for which questions it is."""
    sentence = conditions.sentence(group.relevant)
    numbers = [conditions.numbers[one.name] for one in walked(group.members) if one.name in conditions.numbers]
    if not sentence or len(numbers) < 2:
        return sentence
    return _("Câu {first} đến câu {last}: {sentence}").format(first=numbers[0], last=numbers[-1], sentence=sentence)


def _question(questionnaire: Questionnaire, question: Question, language: str, conditions: Conditions) -> PaperItem:
    return PaperItem(
        kind=question.kind,
        label=told(question.label, language),
        hint=told(question.hint, language),
        condition=conditions.sentence(question.relevant),
        number=conditions.numbers.get(question.name, 0),
        choices=tuple(told(choice.label, language) for choice in questionnaire.choices_of(question)),
    )
