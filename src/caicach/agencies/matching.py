"""Finding an agency by what somebody wrote: certain, or a question with ranked proposals."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from caicach.agencies.models import AgencyName
from caicach.core.documents.name_keys import written_key
from caicach.core.text import fold, has_accents

_WITH_CODE = re.compile(r".*\[(?P<code>[-\w]+)\]")  # as fields for agencies propose it: "Sở Nội vụ [snv]"
_LIKE_ENOUGH = 70  # of 100: below it a proposal only distracts


@dataclass(frozen=True, slots=True)
class Answer:
    """The code of the one agency that was meant, or what to ask instead."""

    code: str
    what: str = ""
    repair: str = ""
    proposals: tuple[str, ...] = ()


class AgencyFinder:
    """Codes by every name, in the order exact code, name as it is written, name typed without accents, else proposals.

    "Đồng Sơn" is not "Đông Sơn": a name with other accents than those in the register is a question.
    """

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._by_writing: dict[str, set[str]] = defaultdict(set)
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._written: dict[str, str] = {}

    @classmethod
    def of_register(cls) -> Self:
        finder = cls()
        for code, text in AgencyName.objects.values_list("agency__code", "text"):
            finder.add(code, [text])
        return finder

    def add(self, code: str, names: Iterable[str]) -> None:
        self._codes[fold(code)] = code
        for name in names:
            if name:
                self._by_writing[written_key(name)].add(code)
                self._by_name[fold(name)].add(code)
                self._written[fold(name)] = name

    def find(self, wanted: str) -> Answer:
        coded = _WITH_CODE.fullmatch(wanted.strip())
        key = fold(coded["code"] if coded else wanted)
        if key in self._codes:
            return Answer(self._codes[key])
        codes = self._by_writing.get(written_key(wanted), set())
        if not codes and not has_accents(wanted):
            codes = self._by_name.get(key, set())
        if len(codes) == 1:
            return Answer(next(iter(codes)))
        if codes:
            what = _("“%(name)s” là tên của %(count)s cơ quan.") % {"name": wanted, "count": len(codes)}
            repair = _("Ghi mã thay cho tên: %(codes)s.") % {"codes": ", ".join(sorted(codes))}
            return Answer("", what, repair, tuple(sorted(codes)))
        return self._propose(wanted, key)

    def _propose(self, wanted: str, key: str) -> Answer:
        near = process.extract(key, self._by_name.keys(), scorer=fuzz.WRatio, limit=3, score_cutoff=_LIKE_ENOUGH)
        proposals = tuple(self._written[name] for name, _score, _place in near)
        what = _("Không có cơ quan “%(name)s”.") % {"name": wanted[:80]}
        repair = _("Ghi mã hoặc tên có trong danh mục.")
        if proposals:
            repair = _("Có phải là: %(names)s? Ghi lại cho đúng.") % {"names": "; ".join(proposals)}
        return Answer("", what, repair, proposals)
