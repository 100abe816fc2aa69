"""Why a document was not read, in words for the person who sent it: what is wrong and how to repair it."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caicach.jobs.errors import CRASHED, GAVE_UP, TOOK_TOO_LONG

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is wrong, where, and how to repair it. may_help: reading the same file again may help."""

    what: Text
    repair: Text
    where: str = ""
    may_help: bool = False


_SAVE_AGAIN = _("Mở tệp trên máy, chọn «Lưu thành» .docx hoặc .pdf, rồi nhập lại.")
_FROM_ORIGINAL = _("Xin lại tệp gốc (bản Word hoặc bản PDF xuất từ Word) rồi nhập lại.")
_SMALLER = _("Tách văn bản thành các phần nhỏ hơn, hoặc chép phần bảng rồi dán vào ô «Dán nội dung».")

EXPLANATIONS: dict[str, tuple[Text, Text]] = {
    "documents.empty": (_("Tệp không có nội dung."), _SAVE_AGAIN),
}

UNKNOWN = (_("Hệ thống không đọc được tệp này."), _SAVE_AGAIN)
MACHINE = {
    CRASHED: (
        _("Có lỗi trong chương trình khi đọc tệp này."),
        _("Báo quản trị hệ thống kèm mã lượt nhập; trong lúc chờ, có thể dán nội dung thay cho tệp."),
    ),
    GAVE_UP: (_("Tiến trình đọc tệp đã dừng giữa chừng ba lần."), _SMALLER),
    TOOK_TOO_LONG: (_("Đọc tệp quá thời gian cho phép."), _SMALLER),
}
HELPED_BY_AGAIN = {CRASHED, GAVE_UP, TOOK_TOO_LONG}


def explain(failure: dict[str, Any] | None) -> Explanation:
    """The explanation of a stored failure; a code that nobody has explained is told in general words."""
    failure = failure or {}
    code, params = str(failure.get("code", "")), failure.get("params") or {}
    if sentence := failure.get("sentence"):
        return Explanation(what=sentence, repair="")
    what, repair = (MACHINE | EXPLANATIONS).get(code, UNKNOWN)
    return Explanation(what, repair, where=str(params.get("where", "")), may_help=code in HELPED_BY_AGAIN)
