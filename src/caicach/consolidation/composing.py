"""Writing a consolidated section: picking, writing anew, moving, joining, taking away, computed numbers, undoing."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.consolidation import errors
from caicach.consolidation.models import ConsolidatedSection, SectionStep
from caicach.consolidation.sources import origins_of
from caicach.core.consolidating import passages as acts
from caicach.core.consolidating.passages import Origin, Passage, Section, section_from_plain, section_to_plain
from caicach.core.text import is_blank, nfc, squeeze
from caicach.indicators.entries import check_digits
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.reports.totals import NAMES, totals_of
from caicach.reports.wording import total_sentence
from caicach.ui.errors import RowMovedOn

Change = Callable[[Section], Section]
MOST_LETTERS = 20_000


@transaction.atomic
def pick(*, section: ConsolidatedSection, refs: list[str], by: User) -> ConsolidatedSection:
    """Put words of agencies behind the text, word for word: each paragraph that they come from stays one."""
    row = _locked(section, None, by)
    if not (found := origins_of(row, refs)):
        raise errors.NothingPicked()
    new = [_passage(" ".join(one.text for one in origins), by, origins=origins) for origins in found]
    return _kept(row, "picked", lambda told: _with(told, acts.added(told.passages, new)), by)


@transaction.atomic
def write_anew(*, section: ConsolidatedSection, text: str, by: User) -> ConsolidatedSection:
    """Add paragraphs that no agency has written."""
    row = _locked(section, None, by)
    new = [_passage(one, by) for one in acts.paragraphs_of(_clean(text))]
    return _kept(row, "written", lambda told: _with(told, acts.added(told.passages, new)), by)


@transaction.atomic
def edit_passage(*, section: ConsolidatedSection, key: str, version: int, text: str, by: User) -> ConsolidatedSection:
    """Other words for a paragraph; where its words came from stays known. No words at all take it away."""
    row = _locked(section, version, by)
    told = _clean(text)
    signed = {"by": by.pk, "name": by.full_name, "at": timezone.now().isoformat()}

    def change(held: Section) -> Section:
        if not told:
            return _with(held, acts.removed(held.passages, key))
        return _with(held, acts.edited(held.passages, key, told, **signed))  # type: ignore[arg-type]

    return _kept(row, "edited", change, by)


@transaction.atomic
def shift_passage(*, section: ConsolidatedSection, key: str, version: int, act: str, by: User) -> ConsolidatedSection:
    """Move a paragraph up or down, join it with the next one, or take it away."""
    row = _locked(section, version, by)
    ways: dict[str, Callable[[acts.Passages], acts.Passages]] = {
        "up": lambda held: acts.moved(held, key, -1),
        "down": lambda held: acts.moved(held, key, 1),
        "join": lambda held: acts.joined(held, key),
        "remove": lambda held: acts.removed(held, key),
    }
    return _kept(row, act, lambda told: _with(told, ways[act](told.passages)), by)


@transaction.atomic
def insert_total(*, section: ConsolidatedSection, indicator: str, by: User) -> ConsolidatedSection:
    """Add a sentence with the number of the province; it stays known which indicator it tells."""
    row = _locked(section, None, by)
    typed = row.told.totals
    totals = totals_of(row.report.round, [row.code], typed)[row.code]
    total = next((one for one in totals if one.indicator.code == indicator), None)
    if total is None or not (total.rows or total.typed):
        raise errors.NoNumber()
    text, computed = total_sentence(total)
    new = [_passage(text, by, computed=computed)]
    return _kept(row, "computed", lambda told: _with(told, acts.added(told.passages, new)), by)


@transaction.atomic
def type_total(
    *, section: ConsolidatedSection, version: int, indicator: str, numbers: Mapping[str, Decimal | None], reason: str,
    by: User,
) -> ConsolidatedSection:  # fmt: skip
    """Report another total than the sum of the parts, and say why. No number at all takes it back."""
    row = _locked(section, version, by)
    known = {name: number for name in NAMES if (number := numbers.get(name)) is not None}
    for number in known.values():
        check_digits(number)
    told_reason = squeeze(reason)
    if known and not told_reason:
        raise errors.NoReason()

    def change(held: Section) -> Section:
        totals = {code: one for code, one in held.totals.items() if code != indicator}
        if known:
            plain = {name: f"{number:f}" for name, number in known.items()}
            totals[indicator] = {**plain, "reason": told_reason, "by": by.pk, "name": by.full_name}
        return Section(passages=held.passages, totals=totals)

    return _kept(row, "total", change, by)


@transaction.atomic
def undo(*, section: ConsolidatedSection, version: int, by: User) -> ConsolidatedSection:
    """Take the last act back; again, the one before it."""
    row = _locked(section, version, by)
    step = row.steps.filter(undone_at=None).first()
    if step is None:
        raise errors.NothingToUndo()
    step.undone_at = timezone.now()
    step.save(update_fields=["undone_at"])
    _store(row, section_from_plain(step.before))
    record("consolidation.section_undone", actor=by, target=row, act=step.act)
    return row


def _kept(row: ConsolidatedSection, act: str, change: Change, by: User) -> ConsolidatedSection:
    """Carry a change out and keep what was before it. What changes nothing leaves no step."""
    before = row.told
    try:
        after = change(before)
    except KeyError as gone:
        raise errors.PassageGone() from gone
    if after == before:
        return row
    SectionStep.objects.create(section=row, act=act, before=section_to_plain(before), by=by)
    _store(row, after)
    record("consolidation.section_written", actor=by, target=row, act=act, text=_text(after))
    return row


def _store(row: ConsolidatedSection, told: Section) -> None:
    row.content, row.version = section_to_plain(told), row.version + 1
    row.save(update_fields=["content", "version"])
    report = row.report
    report.ready_at, report.version = None, report.version + 1
    report.save(update_fields=["ready_at", "version"])


def _locked(section: ConsolidatedSection, version: int | None, by: User) -> ConsolidatedSection:
    """The section as it is now. version: none for what only adds."""
    rows = ConsolidatedSection.objects.select_for_update(of=("self", "report"))
    row = rows.select_related("report__agency", "report__round").get(pk=section.pk)
    require(by, Permission.REPORT_CONSOLIDATE, row.report.agency)
    if row.report.is_signed:
        raise errors.ReportSigned()
    if version is not None and row.version != version:
        raise RowMovedOn(row=row)
    return row


def _passage(text: str, by: User, *, origins: Iterable[Origin] = (), computed: Iterable[acts.Computed] = ()) -> Passage:
    return Passage(
        key=uuid4().hex[:12], text=text, by=by.pk, name=by.full_name, at=timezone.now().isoformat(),
        origins=tuple(origins), computed=tuple(computed),
    )  # fmt: skip


def _with(told: Section, passages: acts.Passages) -> Section:
    return Section(passages=passages, totals=told.totals)


def _clean(text: str) -> str:
    text = nfc(text).strip()[:MOST_LETTERS]
    return "" if is_blank(text) else text


def _text(told: Section) -> str:
    return "\n".join(one.text for one in told.passages)
