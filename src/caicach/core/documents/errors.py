"""Why a file was not read: what is wrong, where, and how to repair it."""

from caicach.core.errors import CoreError


class UnreadableDocument(CoreError):
    """A file that cannot or may not be read. `code` names the reason, `where` the place inside the file.

    Codes are listed in `caicach.core.documents.refusals.REFUSALS`, each with its English sentence and
    the repair; the rooms translate them.
    """

    def __init__(self, code: str, *, where: str = "", **params: object) -> None:
        self.code = code
        self.where = where
        super().__init__(where=where, **params)
