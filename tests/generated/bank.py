"""The bank of invented tasks as rows: agencies by year, marks by numbering scheme."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from tests.generated.paper import Row
from tests.generated.times import ROMAN, Time

CONTENT = Path(__file__).parent / "content"
ROMANS = (*ROMAN.values(), "V", "VI", "VII", "VIII", "IX", "X")
LETTERS = ("a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n")

PROVINCE_NAMES = {
    "nv": "Sở Nội vụ",
    "tp": "Sở Tư pháp",
    "tc": "Sở Tài chính",
    "kh": "Sở Tài chính",
    "ct": "Sở Công Thương",
    "nnmt": "Sở Nông nghiệp và Môi trường",
    "xd": "Sở Xây dựng",
    "khcn": "Sở Khoa học và Công nghệ",
    "vhttdl": "Sở Văn hóa, Thể thao và Du lịch",
    "gddt": "Sở Giáo dục và Đào tạo",
    "yt": "Sở Y tế",
    "ttr": "Thanh tra tỉnh",
    "vp": "Văn phòng UBND tỉnh",
    "ca": "Công an tỉnh",
    "thue": "Thuế tỉnh",
    "kbnn": "Kho bạc Nhà nước khu vực",
    "bhxh": "Bảo hiểm xã hội tỉnh",
    "bd": "Bưu điện tỉnh",
    "bao": "Báo và Phát thanh, Truyền hình Lạc Xuyên",
    "mttq": "Ủy ban MTTQ Việt Nam tỉnh",
    "tthcc": "Trung tâm Phục vụ hành chính công tỉnh",
    "bql": "Ban Quản lý các khu công nghiệp",
    "truong": "Trường Chính trị tỉnh",
    "dt": "Tỉnh đoàn",
    "sbn": "Các sở, ban, ngành",
    "sbnsn": "Các sở, ban, ngành",
    "dp": "UBND cấp xã",
    "dpall": "Các sở, ban, ngành; UBND cấp xã",
    "xa": "UBND cấp xã",
    "xacu": "UBND cấp xã",
    "huyen": "UBND cấp huyện",
    "lq": "Các cơ quan, đơn vị có liên quan",
    "p:vp": "Văn phòng Sở",
    "p:xd": "Phòng Xây dựng và Kiểm tra văn bản",
    "p:pb": "Phòng Phổ biến, giáo dục pháp luật",
    "p:xl": "Phòng Quản lý xử lý vi phạm hành chính",
    "p:ht": "Phòng Hành chính và Bổ trợ tư pháp",
    "p:tt": "Thanh tra Sở",
    "p:tg": "Trung tâm Trợ giúp pháp lý nhà nước",
    "p:all": "Các phòng, đơn vị thuộc Sở",
    "c:vp": "Văn phòng HĐND và UBND",
    "c:vh": "Phòng Văn hóa - Xã hội",
    "c:kt": "Phòng Kinh tế",
    "c:hcc": "Trung tâm Phục vụ hành chính công",
    "c:ca": "Công an xã",
    "c:mt": "Ủy ban MTTQ Việt Nam xã",
    "c:dtn": "Đoàn Thanh niên xã",
    "c:to": "Các thôn",
}
THREE_TIER = {
    "kh": "Sở Kế hoạch và Đầu tư",
    "dp": "UBND cấp huyện; UBND cấp xã",
    "dpall": "Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã",
    "thue": "Cục Thuế tỉnh",
    "bao": "Đài Phát thanh và Truyền hình tỉnh; Báo Lạc Xuyên",
    "kbnn": "Kho bạc Nhà nước tỉnh",
    "tthcc": "Trung tâm Hành chính công tỉnh",
}
WARD = {
    "c:kt": "Phòng Kinh tế, Hạ tầng và Đô thị",
    "c:ca": "Công an phường",
    "c:mt": "Ủy ban MTTQ Việt Nam phường",
    "c:dtn": "Đoàn Thanh niên phường",
    "c:to": "Các tổ dân phố",
}
HEALTH = {
    "p:xd": "Phòng Tổ chức cán bộ",
    "p:pb": "Phòng Nghiệp vụ y",
    "p:xl": "Phòng Nghiệp vụ dược",
    "p:ht": "Phòng Kế hoạch - Tài chính",
    "p:tg": "Trung tâm Kiểm soát bệnh tật tỉnh",
    "p:tt": "Chi cục An toàn vệ sinh thực phẩm",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the bank."""

    kind: str
    years: str
    title: str
    mark: str = ""
    standard: str = ""
    product: str = ""
    lead: str = ""
    coordinating: str = ""
    time: str = ""
    budget: str = ""
    note: str = ""


