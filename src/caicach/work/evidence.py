"""The files that stand behind a report of progress."""

from django.core.files.uploadedfile import UploadedFile

from caicach.files.models import StoredFile
from caicach.files.policy import EVIDENCE
from caicach.files.services import store_file
from caicach.people.models import User
from caicach.work.models import Assignment


def store_evidence(upload: UploadedFile | None, *, by: User) -> tuple[StoredFile, ...]:
    """Keep an uploaded file, checked by the rules for evidence; none gives none."""
    if upload is None or upload.file is None:
        return ()
    return (store_file(content=upload.file, name=upload.name or "", by=by, policy=EVIDENCE),)


def may_see_evidence(user: User, file: StoredFile) -> bool:
    """Whoever sees a duty sees the files of its reports."""
    return Assignment.objects.visible_to(user).filter(reports__files=file).exists()
