"""Merging, splitting, dissolving agencies and handing over functions: dated, in parts, many to many."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from caicach.agencies.errors import AlreadyRecorded, NotThereOnThatDay, SharesDoNotFit, SuccessionIsIncomplete
from caicach.agencies.followers import tell_followers
from caicach.agencies.models import Agency, Succession, SuccessionKind
from caicach.agencies.permissions import require_or_machine
from caicach.agencies.succession import is_valid_on
from caicach.audit.trail import record
from caicach.core.text import squeeze
from caicach.people.models import User
from caicach.people.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """One arrow: what an agency hands to another, all (share 1) or a part named by its scope; to nobody: ended."""

    from_agency: Agency
    to_agency: Agency | None
    share: Decimal = Decimal(1)
    scope: str = ""


@transaction.atomic
def succeed(
    *, kind: str, on: date, handovers: Sequence[Handover], legal_basis: str, by: User | None
) -> list[Succession]:
    """From a day on others carry on. Those that hand over all end the day before; open duties follow."""
    require_or_machine(by, Permission.AGENCY_MANAGE)
    givers = {handover.from_agency.pk for handover in handovers}
    list(Agency.objects.select_for_update(of=("self",)).filter(pk__in=givers).order_by("pk"))  # a double click waits
    refuse_unsound(kind=kind, on=on, handovers=handovers)
    successions = []
    for handover in handovers:
        succession = Succession(
            from_agency=handover.from_agency,
            to_agency=handover.to_agency,
            kind=kind,
            on=on,
            share=handover.share,
            scope=squeeze(handover.scope),
            legal_basis=squeeze(legal_basis),
        )
        succession.full_clean()
        succession.save()
        successions.append(succession)
    for agency in ending_agencies(kind=kind, handovers=handovers):
        _end_agency(agency, on - timedelta(days=1))
    for succession in successions:
        record("agencies.succeeded", actor=by, target=succession.from_agency, **_told(succession))
        tell_followers(succession, by)
    return successions


def ending_agencies(*, kind: str, handovers: Sequence[Handover]) -> list[Agency]:
    """The agencies that cease to exist: all that hand over, unless only functions move or they also receive."""
    if kind == SuccessionKind.TRANSFER:
        return []
    staying = {handover.to_agency.pk for handover in handovers if handover.to_agency}
    leaving = {handover.from_agency.pk: handover.from_agency for handover in handovers}
    return [agency for pk, agency in leaving.items() if pk not in staying]


def refuse_unsound(*, kind: str, on: date, handovers: Sequence[Handover]) -> None:
    """Raise unless the arrows make sense together; the form asks the same before it shows the preview."""
    _refuse_incomplete(kind, handovers)
    for handover in handovers:
        if not is_valid_on(handover.from_agency, on - timedelta(days=1)):
            raise NotThereOnThatDay(agency=handover.from_agency, on=on - timedelta(days=1))
        if handover.to_agency and not is_valid_on(handover.to_agency, on):
            raise NotThereOnThatDay(agency=handover.to_agency, on=on)
        known = {"from_agency": handover.from_agency, "to_agency": handover.to_agency, "on": on}
        if (
            Succession.objects.filter(**known, scope=squeeze(handover.scope))
            .exclude(kind=SuccessionKind.RENAME)
            .exists()
        ):
            raise AlreadyRecorded(agency=handover.from_agency, heir=handover.to_agency or "—", on=on)
    ending = {agency.pk for agency in ending_agencies(kind=kind, handovers=handovers)}
    for agency, total in _totals(handovers):
        if total > 1 or (agency.pk in ending and total < 1):
            raise SharesDoNotFit(agency=agency, total=f"{total * 100:.2f}".rstrip("0").rstrip(".").replace(".", ","))


def _refuse_incomplete(kind: str, handovers: Sequence[Handover]) -> None:
    givers = {handover.from_agency.pk for handover in handovers}
    heirs = {handover.to_agency.pk for handover in handovers if handover.to_agency}
    arrows = {(handover.from_agency.pk, handover.to_agency and handover.to_agency.pk) for handover in handovers}
    if not givers:
        raise SuccessionIsIncomplete(missing=_("hãy chọn cơ quan thôi hoặc chuyển nhiệm vụ."))
    if kind != SuccessionKind.DISSOLVE and any(handover.to_agency is None for handover in handovers):
        raise SuccessionIsIncomplete(missing=_("hãy chọn cơ quan tiếp nhận."))
    if kind == SuccessionKind.SPLIT and len(heirs) < 2:
        raise SuccessionIsIncomplete(missing=_("chia, tách cần ít nhất hai cơ quan sau khi chia, tách."))
    if kind == SuccessionKind.MERGE and len(givers | heirs) < 2:
        raise SuccessionIsIncomplete(missing=_("hợp nhất, sáp nhập cần ít nhất hai cơ quan."))
    if kind == SuccessionKind.TRANSFER and any(one == other for one, other in arrows):
        raise SuccessionIsIncomplete(missing=_("cơ quan chuyển và cơ quan nhận phải khác nhau."))


def _totals(handovers: Sequence[Handover]) -> list[tuple[Agency, Decimal]]:
    """For each agency what its shares come to. Parts under one scope are added up first.

    A whole function needs not be measured against another: then the greatest sum counts, else that of all parts.
    """
    sums: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    agencies = {handover.from_agency.pk: handover.from_agency for handover in handovers}
    for handover in handovers:
        sums[handover.from_agency.pk][squeeze(handover.scope).casefold()] += handover.share
    totals = []
    for pk, agency in agencies.items():
        own = list(sums[pk].values())
        totals.append((agency, max(own) if max(own) >= 1 else sum(own, start=Decimal(0))))
    return totals


def _end_agency(agency: Agency, last_day: date) -> None:
    agency = Agency.objects.select_for_update(of=("self",)).get(pk=agency.pk)
    agency.valid_to = last_day
    agency.version += 1
    agency.save(update_fields=["valid_to", "version"])


def _told(succession: Succession) -> dict[str, object]:
    heir = succession.to_agency
    return {
        "kind": succession.kind,
        "to": heir.code if heir else None,
        "on": succession.on,
        "share": succession.share,
        "scope": succession.scope,
        "legal_basis": succession.legal_basis,
    }
