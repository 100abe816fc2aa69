"""A few papers that stand behind the results of the demonstration."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from caicach.agencies.models import Agency
from caicach.core.text import fold
from caicach.documentregister.services import Head, register_document
from caicach.files.models import Document, DocumentVersion, StoredFile
from caicach.files.policy import EVIDENCE
from caicach.files.services import store_file
from caicach.people.models import User

_ESCAPED = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})


def first_versions(rows: Sequence[Document]) -> list[DocumentVersion]:
    """The first file of each document that has one, at the moment at which the document was registered."""
    return [
        DocumentVersion(document=row, number=1, file=row.file, added_by=row.registered_by, added_at=row.registered_at)
        for row in rows
        if row.file is not None
    ]


def make_proof(*, title: str, number: str, by: User) -> StoredFile:
    """Store one paper of its own, so that no other has the same content: a page of PDF, quick to make and to check."""
    lines = [number, title, "Văn bản mẫu của bản dùng thử; người, cơ quan và số liệu đều là tưởng tượng."]
    name = f"{number.replace('/', '-')}.pdf"
    return store_file(content=BytesIO(_page(lines)), name=name, by=by, policy=EVIDENCE)


def signed_copy(*, title: str, number: str, issued_on: date, agency: Agency, by: User) -> Document:
    """Enter the signed copy of a paper in the register of an agency, with a file of its own."""
    file = make_proof(title=title, number=number, by=by)
    head = Head(title=title, number=number, issuer=agency.name, issued_on=issued_on)
    return register_document(agency=agency, head=head, by=by, file=file)


def _page(lines: Sequence[str]) -> bytes:
    """A PDF of one page in a font that every reader has; it knows no accents."""
    shown = " T* ".join(f"({fold(line).translate(_ESCAPED)}) Tj" for line in lines)
    drawn = f"BT /F1 11 Tf 16 TL 56 780 Td {shown} ET".encode("ascii", "replace")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    content, places = b"%PDF-1.4\n", list[int]()
    for number, part in enumerate(parts, 1):
        places.append(len(content))
        content += b"%d 0 obj%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return content + end % (table, len(content))
