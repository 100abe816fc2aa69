import io
import re

import pytest

from caicach.core.documents.refusals import REFUSALS
from caicach.files import errors, refusals
from caicach.files.policy import EVIDENCE
from caicach.files.services import store_file
from tests.factories.agencies import MembershipFactory
from tests.factories.files import JPG, PDF, PNG, TEXT, TYPES, container, docx, jpg, png, xlsx

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
    "packed.pdf": b"%PDF-1.5\n1 0 obj<</Type/ObjStm/N 3>>stream\n...endstream endobj\n%%EOF\n",
    "progressive.jpg": jpg(mark=b"\xff\xc2"),
    "stamp.png": png(16, 16),
    "hyperlink.docx": docx(**{RELS: LINK}),
    "own-template.docx": docx(**{RELS: TEMPLATE % b"file:///C:/Users/lan/Normal.dotm"}),
}
NO_PAGES = b"%PDF-1.4\n1 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<<>>\n%%EOF\n"
EMPTY = {
    "no-pages.pdf": (NO_PAGES, "không có trang nào"),
    "nothing.pdf": (b"%PDF-1.4\n%%EOF", "không có trang nào"),
    "dot.png": (png(1, 1), "1 × 1 điểm ảnh"),
    "line.png": (png(800, 2), "800 × 2 điểm ảnh"),
    "no-points.png": (png(points=b""), "không có hình nào"),
    "cut.png": (PNG[:18], "không có hình nào"),
    "dot.jpg": (jpg(1, 1), "1 × 1 điểm ảnh"),
    "no-frame.jpg": (b"\xff\xd8\xff\xd9", "không có hình nào"),
    "cut.jpg": (JPG[:28], "không có hình nào"),
    "blank.txt": (b"\xef\xbb\xbf \r\n\t\n", "không có chữ nào"),
    "blank.csv": (" \n".encode("utf-16"), "không có chữ nào"),
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
    "old.pdf": (OLE, errors.OldOfficeFile),
}
REFUSED_FOR = {
    "cut.docx": (docx()[:-30], "damaged_zip"),
    "cut.pdf": (PDF[:-8], "damaged_pdf"),
    "plain-zip.docx": (container({"a.txt": b"x"}), "archive_not_supported"),
    "macro.docx": (docx(**{"word/vbaProject.bin": b"x"}), "macros"),
    "macro.xlsx": (xlsx(**{"xl/vbaProject.bin": b"x"}), "macros"),
    "renamed-docm.docx": (
        docx(**{"[Content_Types].xml": TYPES.format(part="word/document.xml", type="document.macroEnabled")}),
        "macros",
    ),
    "ole.docx": (docx(**{"word/embeddings/oleObject1.bin": b"x"}), "embedded_object"),
    "links.xlsx": (xlsx(**{"xl/externalLinks/externalLink1.xml": b"<x/>"}), "external_link"),
    "template.docx": (docx(**{RELS: TEMPLATE % b"https://bad.example/a.dotm"}), "external_link"),
    "share.docx": (docx(**{RELS: TEMPLATE % b"\\\\bad\\a.dotm"}), "external_link"),
    "bomb.docx": (docx(**{"word/media/a.xml": b" " * 30 * 1024**2}), "archive_bomb"),
    "many.docx": (docx(**{f"word/{number}.xml": b"" for number in range(2100)}), "too_many_entries"),
    "entities.docx": (docx(**{"word/styles.xml": b"<!DOCTYPE a><a/>"}), "forbidden_xml"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_true_files_are_taken(name):
    file = store_file(content=io.BytesIO(TAKEN[name]), name=name, by=MembershipFactory().user, policy=EVIDENCE)
    assert file.size == len(TAKEN[name])


@pytest.mark.parametrize("name", REFUSED)
def test_files_that_are_not_what_they_say_are_refused_and_leave_nothing(name, store):
    content, error = REFUSED[name]
    with pytest.raises(error) as refusal:
        store_file(content=io.BytesIO(content), name=name, by=MembershipFactory().user, policy=EVIDENCE)
    assert name in str(refusal.value)
    assert [path for path in store.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", EMPTY)
def test_a_file_in_which_nobody_sees_anything_is_refused_with_what_is_wrong(name, store):
    content, words = EMPTY[name]
    with pytest.raises((errors.NothingInside, errors.PictureTooSmall)) as refusal:
        store_file(content=io.BytesIO(content), name=name, by=MembershipFactory().user, policy=EVIDENCE)
    assert name in str(refusal.value)
    assert words in str(refusal.value)
    assert [path for path in store.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", REFUSED_FOR)
def test_dangerous_and_broken_files_are_refused_with_the_repair_and_leave_nothing(name, store):
    content, reason = REFUSED_FOR[name]
    with pytest.raises(errors.DocumentRefused) as refusal:
        store_file(content=io.BytesIO(content), name=name, by=MembershipFactory().user, policy=EVIDENCE)
    assert refusal.value.params["reason"] == reason
    assert name in str(refusal.value)
    assert str(refusals.REASONS[reason].repair) in str(refusal.value)
    assert [path for path in store.rglob("*") if path.is_file()] == []


def test_every_reason_of_the_readers_is_said_in_vietnamese_with_the_same_parameters():
    def names(*sentences):
        return set(re.findall(r"{(\w+)}", " ".join(map(str, sentences))))

    assert set(refusals.REASONS) == set(REFUSALS)
    for code, reason in refusals.REASONS.items():
        assert names(reason.what, reason.repair) <= names(REFUSALS[code].sentence, REFUSALS[code].repair), code


def test_an_unknown_reason_is_told_in_general_words():
    what, repair = refusals.reason_of("of_tomorrow").filled({})
    assert "không đọc được" in what
    assert repair
