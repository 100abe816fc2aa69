"""What became of the questions and choices of a questionnaire in its next version, and so of answers to the former."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from caicach.core.surveys.questionnaire import Choice, Kind, Question, Questionnaire, Text


class Fate(StrEnum):
    """What became of it. Answers to a question that was dropped have no place in the next version."""

    SAME = "same"
    RENAMED = "renamed"
    REWORDED = "reworded"
    DROPPED = "dropped"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """before: its name in the former version, empty where it is new; after: empty where it is dropped."""

    fate: Fate
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionChange(Change):
    """choices: what became of each choice; none where the question has none, is new or is dropped.

    also: the other fields in which it differs, such as its condition or the choices that are satisfied.
    """

    choices: tuple[Change, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether its figures of both versions may be compared as they are."""
        return self.fate is Fate.SAME and not self.also and all(one.fate is Fate.SAME for one in self.choices)


_ALSO = (
    "hint", "relevant", "required", "constraint", "calculation", "appearance", "factor", "satisfied", "counted",
)  # fmt: skip


def changes(before: Questionnaire, after: Questionnaire) -> tuple[QuestionChange, ...]:
    """One for each question, in the order of the later version; those that were dropped at the end.

    A name that stays is the same question, unless its kind differs: then the old one is dropped and a new one asked.
    Another name with the very same words is a renamed question, where only one has these words in each version.
    """
    old = {question.name: question for question in before.questions()}
    new = {question.name: question for question in after.questions()}
    pairs = _paired(_signs(old), _signs(new))
    found = [
        _question_change(before, old[pairs[name]], after, new[name]) if name in pairs else _new(name) for name in new
    ]
    gone = [name for name in old if name not in pairs.values()]
    return (*found, *(QuestionChange(fate=Fate.DROPPED, before=name) for name in gone))


_Sign = tuple[str, frozenset[tuple[str, str]]]


def _new(name: str) -> QuestionChange:
    return QuestionChange(fate=Fate.NEW, after=name)


def _signs(questions: Mapping[str, Question]) -> dict[str, _Sign]:
    return {name: _sign(question.label, question.kind) for name, question in questions.items()}


def _sign(label: Text, kind: Kind | None = None) -> _Sign:
    """By what it is known where its name is another one."""
    return kind or "", frozenset((language, " ".join(words.split())) for language, words in label.items())


def _paired(old: Mapping[str, _Sign], new: Mapping[str, _Sign]) -> dict[str, str]:
    """Later name: former name."""
    pairs = {name: name for name, (kind, _) in new.items() if name in old and old[name][0] == kind}
    left = {name: sign for name, sign in old.items() if name not in pairs}
    coming = {name: sign for name, sign in new.items() if name not in pairs}
    once_old, once_new = Counter(old.values()), Counter(new.values())
    known = {sign: name for name, sign in left.items() if sign[1] and once_old[sign] == 1}
    found = {name: known[sign] for name, sign in coming.items() if sign in known and once_new[sign] == 1}
    return pairs | found


def _question_change(before: Questionnaire, old: Question, after: Questionnaire, new: Question) -> QuestionChange:
    choices = _choice_changes(before.choices_of(old), after.choices_of(new))
    fate = _fate(old.name, old.label, new.name, new.label)
    also = tuple(name for name in _ALSO if getattr(old, name) != getattr(new, name))
    return QuestionChange(fate=fate, before=old.name, after=new.name, choices=choices, also=also)


def _choice_changes(before: tuple[Choice, ...], after: tuple[Choice, ...]) -> tuple[Change, ...]:
    old = {choice.name: choice.label for choice in before}
    new = {choice.name: choice.label for choice in after}
    pairs = _paired(
        {name: _sign(label) for name, label in old.items()}, {name: _sign(label) for name, label in new.items()}
    )
    found = [
        Change(fate=_fate(pairs[name], old[pairs[name]], name, label), before=pairs[name], after=name)
        if name in pairs
        else Change(fate=Fate.NEW, after=name)
        for name, label in new.items()
    ]
    return (*found, *(Change(fate=Fate.DROPPED, before=name) for name in old if name not in pairs.values()))


def _fate(old_name: str, old: Text, new_name: str, new: Text) -> Fate:
    if old_name != new_name:
        return Fate.RENAMED
    return Fate.SAME if _sign(old) == _sign(new) else Fate.REWORDED


def carried(sheet: Mapping[str, str | list[str]], found: tuple[QuestionChange, ...]) -> dict[str, str | list[str]]:
    """Answers to the former version as answers to the next one; what has no place there is left out.

    found: what `changes` told of these two versions.
    """
    made: dict[str, str | list[str]] = {}
    for change in found:
        if change.before not in sheet or not change.after:
            continue
        given = sheet[change.before]
        names = {one.before: one.after for one in change.choices if one.before}
        if not names:
            made[change.after] = given
        elif isinstance(given, list):
            made[change.after] = [names[name] for name in given if names.get(name)]
        elif names.get(given):
            made[change.after] = names[given]
    return made
