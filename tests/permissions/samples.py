"""Frames and samples: nobody's agency owns them; one frame to be drawn from, one that was."""

from typing import Any

from caicach.people.models import User
from caicach.samples.models import Outcome
from caicach.samples.services import tell_outcome
from tests.factories.samples import drawn_from, frame_of

Keys = dict[str, Any]


def things_of_samples(by: User) -> dict[str, Keys]:
    """Everything about samples that the table names."""
    draw = drawn_from(frame_of(by), by)
    waiting, lost = draw.units.filter(reserve=0).order_by("order", "pk")[:2]
    tell_outcome(row=lost, version=lost.version, outcome=Outcome.REFUSED, note="", by=by)
    return {
        "a frame": {"frame_id": frame_of(by).pk},
        "a spare frame": {"frame_id": frame_of(by).pk},
        "a frame with a draw": {"frame_id": draw.frame_id, "draw_id": draw.pk, "sampled_id": waiting.pk},
        "one who refused": {"sampled_id": lost.pk},
    }
