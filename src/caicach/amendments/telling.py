"""What this room tells on the pages of others: why there is a version, which decision a document is."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.amendments.models import Amendment
from caicach.amendments.services import amended_by
from caicach.documentregister.uses import Use
from caicach.files.models import Document
from caicach.people.models import User
from caicach.plans.companions import VersionNote
from caicach.plans.models import Plan
from caicach.ui.formats import shown_day


def issue_page_of(plan: Plan) -> str:
    """A draft that follows a version in force is issued with its decision."""
    return reverse("amendments:amendment_issue", args=[plan.pk]) if amended_by(plan) else ""


def notes_of_versions(versions: Sequence[Plan]) -> dict[UUID, VersionNote]:
    """The reason of each version that amends, and from when on it holds."""
    rows = Amendment.objects.filter(plan__in=[version.pk for version in versions]).select_related("plan", "document")
    return {row.plan_id: _note(row) for row in rows}


def _note(row: Amendment) -> VersionNote:
    told = []
    if row.effective_on:
        told.append(_("có hiệu lực từ %(day)s") % {"day": shown_day(row.effective_on)})
    if row.document:
        told.append(_("bản đã ký trong sổ: %(document)s") % {"document": row.document})
    address = reverse("amendments:amendment_detail", args=[row.plan_id])
    return VersionNote(reason=row.reason, told="; ".join(told), url=address)


def amended_with(document: Document, user: User) -> Iterator[Use]:
    """The decisions whose signed paper a document is."""
    seen = Plan.objects.visible_to(user)
    for row in Amendment.objects.filter(document=document, plan__in=seen).select_related("plan"):
        text = _("Quyết định sửa đổi “%(plan)s”") % {"plan": row.plan}
        yield Use(text=text, url=reverse("amendments:amendment_detail", args=[row.plan_id]))
