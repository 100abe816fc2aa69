"""The officers of the demonstration say which rows of the province their own rows carry out."""

import yaml

from caicach.agencies.models import Agency
from caicach.cascades.cascading import link_rows, provincial_plan_for
from caicach.demo.errors import ContentMissing
from caicach.demo.register import CONTENT
from caicach.people.models import User
from caicach.plans.models import Plan


def link_to_the_province(plan: Plan, owner: Agency, by: User) -> int:
    """Link the rows of an agency's plan by the titles of both. Returns how many."""
    titles: dict[str, str] = yaml.safe_load((CONTENT / "links.yaml").read_text(encoding="utf-8")).get(owner.code, {})
    parent = provincial_plan_for(plan)
    if parent is None or not titles:
        return 0
    of_province = {item.title: item.pk for item in parent.items.leaves()}
    own = {item.title: item.pk for item in plan.items.leaves()}
    if unknown := (titles.keys() - own.keys()) | (set(titles.values()) - of_province.keys()):
        raise ContentMissing(name="; ".join(sorted(unknown)))
    pairs = {own[mine]: of_province[theirs] for mine, theirs in titles.items()}
    return link_rows(plan=plan, parent=parent, pairs=pairs, version=plan.version, by=by)
