"""How much each agency may store: a province has one disk for all."""

from datetime import date, datetime, time

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from caicach.agencies.models import Agency
from caicach.files.errors import QuotaFull, TooManyFiles
from caicach.files.models import DocumentVersion, StoredFile

MIB = 1024**2


def used_bytes(agency: Agency) -> int:
    """What the files of an agency's documents take up, all versions, each content once."""
    own = StoredFile.objects.filter(document_versions__document__agency=agency).distinct()
    return StoredFile.objects.filter(pk__in=own.values("pk")).aggregate(sum=Sum("size"))["sum"] or 0


def most_bytes() -> int:
    """The quota of each agency; 0 for none."""
    return int(settings.QUOTA_MB) * MIB


def files_in_quarter(agency: Agency, on: date) -> int:
    """How many files an agency has brought in the quarter of a day: reports are due four times a year."""
    first = date(on.year, on.month - (on.month - 1) % 3, 1)
    begun = timezone.make_aware(datetime.combine(first, time.min))
    return DocumentVersion.objects.filter(document__agency=agency, added_at__gte=begun).count()


def require_quota(agency: Agency, *, name: str, size: int) -> None:
    """Refuse a file that would go over what its agency may store, in bytes or in files."""
    count, most_files = files_in_quarter(agency, timezone.localdate()), int(settings.MOST_FILES_EACH_QUARTER)
    if most_files and count >= most_files:
        raise TooManyFiles(name=name, agency=agency.brief, count=count, most=most_files)
    used, most = used_bytes(agency), most_bytes()
    if most and used + size > most:
        raise QuotaFull(name=name, agency=agency.brief, used_mb=used // MIB, most_mb=most // MIB)
