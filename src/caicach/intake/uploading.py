"""From what a person handed in to a run: the file or the pasted text is stored, then the run is begun."""

import io
from typing import IO, Any

from django.utils.translation import gettext as _

from caicach.files.policy import clean_name
from caicach.files.services import store_file
from caicach.intake.importers import Importer
from caicach.intake.permissions import require_import
from caicach.intake.services import BegunRun, begin_run
from caicach.jobs.faults import faultpoint
from caicach.people.models import User


def begin_from(given: dict[str, Any], *, importer: Importer, by: User) -> BegunRun:
    """Store what was handed in, and begin to read it. A person without the permission stores nothing."""
    params: dict[str, Any] = {"agency": given["agency"]} if given.get("agency") else {}
    require_import(by, importer, params)
    content: IO[bytes]
    if upload := given.get("file"):
        content, name = upload, upload.name
    else:
        content, name = io.BytesIO(given["text"].encode()), _("Nội dung dán") + _ending(given["text"])
        params["is_paste"] = True
    file = store_file(content=content, name=name, by=by, policy=importer.policy)
    faultpoint("intake.file_stored")
    return begin_run(importer=importer.code, file=file, file_name=clean_name(name), params=params, by=by)


def _ending(text: str) -> str:
    """Cells copied from a sheet or a table begin with a row of them; a text with tables further down stays a text."""
    return ".tsv" if "\t" in text.strip("\r\n").partition("\n")[0] else ".txt"
