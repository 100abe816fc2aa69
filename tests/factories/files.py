"""Small true files of each type, and rows for them."""

import io
import zipfile

import factory
from docx import Document
from factory.django import DjangoModelFactory

from caicach.files.models import StoredFile
from tests.factories.agencies import MembershipFactory

TYPES = '<?xml version="1.0"?><Types><Override PartName="/{part}" ContentType="application/{type}.main+xml"/></Types>'
DOCX_TYPES = TYPES.format(part="word/document.xml", type="vnd.openxmlformats-officedocument.wordprocessingml.document")
XLSX_TYPES = TYPES.format(part="xl/workbook.xml", type="vnd.openxmlformats-officedocument.spreadsheetml.sheet")
PDF = b"%PDF-1.4\n1 0 obj<</Type /Pages/Kids[2 0 R]>>endobj\n2 0 obj<</Type/Page>>endobj\ntrailer<<>>\n%%EOF\n"


def png(width=32, height=32, points=b"\x00\x00\x00\x01IDATx...."):
    """The head of a picture of this size and some points; no program shows it, but it is no empty one."""
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + size + b"\x08\x02\x00\x00\x00...." + points


def jpg(width=32, height=32, mark=b"\xff\xc0"):
    """The same as JPEG: a head, a filling byte, the frame with its size, points."""
    size = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    frame = mark + b"\x00\x0b\x08" + size + b"\x01\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(9) + b"\xff" + frame + b"\xff\xda\x00\x02..\xff\xd9"


PNG, JPG = png(), jpg()
TEXT = "KẾ HOẠCH\nCải cách hành chính năm 2026\n".encode()


def container(parts, compression=zipfile.ZIP_DEFLATED):
    """A ZIP file of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(**parts):
    return container({"[Content_Types].xml": DOCX_TYPES, "word/document.xml": b"<w:document/>"} | parts)


def xlsx(**parts):
    return container({"[Content_Types].xml": XLSX_TYPES, "xl/workbook.xml": b"<workbook/>"} | parts)


def word_file(words):
    """A document that Word opens, of one paragraph."""
    document, stream = Document(), io.BytesIO()
    document.add_paragraph(words)
    document.save(stream)
    return stream.getvalue()


class StoredFileFactory(DjangoModelFactory):
    """A row; nothing lies on the disk for it."""

    class Meta:
        model = StoredFile

    sha256 = factory.Sequence(lambda number: f"{number:064x}")
    size = 10
    media_type = "text/plain"
    name = "Kế hoạch.txt"
    stored_by = factory.LazyFunction(lambda: MembershipFactory().user)
