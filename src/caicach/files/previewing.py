"""A page of a stored file to look at without downloading it; drawn in the child, kept for the next who asks."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.previews import Preview
from caicach.core.documents.transfer import preview_from_plain, to_plain
from caicach.files.errors import PreviewFailed
from caicach.files.models import StoredFile
from caicach.files.services import path_of
from caicach.ui.errors import is_disk_full


def preview_of(file: StoredFile, page: int) -> Preview:
    """One page of a file. PreviewFailed says why there is none."""
    kept = _place_of(file, page)
    if kept.is_file():
        return preview_from_plain(json.loads(kept.read_text(encoding="utf-8")))
    from caicach.core.documents.jail import preview  # late: a site that shows nothing starts no reader

    try:
        made = preview(path_of(file), name=file.name, page=page)
    except UnreadableDocument as refused:
        raise PreviewFailed(refused, name=file.name) from None
    _keep(kept, to_plain(made))
    return made


def _place_of(file: StoredFile, page: int) -> Path:
    return Path(settings.PREVIEWS_ROOT) / file.sha256[:2] / f"{file.sha256}-{page}.json"


def _keep(place: Path, plain: dict[str, Any]) -> None:
    """Written beside and moved, so that nobody reads half a page. What is kept may be deleted at any time.

    A full disk keeps nothing, and the page is shown all the same.
    """
    draft = place.with_suffix(f".{id(plain)}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(plain), encoding="utf-8")
        draft.replace(place)
    except OSError as error:
        if not is_disk_full(error):
            raise
        draft.unlink(missing_ok=True)
