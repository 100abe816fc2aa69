"""Who may have the files of registered documents."""

from caicach.files.models import Document, StoredFile
from caicach.people.models import User


def may_have_registered(user: User, file: StoredFile) -> bool:
    """Whoever sees a document in the register may have its files, the older ones too."""
    return Document.objects.visible_to(user).filter(versions__file=file).exists()
