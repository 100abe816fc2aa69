"""`caicach export-crosswalk OLD NEW -o FILE`"""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from caicach.core.scoring.crosswalk import Crosswalk, Link
from caicach.core.scoring.plain import to_plain
from caicach.criteria.models import CriteriaSet
from caicach.criteria.models import Crosswalk as CrosswalkRow
from caicach.criteria.writing import as_yaml
from caicach.crosswalks.proposing import proposed_links


class Command(BaseCommand):
    help = (
        "Write the crosswalk between two criteria sets as YAML that import-crosswalk reads back the same; "
        "with --propose also what the machine would link, for a person to look through."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("old", help="the key of the older set")
        parser.add_argument("new", help="the key of the newer set")
        parser.add_argument("--propose", action="store_true", help="add a proposal for every criterion without a link")
        parser.add_argument("-o", "--output", required=True, type=Path)
        parser.add_argument("--json", action="store_true", help="tell as JSON, with every proposed link")

    def handle(self, *, old: str, new: str, propose: bool, output: Path, json: bool, **options: object) -> None:
        before, after = _set(old), _set(new)
        if before == after:
            raise CommandError("a crosswalk leads from one set to another one")
        kept = CrosswalkRow.objects.filter(old_set=before, new_set=after).first()
        if kept is None and not propose:
            raise CommandError(f"there is no crosswalk from {old} to {new}; --propose makes the beginning of one")
        made = kept.as_core if kept else Crosswalk(old_set=old, new_set=new, links=())
        proposed = proposed_links(before.as_core, after.as_core, made) if propose else []
        whole = Crosswalk(old_set=old, new_set=new, links=(*made.links, *proposed), source=made.source)
        try:
            output.write_text(as_yaml(whole), encoding="utf-8")
        except OSError as error:
            raise CommandError(str(error)) from error
        self._say(whole, proposed, output, as_json=json)

    def _say(self, whole: Crosswalk, proposed: list[Link], output: Path, *, as_json: bool) -> None:
        confirmed = len(whole.links) - len(proposed)
        if as_json:
            told = {"old": whole.old_set, "new": whole.new_set, "confirmed": confirmed, "proposed": to_plain(proposed)}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        counted = Counter(str(link.change.value) for link in proposed)
        words = ", ".join(f"{change} {count}" for change, count in sorted(counted.items()))
        told_of = f", {len(proposed)} proposed ({words})" if proposed else ""
        self.stdout.write(f"{whole.old_set} → {whole.new_set}: {confirmed} confirmed{told_of}: {output}")


def _set(key: str) -> CriteriaSet:
    row = CriteriaSet.objects.filter(key=key).first()
    if row is None:
        known = ", ".join(CriteriaSet.objects.values_list("key", flat=True))
        raise CommandError(f"no set has the key {key}; known are: {known}")
    return row
