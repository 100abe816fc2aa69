"""Slips of the pen that official texts are full of; each is only asked about, never put right by itself."""

import re
from collections.abc import Iterator

from caicach.core.text import nfc

_SLIPS: dict[str, str] = {
    "đơn đốc": "đôn đốc",
    "đôn dốc": "đôn đốc",
    "phần đầu thực hiện": "phấn đấu thực hiện",
    "phần đấu": "phấn đấu",
    "phấn đầu": "phấn đấu",
    "thường xyên": "thường xuyên",
    "thuờng xuyên": "thường xuyên",
    "chỉ trì": "chủ trì",
    "chủ trị": "chủ trì",
    "phôi hợp": "phối hợp",
    "phối hơp": "phối hợp",
    "bru điện": "bưu điện",
    "công thông tin điện tử": "cổng thông tin điện tử",
    "cbccvv": "CBCCVC",
    "uỷ ban nhân đân": "ủy ban nhân dân",
    "ủy ban nhân đân": "ủy ban nhân dân",
    "thủ tục hành chinh": "thủ tục hành chính",
    "hành chinh": "hành chính",
    "cải cách hành chánh": "cải cách hành chính",
    "báo cao": "báo cáo",
    "kế hoach": "kế hoạch",
    "quyêt định": "quyết định",
    "tham mưa": "tham mưu",
    "giam sát": "giám sát",
    "triễn khai": "triển khai",
    "xữ lý": "xử lý",
    "sữa đổi": "sửa đổi",
    "bổ xung": "bổ sung",
    "xuyên suôt": "xuyên suốt",
    "trực thuôc": "trực thuộc",
}
_PATTERN = re.compile(
    r"(?<!\w)(?:" + "|".join(re.escape(nfc(slip)) for slip in sorted(_SLIPS, key=len, reverse=True)) + r")(?!\w)",
    re.IGNORECASE,
)


def slips_in(text: str) -> Iterator[tuple[str, str]]:
    """Pairs of what is printed and what was probably meant."""
    for found in _PATTERN.finditer(text):
        better = _SLIPS[nfc(found[0].casefold())]
        yield found[0], better[:1].upper() + better[1:] if found[0][:1].isupper() else better
