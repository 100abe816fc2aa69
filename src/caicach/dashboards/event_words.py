"""What the codes of the audit trail mean, in the words of the province."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caicach.work.history import EVENT_WORDS as WORK_WORDS

ROOMS: dict[str, str | Promise] = {
    "work": _("thực hiện"),
    "plans": _("kế hoạch"),
    "agencies": _("cơ quan"),
    "people": _("người dùng"),
    "intake": _("nhập văn bản"),
    "files": _("tệp"),
    "jobs": _("tác vụ"),
    "operation": _("vận hành"),
}
WORDS: dict[str, str | Promise] = {**WORK_WORDS}


def words_for(code: str) -> str:
    """The words for an event; the code itself where a room has given none."""
    return str(WORDS.get(code, code))


def room_of(code: str) -> str:
    """The room an event comes from, in words."""
    room = code.split(".", 1)[0]
    return str(ROOMS.get(room, room))
