"""What tables say of a questionnaire: its outline, its lists, its factors, what changed since the edition before."""

from collections.abc import Iterator
from typing import NamedTuple

from caicach.core.surveys.questionnaire import Factor, Group, Kind, Part, Question, Questionnaire
from caicach.core.surveys.versions import Change, QuestionChange
from caicach.questionnaires import models
from caicach.questionnaires.phrases import COLUMNS, FATES, KINDS
from caicach.questionnaires.rendering import told


class OutlineRow(NamedTuple):
    """A line of the outline. depth: how many groups are around it."""

    member: Group | Question
    depth: int
    words: str
    kind: str
    factor: str
    is_group: bool


class ListRow(NamedTuple):
    """A list of choices with who uses it."""

    name: str
    words: str
    used_by: str


class FactorRow(NamedTuple):
    """A factor with the questions that count to it."""

    part: str
    factor: str
    questions: list[str]


class ChangeRow(NamedTuple):
    """What became of a question. choices: only those that are not the same."""

    change: QuestionChange
    fate: str
    words: str
    choices: list[str]
    also: list[str]


def outline(questionnaire: Questionnaire) -> list[OutlineRow]:
    """All members in their order."""
    return list(_outline(questionnaire, questionnaire.members, 0))


def _outline(questionnaire: Questionnaire, members: tuple[Group | Question, ...], depth: int) -> Iterator[OutlineRow]:
    language = questionnaire.languages[0]
    factors = {factor.name: told(factor.label, language) for _part, factor in _factors(questionnaire)}
    for member in members:
        words = told(member.label, language) or member.name
        if isinstance(member, Group):
            yield OutlineRow(member, depth, words, "", "", is_group=True)
            yield from _outline(questionnaire, member.members, depth + 1)
        else:
            kind, factor = str(KINDS[member.kind]), factors.get(member.factor, "")
            yield OutlineRow(member, depth, words, kind, factor, is_group=False)


def list_rows(questionnaire: Questionnaire) -> list[ListRow]:
    """The lists of choices."""
    language = questionnaire.languages[0]
    return [
        ListRow(
            entry.name,
            "; ".join(told(choice.label, language) for choice in entry.choices),
            ", ".join(question.name for question in questionnaire.questions() if question.choices == entry.name),
        )
        for entry in questionnaire.lists
    ]


def factor_rows(questionnaire: Questionnaire) -> list[FactorRow]:
    """What is measured, and by which questions."""
    language = questionnaire.languages[0]
    return [
        FactorRow(
            told(part.label, language),
            told(factor.label, language),
            [told(one.label, language) for one in questionnaire.questions() if one.factor == factor.name],
        )
        for part, factor in _factors(questionnaire)
    ]


def change_rows(row: "models.Questionnaire") -> list[ChangeRow]:
    """What became of the questions of the edition before."""
    if row.follows is None:
        return []
    before, after = (
        {question.name: question for question in one.questions()} for one in (row.follows.as_core, row.as_core)
    )
    language = row.as_core.languages[0]
    return [
        ChangeRow(
            change,
            str(FATES[change.fate]),
            told((after.get(change.after) or before[change.before]).label, language),
            [_told_choice(one) for one in change.choices if one.fate != "same"],
            [str(COLUMNS[name]) for name in change.also],
        )
        for change in row.changes
        if (after.get(change.after) or before[change.before]).kind is not Kind.NOTE
    ]


def _told_choice(change: Change) -> str:
    names = " → ".join(name for name in (change.before, change.after) if name)
    return f"{names}: {FATES[change.fate]}"


def _factors(questionnaire: Questionnaire) -> Iterator[tuple[Part, Factor]]:
    for part in questionnaire.parts:
        for factor in part.factors:
            yield part, factor
