"""A small publication with everything in it: changed points, an appeal, not applicable, missing, tied, unranked."""

from decimal import Decimal

from caicach.core.publishing.bundle import (
    FORMAT,
    AgencySaid,
    Former,
    LastTime,
    LeafSaid,
    Place,
    PublicationData,
    RoundFacts,
    Said,
    set_hash,
)
from caicach.core.publishing.packing import Bundle, pack
from caicach.core.scoring.claims import Claim
from caicach.core.scoring.criteria import CriterionKind, ScoreBand, ScoredBy
from caicach.core.scoring.plain import to_plain
from caicach.core.scoring.rounding import Rounding, Roundings
from tests.core.scoring.sets import leaf, parent, set_of

SET = to_plain(
    set_of(
        parent("1", leaf("1.1", "3"), leaf("1.2", "2", rule=None, inputs=(), scored_by=ScoredBy.SURVEY)),
        leaf("2", "5"),
        leaf("T", "1", rule=None, inputs=(), kind=CriterionKind.BONUS),
        bonus_limit=Decimal(1),
        bands=(ScoreBand(name="Tốt", at_least=Decimal("0.8")), ScoreBand(name="Khá", at_least=Decimal("0.5"))),
        roundings=Roundings(published=Rounding(digits=2)),
    )
)
ROUND = RoundFacts(
    key="dot-2026", name="Đợt 2026", year=2026,
    period_first="2025-12-15", period_last="2026-12-14", agencies_on="2026-11-01",
)  # fmt: skip

NOT_APPLICABLE = LeafSaid(counts="appraised", said={"appraised": Said(claim=Claim(is_not_applicable=True))})


def ratio(part: int, whole: int = 90) -> Claim:
    return Claim(values={"a": Decimal(part), "b": Decimal(whole)})


def agency(code: str, part: int, **more: LeafSaid) -> AgencySaid:
    """An agency with the same rate in both ratios, a survey result and no bonus."""
    words = {"filled": Said(claim=ratio(part)), "appraised": Said(claim=ratio(part))}
    leaves = {
        "1.1": LeafSaid(counts="appraised", said=words),
        "1.2": LeafSaid(counts="outside", said={"outside": Said(claim=Claim(given=Decimal(1)), source="khảo sát")}),
        "2": LeafSaid(counts="appraised", said=words),
        "T": LeafSaid(counts="outside", said={"outside": Said(claim=Claim(given=Decimal(0)))}),
    }
    given = {name[1:].replace("_", "."): one for name, one in more.items()}
    return AgencySaid(code=code, name=f"Sở {code}", group="Sở", leaves={**leaves, **given})


def decided(points: str) -> LeafSaid:
    return LeafSaid(
        counts="decided",
        said={
            "filled": Said(claim=ratio(90)),
            "appraised": Said(claim=Claim(decided=Decimal(1)), reason="thiếu văn bản"),
            "decided": Said(claim=Claim(decided=Decimal(points)), reason="đã bổ sung"),
        },
    )


def data(**more: object) -> PublicationData:
    given = {
        "format": FORMAT,
        "version": "0.1.0",
        "round": ROUND,
        "number": 2,
        "set": SET,
        "set_sha256": set_hash(SET),
        "agencies": (
            agency("A", 60),
            agency("B", 90, l2=decided("4.5")),
            agency("C", 60),
            agency("D", 30, l1_1=NOT_APPLICABLE),
            agency("E", 90, l1_2=LeafSaid()),
            AgencySaid(code="X", name="Xã X", group="Xã", leaves=agency("X", 90).leaves),
        ),
        "unranked": {"Xã": "mới sắp xếp"},
        "corrects": Former(number=1, sha256="0" * 64, reason="nhập sai phiếu khảo sát"),
        "last_time": LastTime(
            round="Đợt 2025", year=2025, sha256="1" * 64,
            places={"A": Place(group="Sở", rank=5), "B": Place(group="Sở", rank=1), "C": Place(group="Ban", rank=1)},
        ),
    }  # fmt: skip
    return PublicationData(**(given | more))  # type: ignore[arg-type]


def bundle(**more: object) -> Bundle:
    return pack(data(**more), method="Cách tính.\n", readme="Đọc trước.\n")
