"""Templates of the office: taken in once they pass their check, used from a day on, given up again."""

import base64
from datetime import date
from typing import IO

from django.db import transaction

from caicach.agencies.permissions import can, require
from caicach.audit.trail import record
from caicach.core.documents.errors import UnreadableDocument
from caicach.core.officialdocs.templates.faults import TemplateReport
from caicach.core.officialdocs.templates.fields import fitted
from caicach.core.text import squeeze
from caicach.files.models import StoredFile
from caicach.files.policy import MEDIA_TYPES, MIB, FilePolicy, clean_name
from caicach.files.services import keep_made_file, path_for_reading, store_file
from caicach.papers.errors import SameTemplate, TemplateFaulty, TemplateNotChecked
from caicach.papers.kinds import PaperKind, kind_of
from caicach.papers.models import TemplateUse, TemplateVersion
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.errors import RowMovedOn

TEMPLATE = FilePolicy(extensions=("docx",), most_bytes=5 * MIB)


def valid_version(kind: str, day: date) -> TemplateVersion | None:
    """The template of the office on a day; none: the one that comes with the project."""
    use = valid_use(kind, day)
    return use.template if use else None


def valid_use(kind: str, day: date) -> TemplateUse | None:
    """The decision that holds on a day."""
    rows = TemplateUse.objects.filter(kind=kind).valid_on(day)
    return rows.select_related("template__file", "template__made_by", "decided_by").first()


def check(kind: PaperKind, file: StoredFile) -> TemplateReport:
    """What is wrong with a file as a template of a kind, and what it makes of demo values. TemplateNotChecked else."""
    from caicach.core.documents.jail import check_template  # late: a site that makes nothing starts no reader

    try:
        path = path_for_reading(file)
        return check_template(path, fields=kind.fields, demo=fitted(kind.fields, kind.demo), name=file.name)
    except UnreadableDocument as refused:
        raise TemplateNotChecked(refused, name=file.name) from None


def add_version(*, kind: str, content: IO[bytes], name: str, note: str, by: User) -> TemplateVersion:
    """Take in a template that passes its check; TemplateFaulty bears what is wrong with it. It is not used yet."""
    require(by, Permission.TEMPLATE_EDIT)
    known = kind_of(kind)
    file = store_file(content=content, name=name, by=by, policy=TEMPLATE)
    report = check(known, file)
    if report.faults:
        raise TemplateFaulty(report.faults, name=clean_name(name))
    preview = keep_made_file(
        content=base64.b64decode(report.file), name=f"{kind}.docx", media_type=MEDIA_TYPES["docx"], by=by
    )  # fmt: skip
    return _written(known, file, preview, report, name=clean_name(name), note=note, by=by)


@transaction.atomic
def _written(
    kind: PaperKind, file: StoredFile, preview: StoredFile, report: TemplateReport, *, name: str, note: str, by: User
) -> TemplateVersion:
    rows = list(TemplateVersion.objects.select_for_update().filter(kind=kind.code))
    if rows and rows[0].file_id == file.pk:
        raise SameTemplate(name=name, number=rows[0].number)
    version = TemplateVersion.objects.create(
        kind=kind.code,
        number=rows[0].number + 1 if rows else 1,
        file=file,
        name=name,
        preview=preview,
        fields=list(report.used),
        findings=len(report.findings),
        note=squeeze(note),
        made_by=by,
    )
    record("papers.template_added", actor=by, target=version, kind=kind.code, sha256=file.sha256, note=version.note)
    return version


@transaction.atomic
def use_version(*, kind: str, number: int, valid_from: date, seen: int, by: User) -> TemplateUse:
    """Make papers of a kind from this version from a day on; 0: from the shipped one.

    seen: the number of the last decision that the person saw, 0 for none. RowMovedOn where there is a later one.
    """
    require(by, Permission.TEMPLATE_EDIT)
    known = kind_of(kind)
    last = TemplateUse.objects.select_for_update().filter(kind=kind).order_by("-pk").first()
    if (last.pk if last else 0) != seen:
        raise RowMovedOn(row=known.name)
    template = TemplateVersion.objects.get(kind=kind, number=number) if number else None
    told = {"template": template, "valid_from": valid_from, "decided_by": by}
    use = TemplateUse.objects.create(kind=kind, after=seen, **told)
    record("papers.template_used", actor=by, target=use, number=number, valid_from=valid_from)
    return use


def may_have_template(user: User, file: StoredFile) -> bool:
    """Whoever sees the register may look at the templates by which papers are made, and at their previews."""
    if not can(user, Permission.DOCUMENT_VIEW):
        return False
    rows = TemplateVersion.objects
    if rows.filter(file=file).exists() or rows.filter(preview=file).exists():
        return True
    return rows.filter(preview__pdf_copy__pdf=file).exists()
