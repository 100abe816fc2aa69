"""Invitations as people get them, and what agencies answer: they come, send somebody, or stay away with the reason."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from caicach.agencies.lending import substitutes_in
from caicach.agencies.models import Membership
from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.core.text import squeeze
from caicach.meetings import errors
from caicach.meetings.models import Answer, Meeting, MeetingState, Participant
from caicach.notices.models import Notice, NoticeKind
from caicach.notices.telling import Told, tell
from caicach.people.models import User
from caicach.people.permissions import Permission, Role
from caicach.ui.errors import RowMovedOn
from caicach.ui.formats import shown_day

_TOLD_ROLES = (Role.FOCAL_POINT, Role.AGENCY_HEAD)


def tell_invited(meeting: Meeting, participants: Iterable[Participant], *, now: datetime) -> None:
    """Each invited agency's focal points and head hear of it once, at once also by mail; who acts for them instead."""
    day = shown_day(meeting.held_on)
    begins = f"{meeting.begins_at:%H:%M} " if meeting.begins_at else ""
    told = {"title": meeting.title, "when": f"{begins}{day}", "place": meeting.place or "—"}
    text = _("Mời dự “%(title)s”: %(when)s, %(place)s. Hãy trả lời: dự, cử người khác, hay vắng.") % told
    _tell(meeting, participants, text=text, key="invited", now=now)


def tell_cancelled(meeting: Meeting, *, now: datetime) -> None:
    """Who was invited hears that nothing comes of it, with the reason."""
    told = {"title": meeting.title, "day": shown_day(meeting.held_on), "reason": meeting.cancel_reason}
    text = _("Hủy “%(title)s” ngày %(day)s: %(reason)s") % told
    _tell(meeting, meeting.participants.all(), text=text, key="cancelled", now=now)


def _tell(meeting: Meeting, participants: Iterable[Participant], *, text: str, key: str, now: datetime) -> None:
    if meeting.held_on < timezone.localdate(now):
        return  # entered afterwards: nobody can come any more
    of_agency = {one.agency_id: one.pk for one in participants}
    path = reverse("meetings:meeting_detail", args=[meeting.pk])
    lines = [
        Told(user=user, kind=NoticeKind.INVITED, key=f"{key}:{meeting.pk}:{of_agency[agency]}", text=text, path=path)
        for agency, user in sorted(_people_of(of_agency, on=meeting.held_on))
    ]
    tell(lines, now=now, cause=f"{key}:{meeting.pk}:{meeting.version}")


def _people_of(agencies: Iterable[int], *, on: date) -> set[tuple[int, int]]:
    keys = list(agencies)
    rows = Membership.objects.valid_on(on).filter(agency__in=keys, role__in=_TOLD_ROLES, user__is_active=True)
    instead = substitutes_in(keys, Permission.ASSIGNMENT_SUBMIT, on=on)
    pairs = rows.order_by().values_list("agency", "user")
    return {(agency, instead.get((agency, user), user)) for agency, user in pairs}


def told_of(meeting: Meeting) -> dict[int, list[Notice]]:
    """Who was told of the invitation, by the key of the participant, with the mail that went out."""
    found: dict[int, list[Notice]] = {}
    rows = Notice.objects.filter(key__startswith=f"invited:{meeting.pk}:").select_related("user", "mail")
    for row in rows.order_by("user__collation_key", "pk"):
        found.setdefault(int(row.key.rpartition(":")[2]), []).append(row)
    return found


@transaction.atomic
def answer_invitation(
    *, participant: Participant, answer: Answer, words: str, version: int, by: User, at: datetime, on: date
) -> Participant:
    """What an agency says to an invitation. words: who comes instead, or why nobody does."""
    rows = Participant.objects.select_for_update(of=("self",)).select_related("meeting", "agency")
    row = rows.get(pk=participant.pk)
    require(by, Permission.ASSIGNMENT_SUBMIT, row.agency)
    if row.version != version:
        raise RowMovedOn(row=row)
    if row.meeting.state is not MeetingState.INVITED or on > row.meeting.held_on:
        raise errors.AnswerTooLate()
    said = squeeze(words)
    if not said and answer is not Answer.COMES:
        raise errors.AnswerNeedsWords()
    row.answer, row.answer_words = answer, "" if answer is Answer.COMES else said
    row.answered_by, row.answered_at, row.version = by, at, row.version + 1
    row.full_clean(validate_unique=False)
    row.save(update_fields=["answer", "answer_words", "answered_by", "answered_at", "version"])
    record("meetings.answered", actor=by, target=row.meeting, agency=row.agency.name, answer=answer, words=said)
    return row
