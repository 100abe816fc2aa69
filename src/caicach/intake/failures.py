"""Why a document was not read, in words for the person who sent it: what is wrong and how to repair it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from caicach.files.places import place_in_words
from caicach.files.refusals import REASONS, Reason, reason_of
from caicach.jobs.errors import CRASHED, GAVE_UP, TOOK_TOO_LONG


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is wrong, where, and how to repair it. may_help: reading the same file again may help."""

    what: str
    repair: str = ""
    where: str = ""
    may_help: bool = False


MACHINE = {
    CRASHED: Reason(
        _("Có lỗi trong chương trình khi đọc tệp này."),
        _("Báo quản trị hệ thống kèm mã lượt nhập; trong lúc chờ, có thể dán nội dung thay cho tệp."),
    ),
    GAVE_UP: Reason(_("Tiến trình đọc tệp đã dừng giữa chừng ba lần."), REASONS["too_much_memory"].repair),
    TOOK_TOO_LONG: Reason(_("Đọc tệp quá thời gian cho phép."), REASONS["took_too_long"].repair),
}
HELPED_BY_AGAIN = {*MACHINE, "took_too_long", "reader_crashed", "file_changed"}


def explain(failure: dict[str, Any] | None) -> Explanation:
    """The explanation of a stored failure; a code that nobody has explained is told in general words."""
    failure = failure or {}
    code, params = str(failure.get("code", "")), failure.get("params") or {}
    if sentence := failure.get("sentence"):
        return Explanation(what=sentence)
    what, repair = (MACHINE.get(code) or reason_of(code)).filled(params)
    return Explanation(
        what, repair, where=place_in_words(str(params.get("where", ""))), may_help=code in HELPED_BY_AGAIN
    )
