"""Writing a whole file of figures into the ledger: all of it or nothing."""

from dataclasses import replace

from django.db import transaction

from caicach.indicators.errors import ImportHasProblems
from caicach.indicators.importing import FigureImport
from caicach.indicators.services import Written, write_figures
from caicach.people.models import User


@transaction.atomic
def apply_figures(*, plan: FigureImport, by: User | None) -> Written:
    """Write all rows. The same file again changes nothing; with a problem left nothing is written."""
    if plan.problems:
        raise ImportHasProblems(count=len(plan.problems))
    told = write_figures(entries=[row.entry for row in plan.rows if row.state != "same"], by=by)
    return replace(told, same=told.same + plan.count("same"))
