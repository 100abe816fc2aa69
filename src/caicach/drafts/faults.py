"""The faults of a draft as a list that leads to the places where they are mended."""

from dataclasses import dataclass

from django.urls import reverse

from caicach.core.scoring.errors import SetProblem
from caicach.criteria.models import CriteriaSet, Criterion
from caicach.criteria.sentences.problems import problem_sentence


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, where (a number, or nothing for the set itself), and the page on which it is mended."""

    code: str
    name: str
    sentence: str
    address: str


def faults_of(row: CriteriaSet) -> list[Fault]:
    """All faults of a draft, in the order of its criteria, those of the set itself first."""
    nodes = {node.code: node for node in row.nodes.all()}
    order = {code: place for place, code in enumerate(nodes, 1)}
    made = [_fault(row, one, nodes) for one in row.faults]
    return sorted(made, key=lambda one: order.get(one.code, 0))


def _fault(row: CriteriaSet, found: SetProblem, nodes: dict[str, Criterion]) -> Fault:
    node = nodes.get(_code_of(row, found))
    if node is None:
        return Fault("", "", problem_sentence(found), reverse("drafts:draft_facts", args=[row.pk]))
    address = reverse("drafts:criterion_edit", args=[node.pk])
    return Fault(node.code, node.name, problem_sentence(found), address)


def _code_of(row: CriteriaSet, found: SetProblem) -> str:
    """The number of the criterion that a fault belongs to."""
    if found.place[:1] == ("examples",) and len(found.place) > 1:
        return row.as_core.examples[int(found.place[1]) - 1].criterion
    return found.place[0] if found.place else ""
