"""Comments on a draft ("lấy ý kiến"): asked until a day, given section by section, taken over or explained."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from caicach.agencies.models import Agency
from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.comments import errors
from caicach.comments.models import Comment, CommentCall, Verdict
from caicach.consolidation.errors import ReportSigned
from caicach.consolidation.models import Consolidation
from caicach.consolidation.signing import locked
from caicach.core.text import squeeze
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.errors import RowMovedOn


@transaction.atomic
def ask_comments(
    *, report: Consolidation, agencies: Iterable[Agency], due_on: date, note: str, by: User
) -> list[CommentCall]:
    """Ask agencies for their comments; those that were asked before get the new day."""
    row = locked(report, None)
    require(by, Permission.REPORT_CONSOLIDATE, row.agency)
    if row.is_signed:
        raise ReportSigned()
    wanted = [one for one in agencies if one != row.agency]
    if not wanted:
        raise errors.NobodyAsked()
    fresh = {"due_on": due_on, "note": squeeze(note), "asked_by": by}
    calls = [CommentCall.objects.update_or_create(report=row, agency=one, defaults=fresh)[0] for one in wanted]
    record("comments.asked", actor=by, target=row, due_on=due_on, agencies=[one.code for one in wanted])
    return calls


@transaction.atomic
def give_comments(*, call: CommentCall, version: int, texts: Mapping[str, str], by: User) -> CommentCall:
    """An agency's answer: words for some sections, none for those it agrees with. It may be given anew."""
    rows = CommentCall.objects.select_for_update(of=("self",)).select_related("agency", "report")
    row = rows.get(pk=call.pk)
    require(by, Permission.REPORT_FILL, row.agency)
    if row.report.is_signed:
        raise errors.CallOver()
    if row.version != version:
        raise RowMovedOn(row=row)
    known = {one.section_id: one for one in row.comments.all()}
    for section in row.report.sections.all():
        _keep(row, known.get(section.pk), section.pk, squeeze(texts.get(section.code, "")))
    row.answered_at, row.answered_by, row.version = timezone.now(), by, version + 1
    row.save(update_fields=["answered_at", "answered_by", "version"])
    told = {one.section.code: one.text for one in row.comments.select_related("section")}
    record("comments.given", actor=by, target=row, comments=told)
    return row


@transaction.atomic
def decide_comment(*, comment: Comment, version: int, verdict: str, reply: str, by: User) -> Comment:
    """Take a comment over, or say why not."""
    rows = Comment.objects.select_for_update(of=("self",)).select_related(
        "call__report__agency", "call__agency", "section"
    )
    row = rows.get(pk=comment.pk)
    require(by, Permission.REPORT_CONSOLIDATE, row.call.report.agency)
    if row.call.report.is_signed:
        raise ReportSigned()
    if row.version != version:
        raise RowMovedOn(row=row)
    row.verdict, row.reply = verdict, squeeze(reply)
    if row.verdict in (Verdict.PARTLY, Verdict.KEPT) and not row.reply:
        raise errors.NoReply()
    row.replied_by, row.replied_at, row.version = by, timezone.now(), version + 1
    row.save()
    record("comments.decided", actor=by, target=row, verdict=verdict, reply=row.reply)
    return row


def _keep(call: CommentCall, known: Comment | None, section: UUID, text: str) -> None:
    """Other words than before are to be decided anew; no words take the comment back."""
    if known is None:
        if text:
            Comment.objects.create(call=call, section_id=section, text=text)
    elif not text:
        known.delete()
    elif known.text != text:
        known.text, known.verdict, known.version = text, Verdict.WAITING, known.version + 1
        known.save(update_fields=["text", "verdict", "version"])


def waiting_comments(report: Consolidation) -> errors.CommentsWaiting | None:
    """What stands against signing a report: comments that were given and not dealt with."""
    rows = Comment.objects.filter(call__report=report, call__answered_at__isnull=False, verdict=Verdict.WAITING)
    count = rows.count()
    return errors.CommentsWaiting(count=count) if count else None
