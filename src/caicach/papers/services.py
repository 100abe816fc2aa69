"""Taking in papers that are to be checked."""

from typing import IO

from django.db import transaction

from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.files.models import StoredFile
from caicach.files.policy import MIB, FilePolicy, clean_name
from caicach.files.services import store_file
from caicach.papers.models import SentPaper
from caicach.people.models import User
from caicach.people.permissions import Permission

WORD = FilePolicy(extensions=("docx",), most_bytes=20 * MIB)


def send_paper(*, content: IO[bytes], name: str, by: User) -> SentPaper:
    """Keep a Word file for the person who sends it; the same file sent again is the row that is there already."""
    require(by, Permission.DOCUMENT_VIEW)
    file = store_file(content=content, name=name, by=by, policy=WORD)
    with transaction.atomic():
        sent, is_new = SentPaper.objects.get_or_create(file=file, sent_by=by, defaults={"name": clean_name(name)})
        if is_new:
            record("papers.paper_sent", actor=by, target=sent, sha256=file.sha256)
    return sent


def has_sent(user: User, file: StoredFile) -> bool:
    """Whoever has sent a paper may have it."""
    return SentPaper.objects.filter(file=file, sent_by=user).exists()


def name_for(user: User, file: StoredFile) -> str:
    """The name under which this person knows a file: the one it was sent with."""
    sent = SentPaper.objects.filter(file=file, sent_by=user).first()
    return sent.name if sent else file.name
