"""Small true files of each type, and rows for them."""

import io
import zipfile

import factory
from factory.django import DjangoModelFactory

from caicach.files.models import StoredFile
from tests.factories.agencies import MembershipFactory

CONTENT_TYPES = b'<?xml version="1.0"?><Types><Default Extension="xml" ContentType="application/xml"/></Types>'
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
JPG = b"\xff\xd8\xff\xe0" + bytes(20)
TEXT = "KẾ HOẠCH\nCải cách hành chính năm 2026\n".encode()


def container(parts, compression=zipfile.ZIP_DEFLATED):
    """A ZIP file of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(**parts):
    return container({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": b"<w:document/>"} | parts)


def xlsx(**parts):
    return container({"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": b"<workbook/>"} | parts)


class StoredFileFactory(DjangoModelFactory):
    """A row; nothing lies on the disk for it."""

    class Meta:
        model = StoredFile

    sha256 = factory.Sequence(lambda number: f"{number:064x}")
    size = 10
    media_type = "text/plain"
    name = "Kế hoạch.txt"
    stored_by = factory.LazyFunction(lambda: MembershipFactory().user)