@cache
def entries(file: str) -> tuple[Entry, ...]:
    """All lines of a bank file."""
    lines = (CONTENT / file).read_text("utf-8").splitlines()
    return tuple(_entry(line.split("|")) for line in lines if line and not line.startswith("#"))


def _entry(parts: list[str]) -> Entry:
    kind, years, *rest = parts
    if kind in "PGD":
        return Entry(kind, years, rest[1], mark=rest[0])
    title, *cells = rest
    fields = ("standard", "product", "lead", "coordinating", "time", "budget", "note")
    return Entry(kind, years, title, **dict(zip(fields, cells, strict=False)))


@dataclass(frozen=True, slots=True)
class Choice:
    """Which entries of the bank go into a paper and how they are marked."""

    file: str = "province.txt"
    year: int = 2026
    tier: str = "6"
    scheme: str = "part_roman"
    names: dict[str, str] = field(default_factory=dict)
    time_style: str = "plain"
    domains: tuple[str, ...] = ()  # marks of domains and groups to keep, with part: "A/I"; empty: all
    every: int = 1  # keep every n-th activity of the bank
    first: int = 0
    has_standard: bool = True
    has_budget: bool = False

    def agency(self, key: str) -> tuple[str, ...]:
        names = self.names | (THREE_TIER if self.tier == "5" else {}) | self.names
        return tuple(names.get(key, PROVINCE_NAMES[key]).split("; "))

    def agencies(self, keys: str, without: tuple[str, ...] = ()) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for key in filter(None, keys.split("; ")):
            found |= dict.fromkeys(name for name in self.agency(key) if name not in without)
        return tuple(found)


def rows_of(choice: Choice) -> tuple[Row, ...]:
    """The chosen rows, marked by the scheme."""
    return tuple(SCHEMES[choice.scheme](choice, list(_chosen(choice))))


def _chosen(choice: Choice) -> Iterator[Entry]:
    """Entries of the year; a heading below which nothing is chosen falls away."""
    part, keep, count = "", True, 0
    kept: list[Entry] = []
    for entry in entries(choice.file):
        if choice.tier not in entry.years:
            continue
        if entry.kind == "P":
            part = entry.mark
        if entry.kind in "GD":
            keep = not choice.domains or f"{part}/{entry.mark}" in choice.domains or entry.mark in choice.domains
        if entry.kind in "GDTA" and not keep:
            continue
        if entry.kind == "A":
            count += 1
            if (count + choice.first) % choice.every:
                continue
        kept.append(entry)
    yield from _with_something_below(kept)


def _with_something_below(kept: list[Entry]) -> Iterator[Entry]:
    rank = {"P": 0, "G": 1, "D": 1, "T": 2, "A": 3}
    for index, entry in enumerate(kept):
        following = kept[index + 1].kind if index + 1 < len(kept) else "P"
        leads_on = entry.kind in "PGD" and any(later.kind == "A" for later in kept[index + 1 : index + 3])
        if rank[following] > rank[entry.kind] or entry.kind == "A" or entry.lead or leads_on:
            yield entry


def _row(choice: Choice, entry: Entry, path: tuple[str, ...], level: str, *, is_leaf: bool) -> Row:
    years = {"{y}": choice.year, "{p}": choice.year - 1, "{n}": choice.year + 1}
    title, standard, time = entry.title, entry.standard, entry.time
    for mark, year in years.items():
        title, standard, time = (text.replace(mark, str(year)) for text in (title, standard, time))
    lead = choice.agencies(entry.lead)
    return Row(
        path=path,
        level=level,
        title=title,
        standard=standard if choice.has_standard else "",
        product=entry.product,
        lead=lead,
        coordinating=choice.agencies(entry.coordinating, without=lead),
        time=Time(time, choice.year, choice.time_style),
        budget=Decimal(entry.budget) if entry.budget and choice.has_budget else None,
        note=entry.note,
        is_leaf=is_leaf,
    )


def _is_leaf(entries_: list[Entry], index: int) -> bool:
    return entries_[index].kind == "A" or bool(entries_[index].lead)


Marks = Callable[[dict[str, int]], tuple[str, ...]]


def _walk(choice: Choice, chosen: list[Entry], levels: dict[str, tuple[str, Marks]]) -> Iterator[Row]:
    """Rows with running counts of each kind; kinds that are not in `levels` are left out."""
    counts = {"P": 0, "H": 0, "T": 0, "A": 0, "all": 0, "in_part": 0}
    for index, entry in enumerate(chosen):
        kind = "H" if entry.kind in "GD" else entry.kind
        if kind not in levels:
            continue
        counts[kind] += 1
        counts["all"] += kind == "A"
        counts["in_part"] += kind == "A"
        for lower in "PHTA"["PHTA".index(kind) + 1 :]:
            counts[lower] = 0
        if kind in "PH":
            counts["in_part"] = 0
        level, marks = levels[kind]
        shown = "group" if entry.kind == "G" else level
        yield _row(choice, entry, marks(counts), shown, is_leaf=_is_leaf(chosen, index))


