"""A paper as blocks in the order in which they are printed."""

from collections.abc import Iterator
from decimal import Decimal

from tests.generated.bank import LETTERS, ROMANS
from tests.generated.blocks import Beside, Block, Break, Line
from tests.generated.paper import Duty, Goal, Paper, Row
from tests.generated.tables import criteria_grid, plan_grid
from tests.generated.words import in_words

NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def blocks_of(paper: Paper) -> list[Block]:
    """Everything that is printed."""
    found: list[Block] = []
    if paper.has_body:
        if paper.has_decision:
            found += [*_decision(paper), Break()]
        found += _body(paper)
    if paper.table_in_annex or not paper.has_body:
        found += _annexes(paper)
    return found


def _top(paper: Paper, *, with_number: bool) -> Beside:
    head = paper.head
    left = (*filter(None, (head.upper, head.issuer.upper())), *((f"Số: {head.number}",) if with_number else ()))
    date = f"{head.place}, ngày {head.day.day:02d} tháng {head.day.month:02d} năm {head.day.year}"
    return Beside(left, (*NATION, *((date,) if with_number else ())))


def _bottom(paper: Paper) -> Beside:
    recipients = [f"- {name}{'.' if name.startswith('Lưu') else ';'}" for name in paper.head.recipients]
    return Beside(("Nơi nhận:", *recipients), (*paper.head.signer_lines, "", "", paper.head.signer))


def _decision(paper: Paper) -> Iterator[Block]:
    head = paper.head
    yield _top(paper, with_number=True)
    yield Line("QUYẾT ĐỊNH", "title")
    yield Line(head.title, "title")
    yield Line(head.issuer_read.upper(), "title")
    for base in head.legal_bases:
        yield Line(f"{base};", "italic")
    if head.proposal:
        yield Line(head.proposal, "italic")
    yield Line("QUYẾT ĐỊNH:", "title")
    for number, article in enumerate(head.articles, 1):
        yield Line(f"Điều {number}. {article}")
    yield _bottom(paper)


def _body(paper: Paper) -> Iterator[Block]:
    head = paper.head
    yield _top(paper, with_number=not paper.has_decision)
    yield Line("KẾ HOẠCH", "title")
    yield Line(head.plan_title if paper.has_decision else head.title, "title")
    if head.theme:
        yield Line(f"Chủ đề: “{head.theme}”", "italic_centre")
    if paper.has_decision:
        yield Line(f"(Kèm theo {head.attached_to})", "italic_centre")
    else:
        for base in head.legal_bases:
            yield Line(f"{base};")
        yield Line(f"{head.issuer_read or head.issuer} ban hành Kế hoạch với các nội dung sau:")
    yield from _sections(paper)
    if paper.closing:
        yield Line(paper.closing)
    if not paper.has_decision:
        yield _bottom(paper)


def _sections(paper: Paper) -> Iterator[Block]:
    number = 0
    for section in paper.before:
        yield Line(f"{ROMANS[number]}. {section.heading}", "bold")
        yield from (Line(text) for text in section.paragraphs)
        number += 1
    if paper.goals:
        yield Line(f"{ROMANS[number]}. {paper.goals_heading}", "bold")
        yield from _goals(paper.goals, paper.goal_style)
        number += 1
    narrative = [row for row in paper.rows if row.narrative]
    if narrative:
        yield from _narrative(narrative)
        number += 1
    if not paper.table_in_annex:
        yield Line(f"{ROMANS[number]}. NHIỆM VỤ", "bold")
        yield from _tables(paper)
        number += 1
    for section in paper.after:
        yield Line(f"{ROMANS[number]}. {section.heading}", "bold")
        yield from (Line(text) for text in section.paragraphs)
        number += 1
    if paper.duties:
        yield Line(f"{ROMANS[number]}. TỔ CHỨC THỰC HIỆN", "bold")
        yield from DUTY_STYLES[paper.duty_style](paper.duties)


def _goals(goals: tuple[Goal, ...], style: str) -> Iterator[Block]:
    if style == "by_domain":
        yield from _goals_by_domain(goals)
        return
    for number, goal in enumerate(goals):
        mark = {"dash": "-", "number": f"{number + 1}.", "letter": f"{LETTERS[number % len(LETTERS)]})"}[style]
        yield Line(f"{mark} {goal.text}")


def _goals_by_domain(goals: tuple[Goal, ...]) -> Iterator[Block]:
    for number, heading in enumerate(dict.fromkeys(goal.heading for goal in goals), 1):
        yield Line(f"{number}. {heading}", "bold")
        yield Line("a) Mục tiêu", "italic")
        yield from (Line(f"- {goal.text}") for goal in goals if goal.heading == heading)
        yield Line("b) Nhiệm vụ, giải pháp", "italic")
        yield Line("- Thực hiện đầy đủ, đúng hạn các nhiệm vụ nêu tại Phụ lục kèm theo Kế hoạch này.")
        yield Line("- Người đứng đầu cơ quan chủ trì theo dõi, kịp thời tháo gỡ khó khăn trong phạm vi mình phụ trách.")


