"""The level of each row: part, domain, group, task, activity – from its numbering and from what its rows hold."""

import re
from collections.abc import Sequence

from caicach.core.documents.reading import Level
from caicach.core.documents.recognition.columns import Role
from caicach.core.documents.recognition.outline import MarkKind
from caicach.core.documents.recognition.plan_tree import BARE_HEADING, GROUP_NUMBER, Draft, Style
from caicach.core.documents.recognition.total_rows import has_work
from caicach.core.text import fold

DOMAIN_WORDS = re.compile(
    r"the che|thu tuc hanh chinh|\btthc\b|bo may|che do cong vu|tai chinh cong|chinh quyen (?:dien tu|so)|"
    r"chinh phu (?:dien tu|so)|"
    r"chi dao,? dieu hanh|chuyen doi so|hien dai hoa|doi ngu can bo|kinh te - xa hoi"
)


def levels_of(drafts: Sequence[Draft]) -> dict[Style, Level]:
    """The level of each style of numbering in a table, from its place in the order of styles and what its rows hold."""
    styles: list[Style] = []
    for draft in drafts:
        if draft.style not in styles:
            styles.append(draft.style)
    styles.sort(key=_rank)
    working = {style for style in styles if _does_work(style, drafts)}
    levels: dict[Style, Level] = {}
    free = [Level.TASK, Level.ACTIVITY]
    for place, style in enumerate(styles):
        is_heading = style not in working and place < len(styles) - 1
        is_domain = is_heading and (len(styles) - place > 2 or _names_domains(style, drafts))
        if style[0] is MarkKind.UPPER and place == len(styles) - 2 and _names_domains(style, drafts):
            levels[style] = Level.DOMAIN  # letters right above the work, and each of them a domain
            continue
        levels[style] = _fixed(style) or _level(style, styles[:place], working, free, is_domain=is_domain)
        if levels[style] in free:
            free = free[free.index(levels[style]) + 1 :] or [Level.ACTIVITY]
    return levels


_RANKS = [
    MarkKind.PART,
    MarkKind.UPPER,
    MarkKind.ROMAN,
    MarkKind.DOMAIN,
    MarkKind.TASK,
    MarkKind.NUMBER,
    MarkKind.LOWER,
    MarkKind.ACTIVITY,
    MarkKind.DASH,
    MarkKind.ARTICLE,
]


def _rank(style: Style) -> tuple[int, int]:
    return _RANKS.index(style[0]), style[1]


_WORDED = {
    MarkKind.PART: Level.PART,
    MarkKind.DOMAIN: Level.DOMAIN,
    MarkKind.TASK: Level.TASK,
    MarkKind.ACTIVITY: Level.ACTIVITY,
}


def _fixed(style: Style) -> Level | None:
    """The level that a word names: "Lĩnh vực 1", "Nhiệm vụ 2"."""
    return Level.GROUP if style in (BARE_HEADING, GROUP_NUMBER) else _WORDED.get(style[0])


def _does_work(style: Style, drafts: Sequence[Draft]) -> bool:
    """Do most rows of a style carry work, that is, an agency, a time or a deliverable?"""
    rows = [draft.row for draft in drafts if draft.style == style]
    return sum(has_work(row) for row in rows) * 2 > len(rows)


def _names_domains(style: Style, drafts: Sequence[Draft]) -> bool:
    """Are the rows of a style domains of the programme by their names?"""
    rows = [draft.row for draft in drafts if draft.style == style]
    return sum(bool(DOMAIN_WORDS.search(fold(row.text(Role.TITLE)))) for row in rows) * 2 > len(rows)


def _level(
    style: Style, upper: Sequence[Style], working: set[Style], free: Sequence[Level], *, is_domain: bool
) -> Level:
    kind = style[0]
    if kind is MarkKind.UPPER:
        return Level.PART
    if kind is MarkKind.ROMAN and style not in working:
        return Level.GROUP
    if kind is MarkKind.NUMBER and is_domain and style[1] == 1 and not upper:
        return Level.GROUP
    return free[0]


def level_of(draft: Draft, levels: dict[Style, Level]) -> Level:
    """The level of one row; a group that bears the name of a domain is a domain."""
    level = levels[draft.style]
    is_domain = level is Level.GROUP and DOMAIN_WORDS.search(fold(draft.row.text(Role.TITLE)))
    return Level.DOMAIN if is_domain else level
