"""An agency among the facts of an errand, as far as the question who may do something asks for it."""

from caicach.agencies.models import Agency
from caicach.people.errands import Facts

AGENCY = {"agency": "agency", "parent": "agency__parent", "kind": "agency__kind"}
"""The columns of a row that belongs to an agency, for `facts_of`."""


def agency_in(row: Facts) -> Agency:
    """The agency of such a row; only its key, its parent and its kind are known."""
    return Agency(pk=row["agency"], parent_id=row["parent"], kind=row["kind"])
