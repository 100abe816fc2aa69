"""The forms of a plan that is made of a whole round: each chosen leaf begins with its mean and its domain's leads."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from caicach.improvement.forms_plans import Proposal, WishForm
from caicach.improvement.means import DomainGaps, MeanGap, proposed_measures
from caicach.improvement.planning import printed


def round_wish_forms(data: Mapping[str, Any] | None, domains: Iterable[DomainGaps], codes: set[str]) -> list[WishForm]:
    """One form for each chosen leaf, in the order of the set."""
    return [_wish(data, one, row) for one in domains for row in one.rows if row.criterion.code in codes]


def _wish(data: Mapping[str, Any] | None, domain: DomainGaps, row: MeanGap) -> WishForm:
    leaf = row.criterion
    told = _("trung bình của %(counted)s cơ quan có điểm, %(losing)s cơ quan mất điểm, %(missing)s chưa có điểm") % {
        "counted": row.counted,
        "losing": len(row.losing),
        "missing": row.missing,
    }
    proposal = Proposal(target=leaf.max_score, solutions=proposed_measures(row), lead=domain.leads, told=told)
    return WishForm(data, leaf=leaf, previous=printed(row.reached), proposal=proposal)
