"""A set as YAML, the way an author would write it: figures as figures, in the order of the fields."""

from decimal import Decimal
from typing import Any

import yaml

from caicach.core.scoring.criteria import CriteriaSet
from caicach.core.scoring.crosswalk import Crosswalk
from caicach.core.scoring.plain import to_plain


class _Dumper(yaml.SafeDumper):
    """Decimals are written as they are, texts that look like figures in quotation marks."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _figure(dumper: yaml.SafeDumper, figure: Decimal) -> yaml.Node:
    text = format(figure, "f")
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


_Dumper.add_representer(Decimal, _figure)


def as_yaml(thing: CriteriaSet | Crosswalk) -> str:
    """The text of a set or of a crosswalk; read in again it is the same."""
    plain = to_plain(thing, keeps_figures=True)
    return yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
