"""The two importers of plans: how intake has a document read, and where a run goes on."""

from datetime import date
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caicach.agencies.directory import agency_directory
from caicach.agencies.permissions import can
from caicach.core.documents.reading import Reading
from caicach.files.policy import DOCUMENTS
from caicach.intake.importers import Importer, register
from caicach.intake.models import ImportRun
from caicach.jobs.context import JobContext
from caicach.people.permissions import Permission
from caicach.plans import companions

PROVINCE_CODE, AGENCY_CODE = "ke-hoach", "ke-hoach-co-quan"
CODES = (PROVINCE_CODE, AGENCY_CODE)
STEPS = (_("Cấu trúc"), _("Cần xem lại"), _("Kiểm tra"), _("Ban hành"))


def register_importers() -> None:
    """One way in for plans of the province, one for an agency's own; the list of plans leads to both."""
    for importer in (
        _importer(PROVINCE_CODE, _("Nhập kế hoạch"), Permission.PLAN_DRAFT),
        _importer(AGENCY_CODE, _("Nhập kế hoạch của cơ quan"), Permission.AGENCY_PLAN_DRAFT),
    ):
        register(importer)
        companions.register_beginning(_beginning_with(importer))


def _beginning_with(importer: Importer) -> companions.Beginning:
    return companions.Beginning(
        text=importer.title,
        icon="file-up",
        url_name="intake:upload",
        url_args=(importer.code,),
        is_shown=lambda user: can(user, importer.permission),
    )


def _importer(code: str, title: str | Promise, permission: Permission) -> Importer:
    return Importer(
        code=code,
        title=title,
        permission=permission,
        policy=DOCUMENTS,
        read=read_document,
        next_url=next_url,
        result_url=result_url,
        steps=STEPS,
        lead=_("Chọn văn bản đã ký. Hệ thống đọc, hỏi lại chỗ chưa chắc, rồi bạn kiểm tra trước khi ban hành."),
    )


def read_document(run: ImportRun, path: Path, context: JobContext) -> dict[str, Any]:
    """Read a file in the jail; names of agencies are meant as on the day of the document itself."""
    from caicach.core.documents.jail import read_file  # late: a site that reads nothing starts no reader
    from caicach.core.documents.recognition.resolution import resolve_agencies
    from caicach.core.documents.transfer import reading_to_plain

    reading = read_file(path, name=run.file_name)
    return reading_to_plain(resolve_agencies(reading, agency_directory(_day_of(reading))))


def next_url(run: ImportRun) -> str:
    return reverse("wizard:structure", args=[run.pk])


def result_url(run: ImportRun) -> str:
    return reverse("plans:plan_detail", args=[run.result_key])


def _day_of(reading: Reading) -> date:
    head = reading.head
    if head.issued_on:
        return head.issued_on
    return date(head.year, 1, 1) if head.year and 1900 < head.year < 2200 else timezone.localdate()
