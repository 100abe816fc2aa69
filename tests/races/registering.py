"""Runs inside a site: an agency, its focal point, a file that comes in, and what has come of it."""

import io
import json
import sys

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from caicach.agencies.models import Agency
from caicach.audit.models import AuditEvent
from caicach.audit.trail import broken_at
from caicach.documentregister.registering import take_in
from caicach.files.models import Document, DocumentVersion, StoredFile
from caicach.files.verification import Defect, findings
from caicach.jobs.models import Job
from caicach.people.models import User
from caicach.people.permissions import Role
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.races.acts import _session

CONTENT = "BÁO CÁO kết quả rà soát thủ tục hành chính".encode()


def seed():
    agency = AgencyFactory(code="so-y-te", name="Sở Y tế")
    person = MembershipFactory(agency=agency, role=Role.FOCAL_POINT).user
    pages = {
        "file": reverse("documentregister:document_add"),
        "reference": reverse("documentregister:document_reference"),
    }
    _tell({"session": _session(person), "agency": agency.pk, "pages": pages})


def take():
    upload = SimpleUploadedFile("bao-cao.txt", io.BytesIO(CONTENT).read())
    agency = Agency.objects.get(code="so-y-te")
    take_in([upload], agency=agency, by=User.objects.get(memberships__agency=agency))
    _tell(count())


def count():
    """Rows, and what of the store does not fit them; a content without a row is what a kill may leave."""
    found = list(findings())
    return {
        "documents": Document.objects.count(),
        "versions": DocumentVersion.objects.count(),
        "files": StoredFile.objects.count(),
        "registered": AuditEvent.objects.filter(code="files.document_registered").count(),
        "jobs": Job.objects.count(),
        "broken": [str(one.path) for one in found if one.defect is not Defect.EXTRA],
        "empty": [str(one.path) for one in found if one.path.is_file() and not one.path.stat().st_size],
        "trail broken at": broken_at() or 0,
    }


def _tell(told):
    sys.stdout.write(json.dumps(told, default=str))


def main():
    {"seed": seed, "take": take, "count": lambda: _tell(count())}[sys.argv[1]]()
