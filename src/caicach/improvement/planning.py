"""From chosen gaps to the draft of an improvement plan: its rows as the table of such plans has them.

Plans are Vietnamese whatever language a person reads the site in, so these words are not translated.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from caicach.agencies.models import Agency
from caicach.core.documents.reading import Level
from caicach.core.scoring.criteria import CriteriaSet, Criterion
from caicach.core.scoring.outcome import Scored
from caicach.improvement.standing import Stand
from caicach.people.models import User
from caicach.plans.contents import PlanContent, PlanHead, RowContent
from caicach.plans.drafting import draft_from_content
from caicach.plans.models import Plan
from caicach.plans.row_edits import CellReader

_LEVELS = (Level.DOMAIN, Level.TASK, Level.ACTIVITY)
_PRINTED = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be done about a leaf: the points to reach, how, by whom, from when to when."""

    target: Decimal
    solutions: str
    lead: str
    coordinating: str = ""
    start: str = ""
    end: str = ""
    note: str = ""


Wishes = Mapping[str, Wish]
"""By the code of the leaf."""

LastScores = Mapping[str, Decimal]
"""What each leaf has reached, as it is printed, by its code; a leaf without points is not there."""


def begin_plan(
    *, head: PlanHead, owner: Agency, kind: str, criteria_set: CriteriaSet, last: LastScores, wishes: Wishes, by: User
) -> Plan:
    """Make the draft; from here on it is changed, issued and handed to agencies as any plan."""
    reader = CellReader(Plan(owner=owner, kind=kind, year=head.year))
    rows = list(plan_rows(criteria_set, last, wishes, reader))
    return draft_from_content(head=head, content=PlanContent(rows=rows), owner=owner, kind=kind, by=by)


def usual_title(whose: str, year: int) -> str:
    return f"Kế hoạch cải thiện Chỉ số cải cách hành chính năm {year} của {whose}"


def plan_rows(criteria_set: CriteriaSet, last: LastScores, wishes: Wishes, reader: CellReader) -> Iterator[RowContent]:
    """The chosen leaves under their headings.

    A heading has points only where all leaves below it are in the plan: else its sum would not be what stands below.
    """
    places: dict[str, int] = {}
    for node, parent, depth in _walk(criteria_set.criteria):
        leaves = [leaf.code for leaf in node.leaves()]
        if not any(code in wishes for code in leaves):
            continue
        place = places.get(parent)
        places[node.code] = len(places)
        level = _LEVELS[min(depth, len(_LEVELS) - 1)]
        if node.is_leaf:
            yield _leaf(node, last.get(node.code), wishes[node.code], reader, level=level, parent=place)
        else:
            scores = _sums(node, last, wishes) if all(code in wishes for code in leaves) else {}
            yield RowContent(level=level, title=node.name, code=node.code, parent=place, scores=scores)


def last_scores(stand: Stand) -> LastScores:
    """What the leaves of an agency have reached."""
    return {code: printed(one.points) for code, one in stand.outcomes.items() if isinstance(one, Scored)}


def printed(points: Decimal) -> Decimal:
    return points.quantize(_PRINTED)


def plain(points: Decimal) -> str:
    """Points without idle noughts, as a text that a figure can be read from again."""
    text = f"{points:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _walk(nodes: Sequence[Criterion], parent: str = "", depth: int = 0) -> Iterator[tuple[Criterion, str, int]]:
    for node in nodes:
        yield node, parent, depth
        yield from _walk(node.children, node.code, depth + 1)


def _leaf(
    leaf: Criterion, previous: Decimal | None, wish: Wish, reader: CellReader, *, level: Level, parent: int | None
) -> RowContent:
    scores = {"max": leaf.max_score, "previous": previous, "target": wish.target}
    return RowContent(
        level=level,
        title=leaf.name,
        code=leaf.code,
        parent=parent,
        acceptance_note=wish.solutions,
        leads=reader.duty_names(wish.lead),
        coordinating=reader.duty_names(wish.coordinating),
        lead_text=wish.lead,
        coordinating_text=wish.coordinating,
        start_text=wish.start,
        end_text=wish.end,
        schedule=reader.schedule(wish.start, wish.end),
        note=wish.note,
        scores={name: plain(score) for name, score in scores.items() if score is not None},
    )


def _sums(node: Criterion, last: LastScores, wishes: Wishes) -> dict[str, str]:
    """Sums of what is printed of the leaves; of last year only where none misses."""
    leaves = list(node.leaves())
    previous = [last.get(leaf.code) for leaf in leaves]
    scores = {
        "max": plain(sum((leaf.max_score for leaf in leaves), Decimal(0))),
        "target": plain(sum((wishes[leaf.code].target for leaf in leaves), Decimal(0))),
    }
    known = [one for one in previous if one is not None]
    if len(known) == len(previous):
        scores["previous"] = plain(sum(known, Decimal(0)))
    return scores
