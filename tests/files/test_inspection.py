import io

import pytest

from caicach.files import errors
from caicach.files.policy import EVIDENCE
from caicach.files.services import store_file
from tests.factories.agencies import MembershipFactory
from tests.factories.files import JPG, PDF, PNG, TEXT, container, docx, xlsx

pytestmark = pytest.mark.django_db

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
TEMPLATE = b'<Relationships><Relationship Type="x/attachedTemplate" Target="%s" TargetMode="External"/></Relationships>'
LINK = b'<Relationships><Relationship Type="x/hyperlink" Target="https://a.vn" TargetMode="External"/></Relationships>'
RELS = "word/_rels/document.xml.rels"

TAKEN = {
    "a.docx": docx(),
    "a.xlsx": xlsx(),
    "a.pdf": PDF,
    "a.png": PNG,
    "a.JPEG": JPG,
    "a.txt": TEXT,
    "utf16.txt": "Kế hoạch".encode("utf-16"),
    "a.csv": b"a;b\n1;2\n",
    "hyperlink.docx": docx(**{RELS: LINK}),
    "own-template.docx": docx(**{RELS: TEMPLATE % b"file:///C:/Users/lan/Normal.dotm"}),
}
REFUSED = {
    "empty.docx": (b"", errors.EmptyFile),
    "a.exe": (b"MZ", errors.TypeNotTaken),
    "a": (TEXT, errors.TypeNotTaken),
    "a.docm": (docx(), errors.TypeNotTaken),
    "pdf.docx": (PDF, errors.TypeDiffers),
    "docx.pdf": (docx(), errors.TypeDiffers),
    "xlsx.docx": (xlsx(), errors.TypeDiffers),
    "html.pdf": (b"<html><script>1</script>", errors.TypeDiffers),
    "late.pdf": (b"<html>\n" + PDF, errors.TypeDiffers),
    "gif.png": (b"GIF89a" + bytes(9), errors.TypeDiffers),
    "png.jpg": (PNG, errors.TypeDiffers),
    "binary.txt": (b"abc\x00def", errors.TypeDiffers),
    "program.csv": (b"MZ\x90", errors.TypeDiffers),
    "old.docx": (OLE, errors.OldOfficeFile),
    "cut.docx": (docx()[:-30], errors.DamagedFile),
    "cut.pdf": (PDF[:-8], errors.DamagedFile),
    "macro.docx": (docx(**{"word/vbaProject.bin": b"x"}), errors.ActiveContent),
    "macro.xlsx": (xlsx(**{"xl/vbaProject.bin": b"x"}), errors.ActiveContent),
    "renamed-docm.docx": (
        container({"[Content_Types].xml": b"<T>macroEnabled.main+xml</T>", "word/document.xml": b""}),
        errors.ActiveContent,
    ),
    "ole.docx": (docx(**{"word/embeddings/oleObject1.bin": b"x"}), errors.ActiveContent),
    "links.xlsx": (xlsx(**{"xl/externalLinks/externalLink1.xml": b"x"}), errors.ActiveContent),
    "template.docx": (docx(**{RELS: TEMPLATE % b"https://bad.example/a.dotm"}), errors.ActiveContent),
    "share.docx": (docx(**{RELS: TEMPLATE % b"\\\\bad\\a.dotm"}), errors.ActiveContent),
    "bomb.docx": (docx(**{"word/media/a.xml": bytes(30 * 1024**2)}), errors.ArchiveBomb),
    "many.docx": (docx(**{f"word/{number}.xml": b"" for number in range(2100)}), errors.ArchiveBomb),
}


@pytest.mark.parametrize("name", TAKEN)
def test_true_files_are_taken(name):
    file = store_file(content=io.BytesIO(TAKEN[name]), name=name, by=MembershipFactory().user, policy=EVIDENCE)
    assert file.size == len(TAKEN[name])


@pytest.mark.parametrize("name", REFUSED)
def test_false_and_dangerous_files_are_refused_and_leave_nothing(name, store):
    content, error = REFUSED[name]
    with pytest.raises(error) as refusal:
        store_file(content=io.BytesIO(content), name=name, by=MembershipFactory().user, policy=EVIDENCE)
    assert name in str(refusal.value)
    assert [path for path in store.rglob("*") if path.is_file()] == []
