"""A few papers that stand behind the results of the demonstration."""

from io import BytesIO

from docx import Document

from caicach.files.models import StoredFile
from caicach.files.policy import EVIDENCE
from caicach.files.services import store_file
from caicach.people.models import User

_PAPERS = {
    "bao-cao-ket-qua.docx": "Báo cáo kết quả thực hiện nhiệm vụ",
    "bien-ban-nghiem-thu.docx": "Biên bản nghiệm thu",
    "danh-muc-kem-theo.docx": "Danh mục kèm theo báo cáo",
    "quyet-dinh-ban-hanh.docx": "Quyết định ban hành",
}


def make_proofs(by: User) -> list[StoredFile]:
    """Store the papers; they are checked as any evidence is."""
    return [store_file(content=_paper(title), name=name, by=by, policy=EVIDENCE) for name, title in _PAPERS.items()]


def _paper(title: str) -> BytesIO:
    document = Document()
    document.add_heading(title, level=1)
    document.add_paragraph("Văn bản mẫu của bản dùng thử; người, cơ quan và số liệu đều là tưởng tượng.")
    content = BytesIO()
    document.save(content)
    content.seek(0)
    return content