def _part(counts: dict[str, int]) -> tuple[str, ...]:
    return ("ABCDE"[counts["P"] - 1],)


def _roman(counts: dict[str, int]) -> str:
    return ROMANS[counts["H"] - 1]


def _part_roman(choice: Choice, chosen: list[Entry]) -> Iterator[Row]:
    """A, I, Nhiệm vụ 1, Hoạt động 1.1."""
    head: Marks = lambda n: (*_part(n), _roman(n))  # noqa: E731
    task: Marks = lambda n: (*head(n), f"Nhiệm vụ {n['T']}")  # noqa: E731
    activity: Marks = lambda n: (*task(n), f"Hoạt động {n['T']}.{n['A']}")  # noqa: E731
    levels = {"P": ("part", _part), "H": ("domain", head), "T": ("task", task), "A": ("activity", activity)}
    yield from _walk(choice, chosen, levels)


def _part_domain(choice: Choice, chosen: list[Entry]) -> Iterator[Row]:
    """A, I below it; B, Lĩnh vực I below it; Nhiệm vụ 1; 1.1."""
    for row in _part_roman(choice, chosen):
        path = list(row.path)
        if path[0] == "B" and len(path) > 1:
            path[1] = f"LĨNH VỰC {path[1]}"
        yield replace(row, path=tuple(path))


def _dotted(choice: Choice, chosen: list[Entry]) -> Iterator[Row]:
    """1, 1.1, 1.1.1."""
    head: Marks = lambda n: (f"{n['H']}",)  # noqa: E731
    task: Marks = lambda n: (*head(n), f"{n['H']}.{n['T']}")  # noqa: E731
    activity: Marks = lambda n: (*task(n), f"{n['H']}.{n['T']}.{n['A']}")  # noqa: E731
    merged = [replace(entry, kind="D") if entry.kind == "G" else entry for entry in chosen if entry.kind != "P"]
    yield from _walk(choice, merged, {"H": ("domain", head), "T": ("task", task), "A": ("activity", activity)})


def _letters(choice: Choice, chosen: list[Entry]) -> Iterator[Row]:
    """I, 1, a)."""
    head: Marks = lambda n: (_roman(n),)  # noqa: E731
    task: Marks = lambda n: (*head(n), f"{n['T']}")  # noqa: E731
    activity: Marks = lambda n: (*task(n), LETTERS[n["A"] - 1])  # noqa: E731
    merged = [replace(entry, kind="D") if entry.kind == "G" else entry for entry in chosen if entry.kind != "P"]
    yield from _walk(choice, merged, {"H": ("domain", head), "T": ("task", task), "A": ("activity", activity)})


def _part_letters(choice: Choice, chosen: list[Entry]) -> Iterator[Row]:
    """A, 1, a): parts with tasks right below them."""
    task: Marks = lambda n: (*_part(n), f"{n['T']}")  # noqa: E731
    activity: Marks = lambda n: (*task(n), LETTERS[n["A"] - 1])  # noqa: E731
    levels = {"P": ("part", _part), "T": ("task", task), "A": ("activity", activity)}
    yield from _walk(choice, chosen, levels)


def _flat(choice: Choice, chosen: list[Entry]) -> Iterator[Row]:
    """I, then 1, 2, 3 … below it, no further level."""
    head: Marks = lambda n: (_roman(n),)  # noqa: E731
    leaf: Marks = lambda n: (*head(n), f"{n['in_part']}")  # noqa: E731
    kept = [replace(entry, kind="D") if entry.kind == "G" else entry for entry in chosen if entry.kind in "GDA"]
    yield from _walk(choice, kept, {"H": ("domain", head), "A": ("task", leaf)})


def _two_dotted(choice: Choice, chosen: list[Entry]) -> Iterator[Row]:
    """1, 1.1 without domains above."""
    tasks = 0
    for row in _walk(choice, chosen, {"T": ("task", lambda n: (f"{n['T']}",)), "A": ("activity", lambda n: ("", ""))}):
        if row.level == "task":
            tasks, activities = tasks + 1, 0
            yield replace(row, path=(f"{tasks}",), also_level=("group", "domain"))
        else:
            activities += 1
            yield replace(row, path=(f"{tasks}", f"{tasks}.{activities}"), also_level=("task",))


SCHEMES: dict[str, Callable[[Choice, list[Entry]], Iterator[Row]]] = {
    "part_roman": _part_roman,
    "part_domain": _part_domain,
    "dotted": _dotted,
    "letters": _letters,
    "part_letters": _part_letters,
    "flat": _flat,
    "two_dotted": _two_dotted,
}
