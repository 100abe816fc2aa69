"""The decision on results as a made paper, kept until its signed copy stands in the register."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from caicach.agencies.models import Agency
from caicach.agencies.permissions import can, require
from caicach.letters.permissions import sender_of
from caicach.papers.keeping import Source, keep_paper, papers_of
from caicach.papers.models import MadePaper
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.publications.errors import NotPublished
from caicach.publications.models import Publication
from caicach.publications.papers import DECISION, decision
from caicach.ui.errors import NotAllowed


def keep_decision(*, publication: Publication, by: User, today: date) -> MadePaper:
    """Make the decision on what was approved, and keep it with the papers of the agency that prepared it."""
    require(by, Permission.PUBLICATION_PREPARE)
    if not publication.is_approved:
        raise NotPublished()
    agency = keeper_of(by)
    if agency is None:
        raise NotAllowed()
    source = Source(
        path=reverse("publications:publication_detail", args=[publication.pk]), title=publication.round.name,
        key=_key(publication),
    )  # fmt: skip
    title = f"Quyết định công bố kết quả: {publication.round.name}, lần {publication.number}"
    return keep_paper(
        content=decision(publication), kind=DECISION, title=title, agency=agency, on=today, by=by, source=source
    )


def keeper_of(user: User) -> Agency | None:
    """The agency with whose papers a coordinator, or who acts for one, keeps the decision."""
    agency = sender_of(user)
    return agency if agency and can(user, Permission.DOCUMENT_REGISTER, agency) else None


def kept_decisions(publication: Publication, user: User) -> QuerySet[MadePaper]:
    """The decisions that were kept, the newest first."""
    return papers_of(user, _key(publication))


def _key(publication: Publication) -> str:
    return f"publication:{publication.pk}"
