"""Count and hash every table, so that two databases can be compared row by row without being in one place."""

import hashlib
import json
from dataclasses import dataclass

from django.apps import apps
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


@dataclass(frozen=True, slots=True)
class TableCensus:
    """How many rows a table has, and one hash over all of them in the order of their keys."""

    rows: int
    sha256: str


def tables() -> list[type[models.Model]]:
    """Every table that the site keeps, relation tables too; sessions are not worth keeping."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    kept = (model for model in found if not issubclass(model, AbstractBaseSession))
    return sorted(kept, key=lambda model: model._meta.db_table)


def census(alias: str) -> dict[str, TableCensus]:
    """The census of a whole database, table by table."""
    return {model._meta.db_table: _count(model, alias) for model in tables()}


def _count(model: type[models.Model], alias: str) -> TableCensus:
    names = [field.attname for field in model._meta.concrete_fields]
    digest, rows = hashlib.sha256(), 0
    for row in model._base_manager.using(alias).order_by("pk").values_list(*names).iterator(chunk_size=2000):
        digest.update(json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False).encode())
        rows += 1
    return TableCensus(rows, digest.hexdigest())


def differences(one: dict[str, TableCensus], other: dict[str, TableCensus]) -> list[str]:
    """The tables that are not the same in both, in words."""
    found = []
    for table in sorted(one.keys() | other.keys()):
        left, right = one.get(table), other.get(table)
        if left != right:
            found.append(f"{table}: {left.rows if left else '-'} / {right.rows if right else '-'}")
    return found
