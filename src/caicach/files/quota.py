"""How much each agency may store: a province has one disk for all."""

from django.conf import settings
from django.db.models import Sum

from caicach.agencies.models import Agency
from caicach.files.errors import QuotaFull
from caicach.files.models import StoredFile

MIB = 1024**2


def used_bytes(agency: Agency) -> int:
    """What the files of an agency's documents take up, all versions, each content once."""
    own = StoredFile.objects.filter(document_versions__document__agency=agency).distinct()
    return StoredFile.objects.filter(pk__in=own.values("pk")).aggregate(sum=Sum("size"))["sum"] or 0


def most_bytes() -> int:
    """The quota of each agency; 0 for none."""
    return int(settings.QUOTA_MB) * MIB


def require_quota(agency: Agency, *, name: str, size: int) -> None:
    """Refuse a file that would go over the quota of its agency."""
    used, most = used_bytes(agency), most_bytes()
    if most and used + size > most:
        raise QuotaFull(name=name, agency=agency.brief, used_mb=used // MIB, most_mb=most // MIB)
