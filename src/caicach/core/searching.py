"""What somebody looks for: words without accents, abbreviations and long forms as one, misprints forgiven last."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from caicach.core.text import fold, nfc

Words = tuple[str, ...]
Term = tuple[Words, ...]
"""Ways to write one thing that was typed; a text holds the term where it holds all words of one of the ways."""

_Key = TypeVar("_Key", bound=Hashable)

MOST_TERMS = 8
_PAIRS = (  # short and long forms as they stand in folded texts
    ("cchc", "cai cach hanh chinh"),
    ("tthc", "thu tuc hanh chinh"),
    ("ubnd", "uy ban nhan dan"),
    ("hdnd", "hoi dong nhan dan"),
    ("vp", "van phong"),
    ("mttq", "mat tran to quoc"),
    ("dbqh", "dai bieu quoc hoi"),
    ("bhxh", "bao hiem xa hoi"),
    ("kbnn", "kho bac nha nuoc"),
    ("cbccvc", "can bo, cong chuc, vien chuc"),
    ("cbcc", "can bo, cong chuc"),
    ("qppl", "quy pham phap luat"),
    ("pakn", "phan anh, kien nghi"),
    ("xhh", "xa hoi hoc"),
    ("cntt", "cong nghe thong tin"),
    ("cds", "chuyen doi so"),
    ("dvctt", "dich vu cong truc tuyen"),
    ("dvc", "dich vu cong"),
    ("pvhcc", "phuc vu hanh chinh cong"),
    ("hcc", "hanh chinh cong"),
    ("ttdt", "thong tin dien tu"),
    ("kt-xh", "kinh te - xa hoi"),
)
_DEPARTMENTS = (
    ("snv", "noi vu"),
    ("stp", "tu phap"),
    ("stc", "tai chinh"),
    ("sct", "cong thuong"),
    ("sxd", "xay dung"),
    ("syt", "y te"),
    ("skhcn", "khoa hoc va cong nghe", "kh&cn", "khcn"),
    ("snnmt", "nong nghiep va moi truong", "nn&mt", "nnmt"),
    ("svhttdl", "van hoa, the thao va du lich", "vhtt&dl", "vhttdl"),
    ("sgddt", "giao duc va dao tao", "gd&dt", "gddt"),
    ("sdttg", "dan toc va ton giao", "dt&tg", "dttg"),
    ("skhdt", "ke hoach va dau tu", "kh&dt", "khdt"),
    ("stttt", "thong tin va truyen thong", "tt&tt", "tttt"),
    ("stnmt", "tai nguyen va moi truong", "tn&mt", "tnmt"),
)
_LONG_ONLY = (("par index", "chi so cai cach hanh chinh"), ("par index", "chi so cchc"), ("sipas", "hai long"))
_KINDS_OF_PAPER = {"quyet dinh": "qd", "ke hoach": "kh", "cong van": "cv", "chi thi": "ct", "nghi quyet": "nq"}
_ENDS = " ,.;:!?()[]“”\"'«»"
_NEEDLESS = {"so": re.compile(r"[0-9]"), "nam": re.compile(r"[12][0-9]{3}$")}  # "số 15/KH", "năm 2026"


def _bare(words: str) -> Words:
    return tuple(part for word in words.split() if (part := word.strip(_ENDS)) and part not in "-–")


def _forms() -> dict[Words, list[Words]]:
    """For each form, by its bare words, the other ways to write it."""
    found: dict[Words, list[Words]] = defaultdict(list)
    for short, long in _PAIRS:
        found[_bare(short)].append((long,))
        found[_bare(long)].append((short,))
    for initials, name, *short_names in _DEPARTMENTS:
        of_name = [name, *short_names]
        of_department = [initials, *(f"so {form}" for form in of_name)]
        for same in (of_name, of_department):
            for form in same:
                found[_bare(form)] += [(other,) for other in same if other != form]
    for short, long in _LONG_ONLY:
        found[_bare(short)].append((long,))
    for long, short in _KINDS_OF_PAPER.items():
        found[_bare(long)].append((f"/{short}",))
        found[(short,)].append((long,))
    return found


_OTHER_FORMS = _forms()
_LONGEST = max(map(len, _OTHER_FORMS))


def search_terms(words: str) -> tuple[Term, ...]:
    """The terms of what was typed, in their order; none where nothing was typed."""
    typed = [word for word in _bare(fold(words)) if word]
    terms: list[Term] = []
    while typed and len(terms) < MOST_TERMS:
        if (needless := _NEEDLESS.get(typed[0])) and len(typed) > 1 and needless.match(typed[1]):
            del typed[0]
            continue
        size = next((size for size in range(_LONGEST, 0, -1) if tuple(typed[:size]) in _OTHER_FORMS), 1)
        form = tuple(typed[:size])
        terms.append(tuple(dict.fromkeys([form, *_OTHER_FORMS.get(form, ())])))
        del typed[:size]
    return tuple(dict.fromkeys(terms))


def holds(text: str, terms: Iterable[Term]) -> bool:
    """Whether a folded text holds every term."""
    return all(holds_term(text, term) for term in terms)


def holds_term(text: str, term: Term) -> bool:
    """Whether a folded text holds one of the ways to write a term."""
    for way in term:
        for word in way:
            if word not in text:
                break
        else:
            return True
    return False


def closeness(words: str, texts: Iterable[str]) -> tuple[int, int]:
    """How close texts come to what was typed, the closest first: with the typed accents, without, not in one piece.

    The second number is how much else stands in the text.
    """
    typed, plain = nfc(words).casefold().strip(), fold(words)
    ranks = [(2, 0)]
    for text in texts:
        known = nfc(text).casefold()
        if typed in known or plain in fold(text):
            ranks.append((0 if typed in known else 1, len(known) - len(typed)))
    return min(ranks)


def whole_patterns(terms: Iterable[Term]) -> list[re.Pattern[str]]:
    """For each term a pattern that finds it in a folded text as whole words that follow each other."""
    ways = [[re.escape(" ".join(way)) for way in term] for term in terms]
    return [re.compile(rf"(?<![a-z0-9])(?:{'|'.join(some)})(?![a-z0-9])") for some in ways]


def _as_typed_by_telex(word: str) -> str:
    """A word whose Telex keys were not turned into accents: "soos" is "so", "dduowngf" is "duong"."""
    single = re.sub(r"([aeod])\1", r"\1", word)
    return word[:1] + re.sub(r"(?<!t)r|[sfxjw]", "", single[1:])


class Misprints:
    """How far the words of terms are from those of some texts; made once for many of them."""

    def __init__(self, terms: Iterable[Term], texts: Iterable[str]) -> None:
        self.terms = tuple(terms)
        words = {word for term in self.terms for way in term for word in way}
        known = {word.strip(_ENDS) for text in texts for word in text.split()}
        self._near = {word: _near_words(word, known) for word in words}

    def of(self, text: str) -> list[int | None]:
        """For each term how many letters differ in a text from what was typed; None where the term is not in it."""
        own, joined = {word.strip(_ENDS) for word in text.split()}, text.replace(" ", "")
        found = []
        for term in self.terms:
            ways = [self._of_way(way, text, joined, own) for way in term]
            found.append(min((errors for errors in ways if errors is not None), default=None))
        return found

    def _of_way(self, way: Words, text: str, joined: str, own: set[str]) -> int | None:
        total = 0
        for word in way:
            if word in text:
                continue
            if len(word) > 5 and word in joined:  # a blank was forgotten
                total += 1
                continue
            near = [errors for other, errors in self._near.get(word, {}).items() if other in own]
            if not near:
                return None
            total += min(near)
        return total


def nearest(texts: Mapping[_Key, str], terms: Iterable[Term]) -> list[_Key]:
    """The folded texts that hold the terms but for misprints: those with the fewest, where any has few enough."""
    misprints = Misprints(terms, texts.values())
    found = {key: sum(errors) for key, text in texts.items() if None not in (errors := misprints.of(text))}  # type: ignore[arg-type]
    fewest = min(found.values(), default=0)
    return [key for key, errors in found.items() if errors == fewest]


def _near_words(word: str, known: set[str]) -> dict[str, int]:
    """The known words that are nearly this one, with the number of letters that differ."""
    from rapidfuzz.distance import OSA  # here: it is needed only where nothing was found
    from rapidfuzz.process import extract_iter

    found: dict[str, int] = {}
    for form, more in ((word, 0), (_as_typed_by_telex(word), 1)):
        most = 0 if len(form) < 3 else 1 if len(form) < 7 else 2
        for other, errors, _ in extract_iter(form, known, scorer=OSA.distance, score_cutoff=most):
            found[other] = min(found.get(other, 9), int(errors) + more)
    return found
