"""Which agency of the directory a printed name means: certain, or a question with ranked proposals."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from caicach.core.documents.agency_words import HEAD
from caicach.core.documents.directory import AgencyDirectory, DirectoryEntry, DirectoryName
from caicach.core.documents.name_keys import full_key, province_in, written_key
from caicach.core.documents.reading import AgencyName
from caicach.core.text import fold

CERTAIN = frozenset({"exact", "alias", "abbreviation", "group"})
"""The matches that need no person."""

LIKELY, CLEAR_LEAD, WORTH_SHOWING, SHOWN = 88, 6, 55, 5
"""Likeness (0–100) of a damaged spelling, its lead over the next agency, the least proposed, and how many."""

_IN_BRACKETS = re.compile(  # what an agency does in a duty, printed behind its name
    r"\s*\((?:là )?(?:cơ quan |đơn vị )?(?:thường trực|chủ trì|phối hợp|đầu mối|(?:để )?tổng hợp|tham mưu)[^()]*\)$",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:các|những)\s", re.IGNORECASE)
_KIND_OF_PLACE = re.compile(r"(?<!\S)(?:xa|phuong|dac khu|thi tran|huyen|thi xa|thanh pho|quan) (?=\S)")
_SAME_PLACE = 96  # likeness of names that differ only in the kind of place: "UBND phường Tân Lập", now a xã
_OF_THE_PROVINCE = tuple(f"{written_key(kind)} " for kind in ("sở", "ban"))  # only the province has them
_MATCH_OF_KIND = {"official": "exact", "short": "abbreviation"}


@dataclass(frozen=True, slots=True)
class _Form:
    """One written form of an entry, and its full key."""

    entry: DirectoryEntry
    name: DirectoryName
    key: str = ""


class Resolver:
    """The names of a directory made ready for many look-ups on one day."""

    def __init__(self, directory: AgencyDirectory, *, on: date | None) -> None:
        self.directory = directory
        self.on = on or directory.on
        self._entries = {entry.key: entry for entry in directory.entries}
        self._written: dict[str, list[_Form]] = defaultdict(list)
        self._full: dict[str, list[_Form]] = defaultdict(list)
        texts = [name.text for entry in directory.entries for name in entry.names]
        self._province = province_in(texts)
        for entry in directory.entries:
            for name in entry.names:
                form = _Form(entry, name, self._full_key(name.text))
                self._written[written_key(name.text)].append(form)
                self._full[form.key].append(form)
        self._folded: dict[str, list[_Form]] = defaultdict(list)
        for key, forms in self._full.items():
            self._folded[fold(key)] += forms
        self._places: dict[str, list[str]] = defaultdict(list)
        for key in self._folded:
            if _KIND_OF_PLACE.search(key):
                self._places[_KIND_OF_PLACE.sub("* ", key)].append(key)

    def resolve(self, name: AgencyName) -> AgencyName:
        """The name with its agency, or with ranked proposals where no agency is certain."""
        head = HEAD.match(name.printed)
        if head:
            name = replace(name, addressed_to="head")
        whole = _IN_BRACKETS.sub("", name.printed)
        bodies = [whole, *_without_head(whole)]
        for body in bodies:
            forms, is_short = self._forms_of(body)
            if _PLURAL.match(body) and any(not form.entry.is_group for form in forms):
                return self._likely(name, body)  # "các Phòng Kinh tế" are not the one of the register
            if forms:
                return self._found(name, forms, is_short=is_short)
        return self._likely(name, bodies[-1])

    def _full_key(self, text: str) -> str:
        """The key without the name of the province behind the word for it."""
        key = full_key(text)
        return key.removesuffix(f" {self._province}") if self._province and self._ends_with_province(key) else key

    def _ends_with_province(self, key: str) -> bool:
        return key.endswith(f" {written_key('tỉnh')} {self._province}")

    def _forms_of(self, body: str) -> tuple[list[_Form], bool]:
        """The forms that are this name, and whether abbreviations had to be written out for it."""
        if forms := self._written.get(written_key(body)):
            return forms, False
        key = self._full_key(body)
        shorter = key.removesuffix(f" {written_key('tỉnh')}")
        may_be_shorter = key != full_key(body) or key.startswith(_OF_THE_PROVINCE)
        forms = self._full.get(key) or (self._full.get(shorter) if may_be_shorter else None)
        return forms or [], True

    def _found(self, name: AgencyName, forms: list[_Form], *, is_short: bool) -> AgencyName:
        living = [form for form in forms if self._is_living(form.entry)]
        keys = {form.entry.key for form in living}
        if len(keys) != 1:
            return self._ended_or_shared(name, living or forms, is_shared=len(keys) > 1)
        form = next((form for form in living if form.name.kind == "official"), living[0])
        if form.entry.is_group:
            match = "group"
        elif is_short:
            match = "abbreviation"
        else:
            match = _MATCH_OF_KIND.get(form.name.kind, "alias") if self._is_current(form.name) else "alias"
        return replace(
            name,
            name=self._title(form.entry),
            key=form.entry.key,
            is_group=form.entry.is_group,
            match=match,
            proposals=(),
        )

    def _ended_or_shared(self, name: AgencyName, forms: list[_Form], *, is_shared: bool) -> AgencyName:
        """A name of several agencies, or of one that is not there on the day: they or their successors are proposed."""
        keys = [form.entry.key for form in forms]
        if not is_shared:
            keys = [key for form in forms for key in form.entry.successors if key in self._entries]
        entries = [self._entries[key] for key in dict.fromkeys(keys)]
        proposals = tuple((entry.key, self._title(entry), 100) for entry in entries)
        return replace(name, match="unknown", proposals=proposals) if proposals else self._likely(name, name.printed)

    def _likely(self, name: AgencyName, body: str) -> AgencyName:
        """Names that look alike: one far ahead is a spelling to confirm, else they are only proposed."""
        ranked = self._ranked(body)
        proposals = tuple((key, self._title(self._entries[key]), score) for key, score in ranked[:SHOWN])
        next_score = ranked[1][1] if len(ranked) > 1 else 0
        is_clear = bool(ranked) and ranked[0][1] >= LIKELY and ranked[0][1] - next_score >= CLEAR_LEAD
        return replace(name, match="spelling" if is_clear else "unknown", proposals=proposals)

    def _ranked(self, body: str) -> list[tuple[str, int]]:
        """Keys of entries and their likeness, the likeliest first."""
        from rapidfuzz import fuzz, process  # here: it is needed only for names that are in doubt

        wanted = fold(self._full_key(body))
        if not wanted:
            return []
        best: dict[str, tuple[int, float]] = {}
        likeness = process.extract(wanted, self._folded.keys(), scorer=fuzz.ratio, limit=40, score_cutoff=40)
        loosely = process.extract(wanted, self._folded.keys(), scorer=fuzz.token_set_ratio, limit=40, score_cutoff=60)
        scores = [(key, score) for key, score, _ in likeness] + [(key, score * 0.85) for key, score, _ in loosely]
        scores += [(key, _SAME_PLACE) for key in self._places.get(_KIND_OF_PLACE.sub("* ", wanted), ())]
        accented = self._full_key(body)
        for folded, score in scores:
            for form in self._folded[folded]:
                if self._is_living(form.entry):
                    accents = fuzz.ratio(accented, form.key)
                    found = best.get(form.entry.key, (0, 0.0))
                    best[form.entry.key] = max(found, (round(score), accents))
        worth = [(key, *likeness) for key, likeness in best.items() if likeness[0] >= WORTH_SHOWING]
        worth.sort(key=lambda found: (-found[1], -found[2], found[0]))
        return [(key, score) for key, score, _ in worth]

    def _is_living(self, entry: DirectoryEntry) -> bool:
        return _is_within(self.on, entry.valid_from, entry.valid_to)

    def _is_current(self, name: DirectoryName) -> bool:
        return _is_within(self.on, name.valid_from, name.valid_to)

    def _title(self, entry: DirectoryEntry) -> str:
        """The official name on the day; without one, any name."""
        official = [name for name in entry.names if name.kind == "official"] or list(entry.names)
        current = [name.text for name in official if self._is_current(name)]
        return current[0] if current else official[-1].text if official else entry.key


def resolve(name: AgencyName, directory: AgencyDirectory, *, on: date | None = None) -> AgencyName:
    """The name with the agency that the directory knows by it on a day, or with proposals; never a silent guess."""
    return _resolver(directory, on).resolve(name)


_made: list[Resolver] = []  # the last one made: a document's names are all looked up in one directory


def _resolver(directory: AgencyDirectory, on: date | None) -> Resolver:
    made = _made[0] if _made else None
    if made is None or made.directory is not directory or made.on != (on or directory.on):
        made = Resolver(directory, on=on)
        _made[:] = [made]
    return made


def _without_head(printed: str) -> list[str]:
    """ "Trưởng phòng Nội vụ" leaves "Phòng Nội vụ"; "Giám đốc Sở Nội vụ" leaves "Sở Nội vụ"."""
    head = HEAD.match(printed)
    if not head:
        return []
    body = printed[head.end() :].strip()
    words = head.group().split()
    named_kind = [f"{' '.join(words[1:])} {body}"] if len(words) > 1 and words[0].casefold() == "trưởng" else []
    return [part for part in (body, *named_kind) if part]


def _is_within(day: date | None, first: date | None, last: date | None) -> bool:
    return day is None or ((first is None or first <= day) and (last is None or day <= last))
