"""How each status of a piece of work looks. The rule that decides the status stands in the room `work`."""

from typing import NamedTuple


class Look(NamedTuple):
    """A colour by its meaning, and an icon that tells the same without colour."""

    kind: str
    icon: str


STATUS_LOOKS: dict[str, Look] = {
    "waiting_for_event": Look("plain", "hourglass"),
    "not_started": Look("plain", "circle-dashed"),
    "in_progress": Look("info", "play"),
    "due_soon": Look("warning", "alarm-clock"),
    "submitted": Look("info", "send"),
    "returned": Look("warning", "undo-2"),
    "completed_on_time": Look("good", "circle-check"),
    "completed_late": Look("good", "history"),
    "overdue": Look("bad", "circle-alert"),
    "ongoing": Look("plain", "repeat"),
}
