"""What the ledger says on the page of an agency: how many figures it has for the newest period, and the way to them."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.agencies.models import Agency
from caicach.agencies.notes import AgencyNote
from caicach.agencies.permissions import can
from caicach.core.period import Period
from caicach.indicators.models import Figure
from caicach.indicators.periods import code_of_period
from caicach.people.models import User
from caicach.people.permissions import Permission


def notes_of_agency(agency: Agency, user: User) -> list[AgencyNote]:
    """One number; nothing where the agency has no figures or they are not shown."""
    if not can(user, Permission.FIGURE_VIEW, agency):
        return []
    spans = Figure.objects.current().filter(agency=agency).order_by("-period_last", "-period_first")
    newest = spans.values("period_first", "period_last").annotate(count=Count("pk")).first()
    if newest is None:
        return []
    period = Period(newest["period_first"], newest["period_last"])
    address = reverse("indicators:agency_figures", args=[agency.pk])
    label = _("số liệu của kỳ đến %(day)s") % {"day": f"{period.last:%d/%m/%Y}"}
    return [AgencyNote(label=label, value=newest["count"], url=f"{address}?ky={code_of_period(period)}")]
