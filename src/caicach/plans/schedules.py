"""Time frames between the core's `Schedule` and the JSON of a row."""

from dataclasses import asdict, fields
from datetime import date
from typing import Any

from caicach.core.schedule.schedule import Schedule, ScheduleKind

_NAMES = {field.name for field in fields(Schedule)}


def schedule_to_json(schedule: Schedule, *, start_text: str = "", end_text: str = "") -> dict[str, Any]:
    """The JSON of `PlanItem.schedule`; the two printed cells stay beside what they were read as."""
    content = asdict(schedule)
    content["kind"] = schedule.kind.value
    content["start_on"] = schedule.start_on.isoformat() if schedule.start_on else None
    content["due_on"] = schedule.due_on.isoformat() if schedule.due_on else None
    return content | {"start_text": start_text, "end_text": end_text}


def schedule_from_json(content: dict[str, Any]) -> Schedule:
    """The core's schedule of a row; an empty one where nothing is known."""
    known: dict[str, Any] = {name: value for name, value in content.items() if name in _NAMES}
    for name in ("start_on", "due_on"):
        if known.get(name):
            known[name] = date.fromisoformat(known[name])
    return Schedule(**known | {"kind": ScheduleKind(known.get("kind", "none"))})


def time_frame_words(start: str, end: str) -> str:
    """The two printed cells of a time frame in one line."""
    return " – ".join(part for part in (start.strip(), end.strip()) if part)


def printed_times(content: dict[str, Any], words: str) -> tuple[str, str]:
    """The start and the end cell as printed; a single time cell counts as the end."""
    start, end = str(content.get("start_text") or ""), str(content.get("end_text") or "")
    return (start, end) if start or end else ("", words)
