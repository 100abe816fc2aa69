"""A sampling frame of the demonstration, with numbers in place of people, and a sample drawn from it."""

from datetime import date, timedelta
from decimal import Decimal

from caicach.agencies.models import Agency, AgencyKind
from caicach.core.surveys.sampling.plans import Unit
from caicach.demo.cast import person
from caicach.demo.stories import chance
from caicach.samples.models import Frame, Outcome
from caicach.samples.reading import ReadFrame
from caicach.samples.services import FrameHead, add_frame, call_reserve, draw_sample, tell_outcome
from caicach.samples.sizing import Wish

_COMMUNES, _VILLAGES, _HOUSEHOLDS = 40, 6, 25
_TOLD = {Outcome.REACHED: 24, Outcome.REFUSED: 3}


def draw_samples(today: date) -> int:
    """By the real services; once only. Returns how many samples were drawn."""
    if Frame.objects.exists():
        return 0
    by = person("demo-survey_manager")
    head = FrameHead(
        name="Hộ dân để đo mức độ hài lòng", source_text="Danh sách hộ của UBND cấp xã", as_of=today,
        forget_on=today + timedelta(days=365), place_name="thôn, tổ dân phố",
    )  # fmt: skip
    frame = add_frame(head=head, read=_households(), by=by)
    wish = Wish(basis="error", error=Decimal("0.05"), design_effect=Decimal("1.5"), per_place=6, reserves=2)
    made = draw_sample(frame=frame, wish=wish, seed=f"{today:%Y%m%d}-280417635", reason="", by=by)
    rows = list(made.units.filter(reserve=0).order_by("unit__stratum", "order", "pk"))
    for outcome, count in _TOLD.items():
        for row in rows[:count]:
            told = tell_outcome(row=row, version=row.version, outcome=outcome, note="", by=by)
            if outcome is Outcome.REFUSED:
                call_reserve(row=told, version=told.version, by=by)
        rows = rows[count:]
    return 1


def _households() -> ReadFrame:
    communes = Agency.objects.filter(kind=AgencyKind.COMMUNE).order_by("collation_key", "pk")[:_COMMUNES]
    units = []
    for commune in communes:
        for village in range(1, _VILLAGES + 1):
            count = _HOUSEHOLDS + chance(commune.code, str(village)) % 20
            for number in range(1, count + 1):
                unit = Unit(f"{commune.code}-{village}-{number:03d}", commune.brief, (f"Thôn {village}",))
                units.append((unit, f"Nhà số {number}, thôn {village}"))
    return ReadFrame(tuple(units), (), has_places=True)
