"""The finished rounds of the demonstration, published by two people; the newest one waits for the leader."""

from datetime import date, datetime, time

from django.utils import timezone

from caicach.assessments.models import Round, RoundState
from caicach.demo.cast import person
from caicach.demo.proofs import signed_copy
from caicach.papers.keeping import link_signed
from caicach.papers.models import MadePaper
from caicach.publications.keeping import keep_decision
from caicach.publications.models import Publication
from caicach.publications.services import approve, prepare

_DECISIONS = {  # of the invented province: number, day
    2024: ("98/QĐ-UBND", date(2025, 1, 24)),
    2025: ("127/QĐ-UBND", date(2026, 1, 30)),
}
_WAITS = "commune"


def publish_rounds() -> int:
    """Publish what is closed and not published yet, the oldest first. Returns how many."""
    closed = Round.objects.filter(state=RoundState.CLOSED, publications=None).order_by("year", "name")
    rounds = list(closed.select_related("criteria_set"))
    for round in rounds:
        _publish(round)
    return len(rounds)


def _publish(round: Round) -> None:
    number, day = _DECISIONS[round.year]
    waits = round.criteria_set.agency_kind == _WAITS
    coordinator = person("demo-coordinator")
    if waits:
        prepare(round=round, by=coordinator)
        return
    made = prepare(round=round, by=coordinator, decision_number=number, decided_on=day)
    approve(publication=made, version=made.version, sha256=made.sha256, by=person("demo-leader"))
    at = timezone.make_aware(datetime.combine(day, time(9)))
    Publication.objects.filter(pk=made.pk).update(prepared_at=at, approved_at=at)
    _keep_decision(made, number, at)


def _keep_decision(publication: Publication, number: str, at: datetime) -> None:
    """The decision is kept with the papers of the office, and its signed copy stands in the register."""
    coordinator = person("demo-coordinator")
    publication.refresh_from_db()
    paper = keep_decision(publication=publication, by=coordinator, today=at.date())
    signed = signed_copy(title=paper.title, number=number, issued_on=at.date(), agency=paper.agency, by=coordinator)
    link_signed(paper=paper, version=paper.version, document=signed, by=coordinator)
    MadePaper.objects.filter(pk=paper.pk).update(made_at=at)
