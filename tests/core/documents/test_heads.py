"""Heads of papers that are only registered, and their previews: made in the child, from real files."""

import base64
import io
from datetime import date

import pytest
from docx import Document
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.jail import preview, read_head


@pytest.fixture
def letter(tmp_path):
    document = Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "UBND TỈNH TÂN GIANG\nSỞ NỘI VỤ"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    table.cell(1, 0).text = "Số: 214/SNV-CCHC\nV/v báo cáo kết quả\ncải cách hành chính quý II"
    table.cell(1, 1).text = "Tân Giang, ngày 05 tháng 6 năm 2026"
    document.add_paragraph("Kính gửi: Các sở, ban, ngành.")
    document.add_paragraph("Sở Nội vụ đề nghị các cơ quan gửi báo cáo trước ngày 20/6/2026.")
    path = tmp_path / "cong-van.docx"
    document.save(path)
    return path


def test_a_letter_has_its_subject_as_title(letter):
    head = read_head(letter)
    assert (head.kind, head.number, head.issued_on) == ("Công văn", "214/SNV-CCHC", date(2026, 6, 5))
    assert head.title == "báo cáo kết quả cải cách hành chính quý II"


def test_a_picture_has_no_head(tmp_path):
    path = tmp_path / "anh.png"
    Image.new("RGB", (40, 30)).save(path)
    with pytest.raises(UnreadableDocument) as refused:
        read_head(path)
    assert refused.value.code == "image_not_supported"


def test_a_page_of_a_pdf_is_drawn_anew(tmp_path):
    path = tmp_path / "ba-trang.pdf"
    canvas = Canvas(str(path))
    for number in range(3):
        canvas.drawString(100, 700, f"trang {number + 1}")
        canvas.showPage()
    canvas.save()
    shown = preview(path, page=2)
    assert (shown.page, shown.pages, shown.media_type) == (2, 3, "image/png")
    with Image.open(io.BytesIO(base64.b64decode(shown.picture))) as drawn:
        assert 990 <= drawn.width <= 1010
        assert len(drawn.getcolors()) > 1, "the page is blank"
    assert preview(path, page=99).page == 3


def test_what_hides_behind_a_picture_is_not_shown(tmp_path):
    path = tmp_path / "anh.jpg"
    Image.new("RGB", (3000, 1500), "red").save(path)
    with path.open("ab") as stream:
        stream.write(b"<script>alert(1)</script>")
    shown = preview(path)
    content = base64.b64decode(shown.picture)
    assert b"script" not in content
    with Image.open(io.BytesIO(content)) as drawn:
        assert drawn.size == (1000, 500)


def test_a_photograph_stands_upright(tmp_path):
    path = tmp_path / "nghieng.jpg"
    turned = Image.Exif()
    turned[0x0112] = 6  # the camera was held on its side
    Image.new("RGB", (200, 100)).save(path, exif=turned)
    with Image.open(io.BytesIO(base64.b64decode(preview(path).picture))) as drawn:
        assert drawn.size == (100, 200)


def test_a_word_file_is_shown_in_words(letter):
    shown = preview(letter)
    words = [cell for part in shown.parts for row in part.rows for cell in row]
    assert "Kính gửi: Các sở, ban, ngành." in words
    assert shown.parts[0].is_table
    assert not shown.picture


@pytest.mark.parametrize("name", ["hong.png", "hong.jpg", "hong.pdf"])
def test_a_damaged_file_is_refused(tmp_path, name):
    path = tmp_path / name
    path.write_bytes({"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "pdf": b"%PDF-1.4\n"}[name[-3:]] + b"abc")
    with pytest.raises(UnreadableDocument) as refused:
        preview(path)
    assert refused.value.code in {"damaged_picture", "damaged_pdf"}
