"""Changes of a questionnaire, each giving a new one; whether it is sound then, `questionnaire.faults` tells."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from caicach.core.surveys.questionnaire import ChoiceList, Group, Part, Question, Questionnaire, walked

Member = Group | Question
Members = tuple[Member, ...]
_EXPRESSIONS = ("relevant", "required", "constraint", "calculation")


def member_named(questionnaire: Questionnaire, name: str) -> Member | None:
    """The group or question of that name."""
    return next((member for member in walked(questionnaire.members) if member.name == name), None)


def with_member(questionnaire: Questionnaire, member: Member, *, after: str = "") -> Questionnaire:
    """With one more, behind that of a name; in a group where it is the name of a group; last where it is empty."""
    if not after:
        return replace(questionnaire, members=(*questionnaire.members, member))

    def put(found: Member) -> Members:
        if isinstance(found, Group):
            return (replace(found, members=(member, *found.members)),)
        return (found, member)

    return _each(questionnaire, after, put)


def with_changed(questionnaire: Questionnaire, name: str, member: Member) -> Questionnaire:
    """With another in the place of that of a name; where it has another name, the expressions follow."""
    made = _each(questionnaire, name, lambda _found: (member,))
    return made if member.name == name else replace(made, members=_renamed(made.members, name, member.name))


def without_member(questionnaire: Questionnaire, name: str) -> Questionnaire:
    """Without one; a group goes with all that is in it."""
    return _each(questionnaire, name, lambda _found: ())


def moved(questionnaire: Questionnaire, name: str, step: int) -> Questionnaire:
    """One place up (-1) or down (1) among those around it; at the end of a group it leaves it, towards that side."""
    return replace(questionnaire, members=_moved(questionnaire.members, name, step))


def with_list(questionnaire: Questionnaire, entry: ChoiceList) -> Questionnaire:
    """With a list of choices, in the place of that of its name."""
    names = [one.name for one in questionnaire.lists]
    if entry.name not in names:
        return replace(questionnaire, lists=(*questionnaire.lists, entry))
    return replace(questionnaire, lists=tuple(entry if one.name == entry.name else one for one in questionnaire.lists))


def without_unused_lists(questionnaire: Questionnaire) -> Questionnaire:
    """Without the lists from which nobody chooses any more."""
    used = {question.choices for question in questionnaire.questions()}
    return replace(questionnaire, lists=tuple(entry for entry in questionnaire.lists if entry.name in used))


def with_parts(questionnaire: Questionnaire, parts: tuple[Part, ...]) -> Questionnaire:
    """With other parts and factors."""
    return replace(questionnaire, parts=parts)


def _each(questionnaire: Questionnaire, name: str, change: Callable[[Member], Members]) -> Questionnaire:
    return replace(questionnaire, members=_changed(questionnaire.members, name, change))


def _changed(members: Members, name: str, change: Callable[[Member], Members]) -> Members:
    made: list[Member] = []
    for member in members:
        if member.name == name:
            made += change(member)
        elif isinstance(member, Group):
            made.append(replace(member, members=_changed(member.members, name, change)))
        else:
            made.append(member)
    return tuple(made)


def _renamed(members: Members, old: str, new: str) -> Members:
    """The same, where expressions name a question by its new name."""
    naming = re.compile(r"\$\{\s*" + re.escape(old) + r"\s*\}")

    def follow(member: Member) -> Member:
        columns = ("relevant",) if isinstance(member, Group) else _EXPRESSIONS
        changed: dict[str, Any] = {column: naming.sub(f"${{{new}}}", getattr(member, column)) for column in columns}
        if isinstance(member, Group):
            return replace(member, members=_renamed(member.members, old, new), **changed)
        return replace(member, **changed)

    return tuple(map(follow, members))


def _moved(members: Members, name: str, step: int) -> Members:
    made = list(members)
    for place, member in enumerate(members):
        if member.name == name:
            target = place + step
            if 0 <= target < len(made):
                made[place], made[target] = made[target], made[place]
            return tuple(made)
        if isinstance(member, Group) and any(one.name == name for one in walked(member.members)):
            return _moved_within(members, place, member, name, step)
    return members


def _moved_within(members: Members, place: int, group: Group, name: str, step: int) -> Members:
    """In the group, or out of it where it stands at that end."""
    end = group.members[0 if step < 0 else -1]
    if end.name != name:
        inside = replace(group, members=_moved(group.members, name, step))
        return (*members[:place], inside, *members[place + 1 :])
    left = replace(group, members=group.members[1:] if step < 0 else group.members[:-1])
    pair: Members = (end, left) if step < 0 else (left, end)
    return (*members[:place], *pair, *members[place + 1 :])
