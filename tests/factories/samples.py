"""Frames and draws for tests: two communes, one of two villages, ten households in each village."""

from datetime import date

from caicach.people.models import User
from caicach.samples.models import Draw, Frame
from caicach.samples.reading import HEADINGS, read_frame
from caicach.samples.services import FrameHead, add_frame, draw_sample
from caicach.samples.sizing import Wish
from caicach.tables.sheet import read_pasted

VILLAGES = (("Lạc Đông", "Đông"), ("Lạc Đông", "Tây"), ("Khê Hạ", "Nam"))
HEAD = FrameHead(
    name="Hộ dân năm 2026", source_text="Danh sách hộ của công an xã", as_of=date(2026, 3, 1),
    forget_on=date(2027, 3, 1), place_name="thôn",
)  # fmt: skip


def frame_of(by: User | None = None, *, label: str = "Số nhà", has_places: bool = False) -> Frame:
    """Thirty households in two strata."""
    lines = ["mã;tầng;thôn;địa chỉ"]
    for stratum, village in VILLAGES:
        lines += [f"{village}{n};{stratum};{village if has_places else ''};{label} {n}" for n in range(1, 11)]
    return add_frame(head=HEAD, read=read_frame(read_pasted("\n".join(lines), HEADINGS)), by=by)


def drawn_from(
    frame: Frame, by: User | None = None, *, seed: str = "20261101-1", reason: str = "", **wish: object
) -> Draw:
    """Six of the thirty, with two reserves in each stratum."""
    given = Wish(**{"basis": "total", "total": 6, "reserves": 2} | wish)  # type: ignore[arg-type]
    return draw_sample(frame=frame, wish=given, seed=seed, reason=reason, by=by)
