"""Who may have a stored file: rooms above say so for the files that they use; else only who uploaded it."""

from collections.abc import Callable

from caicach.files.models import StoredFile
from caicach.people.models import User

Rule = Callable[[User, StoredFile], bool]

_rules: list[Rule] = []


def register(rule: Rule) -> Rule:
    """Make a rule known; a file may be had when one rule says yes."""
    if rule not in _rules:
        _rules.append(rule)
    return rule


def may_have(user: User, file: StoredFile) -> bool:
    """May this person have this file?"""
    return file.stored_by_id == user.pk or any(rule(user, file) for rule in _rules)
