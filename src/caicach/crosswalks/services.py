"""Every change to crosswalks: begun, read in, links confirmed and taken out."""

from collections import Counter
from collections.abc import Sequence

from django.db import transaction

from caicach.agencies.permissions import require_or_machine
from caicach.audit.trail import record
from caicach.core.scoring.crosswalk import Crosswalk as CoreCrosswalk
from caicach.core.scoring.crosswalk import Link, check_crosswalk
from caicach.core.scoring.errors import SetProblem
from caicach.core.scoring.plain import to_plain
from caicach.criteria.models import CriteriaSet, Crosswalk
from caicach.criteria.sentences.parameter_words import CHANGE_LABELS
from caicach.criteria.sentences.problems import problem_sentence
from caicach.criteria.services import hash_of
from caicach.crosswalks.errors import CrosswalkExists, LeavesTaken, LinkDoesNotHold, SetsDoNotFit
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.errors import RowMovedOn


@transaction.atomic
def keep_crosswalk(*, checked: CoreCrosswalk, by: User | None) -> tuple[Crosswalk, bool]:
    """Keep a checked crosswalk in the place of the one between the same sets. Returns whether anything changed."""
    require_or_machine(by, Permission.CRITERIA_DRAFT)
    sets = {row.key: row for row in CriteriaSet.objects.filter(key__in=[checked.old_set, checked.new_set])}
    ends = {"old_set": sets[checked.old_set], "new_set": sets[checked.new_set]}
    row = Crosswalk.objects.select_for_update().filter(**ends).first() or Crosswalk(**ends)
    if row.content_hash == hash_of(to_plain(checked)):
        return row, False
    row.version += 0 if row._state.adding else 1
    row.made_by = by
    _write(row, checked)
    record("criteria.crosswalk_read_in", actor=by, target=row, sha256=row.content_hash, count=len(checked.links))
    return row, True


@transaction.atomic
def begin_crosswalk(*, old_set: CriteriaSet, new_set: CriteriaSet, by: User) -> Crosswalk:
    """An empty crosswalk between two sets, to be filled link by link."""
    require_or_machine(by, Permission.CRITERIA_DRAFT)
    if old_set.pk == new_set.pk:
        raise SetsDoNotFit()
    if Crosswalk.objects.filter(old_set=old_set, new_set=new_set).exists():
        raise CrosswalkExists()
    row = Crosswalk(old_set=old_set, new_set=new_set, made_by=by)
    _write(row, CoreCrosswalk(old_set=old_set.key, new_set=new_set.key, links=()))
    record("criteria.crosswalk_begun", actor=by, target=row)
    return row


@transaction.atomic
def confirm_links(*, crosswalk: Crosswalk, links: Sequence[Link], by: User, version: int | None = None) -> Crosswalk:
    """Add links that a person has confirmed. Each says what is true of the two sets, and no leaf stands in two."""
    row = _locked(crosswalk, by, version)
    _refuse_taken(row, links)
    for link in links:
        if found := _faults_of(row, link):
            why = problem_sentence(found[0])
            raise LinkDoesNotHold(change=CHANGE_LABELS[link.change], why=why)
    _add(row, (*row.as_core.links, *links))
    record("criteria.links_confirmed", actor=by, target=row, sha256=row.content_hash, count=len(links))
    return row


@transaction.atomic
def remove_link(*, crosswalk: Crosswalk, version: int, old: Sequence[str], new: Sequence[str], by: User) -> Crosswalk:
    """Take a link out; its criteria are open again."""
    row = _locked(crosswalk, by, version)
    kept = tuple(link for link in row.as_core.links if (link.old, link.new) != (tuple(old), tuple(new)))
    if len(kept) == len(row.as_core.links):
        raise RowMovedOn(row=row)
    _add(row, kept)
    record("criteria.link_removed", actor=by, target=row, old=list(old), new=list(new))
    return row


def faults_of_crosswalk(row: Crosswalk) -> list[SetProblem]:
    """What keeps a crosswalk from being whole: leaves without a link, and links that do not hold any more."""
    return check_crosswalk(row.as_core, row.old_set.as_core, row.new_set.as_core)


def _locked(crosswalk: Crosswalk, by: User, version: int | None) -> Crosswalk:
    require_or_machine(by, Permission.CRITERIA_DRAFT)
    rows = Crosswalk.objects.select_for_update(of=("self",)).select_related("old_set", "new_set")
    row = rows.get(pk=crosswalk.pk)
    if version is not None and row.version != version:
        raise RowMovedOn(row=row)
    return row


def _refuse_taken(row: Crosswalk, links: Sequence[Link]) -> None:
    together = [*row.as_core.links, *links]
    for side, whole in (("old", row.old_set.as_core), ("new", row.new_set.as_core)):
        counted = Counter(code for link in together for code in getattr(link, side))
        leaves = {leaf.code for leaf in whole.leaves()}
        asked = {code for link in links for code in getattr(link, side)}
        wrong = sorted(code for code in asked if counted[code] > 1 or code not in leaves)
        if wrong:
            raise LeavesTaken(codes=", ".join(wrong))


def _faults_of(row: Crosswalk, link: Link) -> list[SetProblem]:
    """Whether the pair bears out what the link says."""
    alone = CoreCrosswalk(old_set=row.old_set.key, new_set=row.new_set.key, links=(link,))
    found = check_crosswalk(alone, row.old_set.as_core, row.new_set.as_core)
    return [one for one in found if one.place[:1] == ("links",)]


def _add(row: Crosswalk, links: tuple[Link, ...]) -> None:
    row.version += 1
    made = CoreCrosswalk(old_set=row.old_set.key, new_set=row.new_set.key, links=links, source=row.as_core.source)
    _write(row, made)


def _write(row: Crosswalk, made: CoreCrosswalk) -> None:
    row.content = to_plain(made)
    row.content_hash = hash_of(row.content)
    row.__dict__.pop("as_core", None)
    row.full_clean(exclude=["content"])
    row.save()
