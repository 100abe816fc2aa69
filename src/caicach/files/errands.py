"""What hurries an administrator: files that have waited for the scanner too long."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from caicach.agencies.permissions import can
from caicach.files.models import ScanState, StoredFile
from caicach.files.scanning import LATE, is_on
from caicach.people.errands import Errand, Facts, Question, Teller, count_of
from caicach.people.models import User
from caicach.people.permissions import Permission


def _ask(user: User, on: date) -> dict[str, Question]:
    if not is_on() or not can(user, Permission.SCAN_VIEW):
        return {}
    return {
        "late": count_of(StoredFile.objects.filter(scan_state=ScanState.WAITING, stored_at__lt=timezone.now() - LATE))
    }


def _tell(user: User, on: date, found: Mapping[str, list[Facts]]) -> Iterator[Errand]:
    for row in found["late"]:
        told = _("đang chờ: %(count)s tệp") % {"count": row["many"]}
        text = _("Máy quét vi-rút không chạy hoặc không kịp")
        yield Errand(text=text, told=told, url=reverse("files:scan_list"), icon="shield-alert")


TELLER = Teller(_ask, _tell)
