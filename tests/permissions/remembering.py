"""Who asks is looked up once in a walk, and not anew with each of many thousand requests: the person and the roles.

Whatever changes them, or takes such a change back, is seen in what the database is told, and they are looked up again.
"""

import re
from contextlib import contextmanager
from copy import copy

import pytest
from django.contrib.auth.backends import ModelBackend
from django.db import connection

from caicach.agencies import permissions

_CHANGES = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM) "(people_user|agencies_membership|agencies_agency)"')
_SAVEPOINT = re.compile(r'(SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT) ["`]?(\w+)')


class _Memory:
    """What was found, as long as it holds; and the savepoints, each with whether something was changed since it."""

    def __init__(self):
        self.found, self.open, self.is_changed = {}, [], []

    def __call__(self, execute, sql, params, many, context):
        try:
            return execute(sql, params, many, context)
        finally:
            if _CHANGES.match(sql):
                self.found.clear()
                self._changed()
            elif said := _SAVEPOINT.match(sql):
                self._follow(*said.groups())

    def _follow(self, what, name):
        if what == "SAVEPOINT":
            self.open.append(name)
            self.is_changed.append(False)
        elif name not in self.open:  # older than this memory
            self.found.clear()
        elif what == "RELEASE SAVEPOINT":
            if self._forget_from(self.open.index(name)):
                self._changed()
        elif self._forget_from(self.open.index(name) + 1) | self.is_changed[-1]:
            self.found.clear()
            self.is_changed[-1] = False

    def _changed(self):
        if self.open:
            self.is_changed[-1] = True

    def _forget_from(self, place):
        """Drop the savepoints from a place on. Returns whether something was changed since the first of them."""
        was_changed = any(self.is_changed[place:])
        del self.open[place:], self.is_changed[place:]
        return was_changed

    def of(self, look_up, key_of):
        """The same as `look_up`, remembered."""

        def remembered(*arguments, **named):
            key = (look_up, key_of(*arguments, **named))
            if key not in self.found and (found := look_up(*arguments, **named)) is not None:
                self.found[key] = found
            return copy(self.found.get(key))

        return remembered


@contextmanager
def remembered():
    """Remembers who asks while the block lasts."""
    memory = _Memory()
    person, roles = ModelBackend.get_user, permissions.roles_held
    with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(memory):
        patch.setattr(ModelBackend, "get_user", memory.of(person, lambda backend, key: str(key)))
        patch.setattr(permissions, "roles_held", memory.of(roles, lambda user, *, on: (user.pk, user.is_active, on)))
        yield
