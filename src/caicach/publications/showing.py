"""Published results as pages and papers show them: groups from the first to the last, an agency leaf by leaf."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from caicach.assessments.models import Appeal, Stage
from caicach.core.scoring.criteria import CriterionKind
from caicach.criteria.models import Criterion
from caicach.publications.models import Publication, PublishedResult
from caicach.ui.formats import shown_number, shown_points

STAGES = (Stage.FILLED, Stage.APPRAISED, Stage.DECIDED, Stage.OUTSIDE)
_LEAST_PLACES = 2


@dataclass(slots=True)
class Group:
    """A group of agencies. unranked: why there are no ranks this year. waiting: agencies without a result, and why."""

    name: str
    unranked: str
    rows: list[PublishedResult] = field(default_factory=list)
    waiting: list[PublishedResult] = field(default_factory=list)

    @property
    def has_changes(self) -> bool:
        """Whether any rank can be compared with the publication before."""
        return any(row.rank_change is not None for row in self.rows)


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node of the set for one agency. points: what counts; said: by stage, as shown; reasons: by the stage's name."""

    node: Criterion
    points: str
    applicable: str
    said: list[str]
    reasons: list[tuple[str, str]]
    is_changed: bool = False

    @property
    def by_stage(self) -> list[tuple[Stage, str]]:
        return list(zip(STAGES, self.said, strict=True))


@dataclass(frozen=True, slots=True)
class Move:
    """What an agency's total became between two words, or between two publications."""

    result: PublishedResult
    before: Decimal
    after: Decimal
    rank_before: int | None = None

    @property
    def difference(self) -> Decimal:
        return self.after - self.before


def groups_of(publication: Publication) -> list[Group]:
    """All agencies by group, in the order in which they were published."""
    unranked = publication.unranked
    groups: dict[str, Group] = {}
    for row in publication.results.defer("content").select_related("agency"):
        group = groups.setdefault(row.group, Group(row.group, unranked.get(row.group, "")))
        (group.waiting if row.share is None else group.rows).append(row)
    return list(groups.values())


def percent(share: Decimal | None) -> str:
    """A share as a percentage with two digits or as many as it has; never rounded, since classes depend on it."""
    if share is None:
        return shown_number(None)
    return f"{with_two_places(share * 100)}%"


def with_two_places(value: Decimal | None) -> str:
    """A figure with two digits behind the comma, or with as many as it has."""
    if value is None:
        return shown_number(None)
    exponent = value.normalize().as_tuple().exponent
    digits = -exponent if isinstance(exponent, int) else 0
    return shown_number(value, max(_LEAST_PLACES, digits))


def beside_the_total(result: PublishedResult) -> list[tuple[str, str]]:
    """Bonus and penalty, which the index counts and the points do not; nothing where there are none."""
    found = ((_("điểm thưởng"), "+", "bonus"), (_("điểm trừ"), "−", "penalty"))
    given = [(words, sign, Decimal(result.content[name])) for words, sign, name in found]
    return [(words, f"{sign}{with_two_places(points)}") for words, sign, points in given if points]


def most_lost(result: PublishedResult) -> list[NodeRow]:
    """The leaves within the total that have not reached all their points, the greatest loss first.

    Those that miss are no loss yet, and a bonus that was not given or a penalty is none.
    """
    core = result.publication.round.criteria_set.as_core
    within = {leaf.code for leaf in core.leaves() if leaf.kind is CriterionKind.NORMAL}
    lost: dict[str, Decimal] = {}
    for code, leaf in result.content["leaves"].items():
        if "points" in leaf and code in within:
            lost[code] = Decimal(result.content["nodes"][code]["applicable"]) - Decimal(leaf["points"])
    rows = [row for row in node_rows(result) if lost.get(row.node.code, Decimal(0)) > 0]
    return sorted(rows, key=lambda row: -lost[row.node.code])


def node_rows(result: PublishedResult) -> list[NodeRow]:
    """The tree of the set with everything that was said of the agency."""
    content, nodes = result.content, result.publication.round.criteria_set.nodes.all()
    return [_leaf(node, content) if node.is_leaf else _parent(node, content) for node in nodes]


def moves_by_appraisal(rows: Iterable[PublishedResult], most: int) -> list[Move]:
    """The agencies whose total differs most from what they gave themselves, the largest difference first."""
    known = (Move(row, row.filled, row.exact) for row in rows if row.filled is not None and row.share is not None)
    changed = [one for one in known if one.difference]
    return sorted(changed, key=lambda one: -abs(one.difference))[:most]


def moves_by_correction(publication: Publication) -> list[Move]:
    """What a correction changes in the publication that it corrects: points or rank of which agencies."""
    if publication.corrects is None:
        return []
    before = {one.agency_id: one for one in publication.corrects.results.defer("content")}
    pairs = ((before.get(row.agency_id), row) for row in publication.results.defer("content"))
    known = [(old, row) for old, row in pairs if old is not None]
    return [
        Move(row, old.exact, row.exact, old.rank)
        for old, row in known
        if (old.exact, old.rank, old.band, old.share) != (row.exact, row.rank, row.band, row.share)
    ]


def appeal_counts(publication: Publication) -> dict[str, int]:
    """How many appeals the round had, how many changed points, how many nobody has decided."""
    return Appeal.objects.filter(entry__assessment__round=publication.round_id).aggregate(
        all=Count("pk"),
        changed=Count("pk", filter=Q(is_changed=True)),
        open=Count("pk", filter=Q(decided_at=None)),
    )


def _parent(node: Criterion, content: dict[str, Any]) -> NodeRow:
    found = content["nodes"].get(node.code)
    points, applicable = (found["points"], found["applicable"]) if found else (None, None)
    return NodeRow(node, _figure(points), _figure(applicable), [""] * len(STAGES), [])


def _leaf(node: Criterion, content: dict[str, Any]) -> NodeRow:
    leaf = content["leaves"].get(node.code, {"said": {}, "reasons": {}, "missing": []})
    said, reasons = leaf["said"], leaf["reasons"]
    shown = [_outcome(said[stage.value]) if stage.value in said else "" for stage in STAGES]
    told = [(capfirst(str(stage.label)), reasons[stage.value]) for stage in STAGES if stage.value in reasons]
    own = said.get(Stage.FILLED.value)
    is_changed = own is not None and _outcome(own) != _outcome(leaf)
    applicable = content["nodes"][node.code]["applicable"] if node.code in content["nodes"] else None
    return NodeRow(node, _outcome(leaf), _figure(applicable), shown, told, is_changed)


def _outcome(plain: dict[str, Any]) -> str:
    if plain.get("is_not_applicable"):
        return _("không áp dụng")
    return _figure(plain.get("points"))


def _figure(text: str | None) -> str:
    return shown_points(None if text is None else Decimal(text))


def lines_of_reasons(rows: Iterable[NodeRow]) -> Iterator[str]:
    """Every reason as a line of a paper."""
    for row in rows:
        for stage, words in row.reasons:
            yield f"{row.node.code}: {words} ({stage})"
