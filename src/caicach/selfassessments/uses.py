"""What documents of the register prove in self-assessments, for their pages there."""

from collections.abc import Iterator

from django.urls import reverse

from caicach.assessments.models import Assessment
from caicach.documentregister.uses import Use
from caicach.files.models import Document
from caicach.people.models import User


def proved_by(document: Document, user: User) -> Iterator[Use]:
    """The entries that a document proves, for its page in the register."""
    pieces = document.proves.filter(removed_at=None).select_related("entry__criterion", "entry__assessment__round")
    seen = set(Assessment.objects.visible_to(user).values_list("pk", flat=True))
    for piece in pieces:
        round = piece.entry.assessment.round
        url = (
            reverse("selfassessments:entry_detail", args=[piece.entry_id]) if piece.entry.assessment_id in seen else ""
        )
        yield Use(text=f"{round}: {piece.entry.criterion.code}", url=url, place=piece.place)