def _narrative(rows: list[Row]) -> Iterator[Block]:
    for row in rows:
        mark = {"part": f"{row.mark}.", "domain": f"{row.mark}.", "task": f"{row.mark})"}.get(row.level, "-")
        yield Line(f"{mark} {row.title}", "plain" if row.level in ("task", "activity") else "bold")


def _by_heading(duties: tuple[Duty, ...], mark: str) -> Iterator[Block]:
    for number, duty in enumerate(duties, 1):
        yield Line(f"{number}. {duty.agency}", "bold")
        if len(duty.items) == 1:
            yield Line(duty.items[0])
            continue
        for letter, item in zip(LETTERS, duty.items, strict=False):
            yield Line(f"{mark or letter + ')'} {item}")


def _letters(duties: tuple[Duty, ...]) -> Iterator[Block]:
    yield from _by_heading(duties, "")


def _dashes(duties: tuple[Duty, ...]) -> Iterator[Block]:
    yield from _by_heading(duties, "-")


def _colon(duties: tuple[Duty, ...]) -> Iterator[Block]:
    for number, duty in enumerate(duties, 1):
        verb = "Đề nghị " if duty.agency.startswith("Ủy ban MTTQ") else ""
        if len(duty.items) == 1:
            yield Line(f"{number}. {verb}{duty.agency}: {duty.items[0]}")
            continue
        yield Line(f"{number}. {verb}{duty.agency}:")
        yield from (Line(f"- {item}") for item in duty.items)


def _charge(duties: tuple[Duty, ...]) -> Iterator[Block]:
    for number, duty in enumerate(duties, 1):
        yield Line(f"{number}. {duty.agency} có trách nhiệm:")
        yield from (Line(f"- {item}") for item in duty.items)


def _give(duties: tuple[Duty, ...]) -> Iterator[Block]:
    for number, duty in enumerate(duties, 1):
        yield Line(f"{number}. Giao {duty.agency}:")
        yield from (Line(f"{letter}) {item}") for letter, item in zip(LETTERS, duty.items, strict=False))


def _nested(duties: tuple[Duty, ...]) -> Iterator[Block]:
    first, *others = duties
    yield from _by_heading((first,), "-")
    yield Line("2. Các cơ quan chủ trì lĩnh vực", "bold")
    for letter, duty in zip(LETTERS, others, strict=False):
        yield Line(f"{letter}) {duty.agency}", "italic")
        yield from (Line(f"- {item}") for item in duty.items)


DUTY_STYLES = {
    "letters": _letters,
    "dashes": _dashes,
    "colon": _colon,
    "charge": _charge,
    "give": _give,
    "nested": _nested,
}


def _tables(paper: Paper) -> Iterator[Block]:
    """The rows, with parts as headings between tables where the layout wants it."""
    rows = [row for row in paper.rows if not row.narrative]
    total = sum((row.budget for row in rows if row.budget is not None), Decimal(0))
    shown = total if paper.layout.prints_total else None
    if paper.layout.parts_between:
        for part in (row for row in rows if row.level == "part"):
            below = [row for row in rows if row.path[0] == part.path[0] and row is not part]
            yield Line(f"{part.mark}. {part.title}", "bold")
            yield plan_grid(below, paper.layout)
    elif rows:
        yield plan_grid(rows, paper.layout, total=shown)
    if shown is not None:
        yield Line(f"(Bằng chữ: {in_words(int(total))} triệu đồng)", "italic")


def _annexes(paper: Paper) -> Iterator[Block]:
    title, attached = paper.annex_title, f"(Kèm theo {paper.head.attached_to})"
    if paper.rows and not all(row.narrative for row in paper.rows):
        if paper.has_body:
            yield Break(paper.layout.is_landscape)
        yield from (Line("PHỤ LỤC", "title"), Line(title, "title"), Line(attached, "italic_centre"))
        yield from _tables(paper)
    if paper.criteria:
        yield Break(paper.layout.is_landscape)
        yield from (Line("Phụ lục 01", "title"), Line(title, "title"), Line(attached, "italic_centre"))
        yield criteria_grid(paper.criteria, paper.layout)
    if paper.survey_tasks and paper.survey_layout:
        heading = f"NHIỆM VỤ NÂNG CAO CHỈ SỐ HÀI LÒNG (SIPAS) NĂM {paper.head.year}"
        yield Break(paper.survey_layout.is_landscape)
        yield from (Line("Phụ lục 02", "title"), Line(heading, "title"), Line(attached, "italic_centre"))
        yield plan_grid(paper.survey_tasks, paper.survey_layout)
