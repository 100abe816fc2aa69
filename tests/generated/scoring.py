"""How far a reading agrees with the known one: 1 is all of it.

Weighted mean over the sections that the gold has: document 0.10, targets 0.15, tables 0.60, duties 0.15. A section
is its F1 of matched entries times the mean accuracy of their fields.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from rapidfuzz import fuzz

WEIGHTS = {"document": 0.10, "targets": 0.15, "tables": 0.60, "duties": 0.15}
ALIKE, HALF_ALIKE, SAME = 0.85, 0.5, 0.95
CODE_WORDS = re.compile(r"\b(?:lĩnh vực|nhiệm vụ|hoạt động|phần|mục|nhóm|tiêu chí)\b")
HEADS = re.compile(r"^(?:đề nghị|giao|giám đốc|thủ trưởng|chủ tịch|chánh)\s+")
SHORT_FORMS = (("ubnd", "ủy ban nhân dân"), ("hđnd", "hội đồng nhân dân"), ("mttq", "mặt trận tổ quốc"))
UNITS = ("%", "hạng", "bậc", "điểm")
Entry = dict[str, Any]


def plain(text: object) -> str:
    """Lower case, single blanks, without quotation marks, bullet marks and closing points."""
    text = unicodedata.normalize("NFC", str(text or "")).casefold()
    text = re.sub(r"[“”\"'’‘]", "", text).replace("–", "-").replace(";", " ")
    text = re.sub(r"(?:^|(?<=[\s.:]))[-+•]\s+", " ", text)
    return re.sub(r"\s+", " ", text).strip(" .:,")


def likeness(one: object, other: object) -> float:
    first, second = plain(one), plain(other)
    if not first or not second:
        return 1.0 if first == second else 0.0
    return fuzz.ratio(first, second) / 100


def code_of(mark: object) -> str:
    """A code without its word, leading zeros and closing marks."""
    bare = CODE_WORDS.sub(" ", str(mark).casefold()).strip()
    bare = bare.strip(" .:)(") if bare.startswith("-") else bare.strip(" .:)(-")
    return ".".join(re.sub(r"^0+(?=\d)", "", part) for part in bare.split("."))


def path_of(entry: Entry) -> tuple[str, ...]:
    marks = entry.get("path") or ([entry["code"]] if entry.get("code") else [])
    return tuple(code_of(mark) for mark in marks)


def agencies_of(value: object) -> frozenset[str]:
    names = value if isinstance(value, list) else re.split(r";|, (?=[A-ZĐ])", str(value or ""))
    found = set()
    for name in names:
        text = HEADS.sub("", plain(name))
        for short, long in SHORT_FORMS:
            text = re.sub(rf"\b{short}\b", long, text)
        text = re.sub(r"^các\s+", "", text).replace("có liên quan", "liên quan")
        found.add(re.sub(r"[\s,]+", " ", text).strip())
    return frozenset(found - {""})


class Tally:
    """Share of right values of each field, over the pairs where either side has something."""

    def __init__(self) -> None:
        self.fields: dict[str, list[float]] = {}
        self.wrong: list[tuple[str, str, object, object]] = []

    def add(self, name: str, right: float, where: str, gold: object, found: object) -> None:
        self.fields.setdefault(name, []).append(right)
        if right < 1:
            self.wrong.append((name, where, gold, found))

    def text(self, name: str, gold: Entry, found: Entry, where: str) -> None:
        one, other = gold.get(name), found.get(name)
        choices = [one, (gold.get("effective") or {}).get(name)]
        if plain(one) or plain(other):
            is_right = any(likeness(choice, other) >= SAME for choice in choices if choice is not None or one is None)
            self.add(name, float(is_right), where, one, other)

    def number(self, name: str, gold: Entry, found: Entry, where: str) -> None:
        one, other = gold.get(name), found.get(name)
        if one is not None or other is not None:
            is_right = one is not None and other is not None and abs(float(one) - float(other)) < 1e-6
            self.add(name, float(is_right), where, one, other)

    def agencies(self, name: str, gold: Entry, found: Entry, where: str) -> None:
        one, other = agencies_of(gold.get(name)), agencies_of(found.get(name))
        effective = agencies_of((gold.get("effective") or {}).get(name) or [])
        if one or other or effective:
            self.add(name, float(other == one or (bool(effective) and other == effective)), where, one, other)

    def mean(self) -> float:
        shares = [sum(values) / len(values) for values in self.fields.values()]
        return sum(shares) / len(shares) if shares else 1.0


def pairs_of(gold: list[Entry], found: list[Entry], title: str) -> list[tuple[int, int]]:
    """Entries that belong together: same path and like titles first, then like titles anywhere."""
    paths = [path_of(entry) for entry in found]
    by_path: dict[tuple[str, ...], list[int]] = {}
    for index, path in enumerate(paths):
        by_path.setdefault(path, []).append(index)
    free_gold, free_found, pairs = set(range(len(gold))), set(range(len(found))), []

    def take(options: Iterable[tuple[float, int, int]]) -> None:
        for _, one, other in sorted(options, key=lambda option: (-option[0], option[1], option[2])):
            if one in free_gold and other in free_found:
                pairs.append((one, other))
                free_gold.discard(one)
                free_found.discard(other)

    for low in (ALIKE, HALF_ALIKE):
        same_path = ((one, other) for one in free_gold for other in by_path.get(path_of(gold[one]), []))
        scored = ((likeness(gold[one].get(title), found[other].get(title)), one, other) for one, other in same_path)
        take([option for option in scored if option[0] >= low])
    rest = (
        (likeness(gold[one].get(title), found[other].get(title)), one, other)
        for one in free_gold
        for other in free_found
    )
    take([option for option in list(rest) if option[0] >= ALIKE])
    return pairs


def f1(matched: int, gold: int, found: int) -> float:
    return 2 * matched / (gold + found) if gold + found else 1.0


Compare = Callable[[Tally, Entry, Entry, str], None]


def section(gold: list[Entry], found: list[Entry], title: str, compare: Compare, wrong: list[Any]) -> float:
    pairs, tally = pairs_of(gold, found, title), Tally()
    for one, other in pairs:
        where = "/".join(path_of(gold[one])) or str(gold[one].get(title))[:40]
        compare(tally, gold[one], found[other], where)
    seen, met = {one for one, _ in pairs}, {other for _, other in pairs}
    wrong += [("missed", "/".join(path_of(e)), e.get(title), None) for i, e in enumerate(gold) if i not in seen]
    wrong += [("spurious", "/".join(path_of(e)), None, e.get(title)) for i, e in enumerate(found) if i not in met]
    wrong += tally.wrong
    return f1(len(pairs), len(gold), len(found)) * tally.mean()


def _row(tally: Tally, gold: Entry, found: Entry, where: str) -> None:
    tally.add("path", float(path_of(gold) == path_of(found)), where, gold["path"], found.get("path"))
    levels = {gold["level"], found.get("level")}
    tally.add(
        "level", float(len(levels) == 1 or levels == {"group", "domain"}), where, gold["level"], found.get("level")
    )
    for name in ("title", "standard", "product", "note"):
        tally.text(name, gold, found, where)
    for name in ("lead", "coordinating"):
        tally.agencies(name, gold, found, where)
    tally.number("budget_million_vnd", gold, found, where)
    _schedule(tally, gold, found.get("schedule") or {}, where)


def _schedule(tally: Tally, gold: Entry, found: Entry, where: str) -> None:
    known, accept = gold["schedule"], gold.get("accept") or {}
    kind, found_kind = known["kind"], found.get("kind") or "none"
    if kind == found_kind == "none":
        return
    kinds = {kind, *accept.get("schedule_kind", [])}
    if known["from"] and known["from"] == known["to"]:
        kinds |= {"month", "window"}
    tally.add("schedule.kind", float(found_kind in kinds), where, kind, found_kind)
    for end in ("from", "to"):
        right = {(value or "")[:7] for value in [known[end], *accept.get(f"schedule_{end}", [])]}
        is_right = (found.get(end) or "")[:7] in right
        tally.add(f"schedule.{end}", float(is_right), where, known[end], found.get(end))
    if known["every"] or found.get("every"):
        is_right = known["every"] == (found.get("every") or None)
        tally.add("schedule.every", float(is_right), where, known["every"], found.get("every"))


def _criterion(tally: Tally, gold: Entry, found: Entry, where: str) -> None:
    tally.add(
        "code", float(code_of(gold["code"]) == code_of(found.get("code"))), where, gold["code"], found.get("code")
    )
    for name in ("name", "solutions", "note"):
        tally.text(name, gold, found, where)
    for name in ("max", "previous", "target"):
        tally.number(name, gold, found, where)
    for name in ("lead", "coordinating"):
        tally.agencies(name, gold, found, where)


def _target(tally: Tally, gold: Entry, found: Entry, where: str) -> None:
    tally.text("text", gold, found, where)
    values = {measure["value"] for measure in gold["measures"]} | {gold["value"]}
    if gold["value"] is not None or found.get("value") is not None:
        is_right = found.get("value") in values and found.get("value") is not None
        tally.add("value", float(is_right), where, gold["value"], found.get("value"))
    if gold["comparator"] or found.get("comparator"):
        right = {m["comparator"] for m in gold["measures"] if m["value"] == found.get("value")} | {gold["comparator"]}
        tally.add(
            "comparator", float(found.get("comparator") in right), where, gold["comparator"], found.get("comparator")
        )
    if (gold["unit"] or found.get("unit")) and gold["unit"] in (None, *UNITS):
        tally.add(
            "unit", float(plain(gold["unit"]) == plain(found.get("unit"))), where, gold["unit"], found.get("unit")
        )


def _duty(tally: Tally, gold: Entry, found: Entry, where: str) -> None:
    tally.add("items", _common(gold["items"], found.get("items") or []), where, gold["items"], found.get("items"))


def _common(gold: list[str], found: list[str]) -> float:
    """F1 of texts that are alike."""
    if not gold and not found:
        return 1.0
    left, hits = list(found), 0
    for text in gold:
        best = max(left, key=lambda other: likeness(text, other), default=None)
        if best is not None and likeness(text, best) >= ALIKE:
            hits += 1
            left.remove(best)
    return f1(hits, len(gold), len(found))


def _document(gold: Entry, found: Entry, wrong: list[Any]) -> float:
    shares: dict[str, float] = {}
    for name in ("kind", "issuer", "signer", "title", "attached_to"):
        choices = [gold.get(name), gold.get(f"{name}_normalised"), gold.get(f"{name}_raw")]
        choices += [gold.get("plan_title")] if name == "title" else []
        known = [_spelled_out(choice) for choice in choices if choice]
        if known:
            low = 0.9 if name in ("kind", "signer") else ALIKE
            shares[name] = float(any(likeness(choice, _spelled_out(found.get(name))) >= low for choice in known))
        elif found.get(name) and name != "attached_to":
            shares[name] = 0.0
    shares["number"] = float(re.sub(r"\s", "", plain(gold["number"])) == re.sub(r"\s", "", plain(found.get("number"))))
    shares["date"] = float(gold["date"] == (found.get("date") or "")[:10])
    shares["year"] = float(gold["year"] == found.get("year"))
    for name in ("legal_bases", "recipients"):
        if gold[name] or found.get(name):
            known = [re.sub(r"^căn cứ\s+", "", plain(text)) for text in gold[name]]
            shares[name] = _common(known, [re.sub(r"^căn cứ\s+", "", plain(text)) for text in found.get(name) or []])
    wrong += [("document", name, gold.get(name), found.get(name)) for name, share in shares.items() if share < 1]
    return sum(shares.values()) / len(shares)


def _spelled_out(text: object) -> str:
    return re.sub(r"\bubnd\b", "ủy ban nhân dân", plain(text))


def score(gold: Entry, found: Entry) -> tuple[float, dict[str, float], list[Any]]:
    """Overall agreement, that of each section, and all that is wrong."""
    wrong: list[Any] = []
    parts = {"document": _document(gold["document"], found.get("document") or {}, wrong)}
    tables = []
    for name, title, compare in (
        ("rows", "title", _row),
        ("criteria", "name", _criterion),
        ("survey_tasks", "title", _row),
    ):
        if gold[name]:
            tables.append((section(gold[name], found.get(name) or [], title, compare, wrong), len(gold[name])))
    if tables:
        parts["tables"] = sum(share * count for share, count in tables) / sum(count for _, count in tables)
    if gold["targets"]:
        parts["targets"] = section(gold["targets"], found.get("targets") or [], "text", _target, wrong)
    if gold["duties"]:
        keyed = [[{**duty, "key": " ".join(sorted(agencies_of(duty["agency"])))} for duty in duties]
                 for duties in (gold["duties"], found.get("duties") or [])]  # fmt: skip
        parts["duties"] = section(keyed[0], keyed[1], "key", _duty, wrong)
    weight = sum(WEIGHTS[name] for name in parts)
    return sum(WEIGHTS[name] * share for name, share in parts.items()) / weight, parts, wrong
