"""All papers: one for each way in which plans are laid out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tests.generated import layouts as L  # noqa: N812
from tests.generated.bank import HEALTH, LETTERS, WARD, Choice, rows_of
from tests.generated.content_reading import criteria_of, duties_of, goals_of, survey_tasks_of
from tests.generated.heads import bare_annex, commune_plan, decision, department_plan, province_plan
from tests.generated.paper import Goal, Layout, Paper, Row, Section
from tests.generated.times import Time

PURPOSE = Section(
    "MỤC ĐÍCH, YÊU CẦU",
    (
        "1. Mục đích",
        "- Tổ chức thực hiện đồng bộ các nhiệm vụ cải cách hành chính, lấy sự hài lòng của người dân làm thước đo.",
        "- Nâng cao trách nhiệm của người đứng đầu trong chỉ đạo, điều hành.",
        "2. Yêu cầu",
        "- Mỗi nhiệm vụ có một cơ quan chịu trách nhiệm chính, có thời hạn và sản phẩm cụ thể.",
        "- Kết quả thực hiện là căn cứ đánh giá, xếp loại tập thể và cá nhân cuối năm.",
    ),
)
MONEY = Section(
    "KINH PHÍ THỰC HIỆN", ("Kinh phí bố trí trong dự toán ngân sách được giao và các nguồn hợp pháp khác.",)
)
DAY_2026, DAY_2025 = date(2026, 1, 6), date(2024, 12, 27)


def _province(name: str, layout: Layout, choice: Choice, *, number: int, goal_step: int = 1, **more: object) -> Paper:
    """A decision with its plan and annex."""
    year, is_new = choice.year, choice.tier == "6"
    day = DAY_2026 if is_new else DAY_2025
    places = "các xã, phường" if is_new else "các huyện, thị xã, thành phố"
    names = None if is_new else {"UBND cấp xã": "UBND cấp huyện", "Báo và Phát thanh, Truyền hình": "Báo"}
    paper = Paper(
        name=name,
        head=decision(number, day, year, places=places),
        layout=layout,
        rows=rows_of(choice),
        goals=goals_of("p", year, every=goal_step),
        goal_style="by_domain",
        goals_heading="MỤC TIÊU, NHIỆM VỤ VÀ GIẢI PHÁP",
        duties=duties_of("p", year, names=names),
        before=(PURPOSE,),
        after=(MONEY,),
        annex_title=f"NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH TỈNH LẠC XUYÊN NĂM {year}",
    )
    return replace(paper, **more)  # type: ignore[arg-type]


def _plain_goals(paper: Paper, style: str, heading: str = "MỤC TIÊU, CHỈ TIÊU") -> Paper:
    return replace(paper, goal_style=style, goals_heading=heading)


def _bare(name: str, layout: Layout, choice: Choice, *, number: int) -> Paper:
    title = f"DANH MỤC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM {choice.year}"
    head = bare_annex(number, date(2026, 1, 6), choice.year, title)
    return Paper(name, head, layout, rows=rows_of(choice), has_body=False, has_decision=False, annex_title=title)


def _department(name: str, layout: Layout, choice: Choice, *, health: bool = False, **more: object) -> Paper:
    head = (
        department_plan("Sở Y tế", "SYT", 212, date(2026, 1, 16), signer="Đoàn Mạnh Tùng")
        if health
        else department_plan("Sở Tư pháp", "STP", 88, date(2026, 1, 15), signer="Phan Thị Diệu Linh")
    )
    names = {"Thanh tra Sở": "Chi cục An toàn vệ sinh thực phẩm"} if health else None
    paper = Paper(
        name=name,
        head=head,
        layout=layout,
        rows=rows_of(replace(choice, file="agency.txt", names=HEALTH if health else {})),
        goals=goals_of("d", 2026),
        duties=duties_of("d", 2026, names=names),
        duty_style="dashes",
        before=(PURPOSE,),
        has_decision=False,
        annex_title=f"NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026 CỦA {head.issuer.upper()}",
    )
    return replace(paper, **more)  # type: ignore[arg-type]


def _commune(name: str, kind: str, place: str, layout: Layout, choice: Choice, **more: object) -> Paper:
    is_ward = kind == "phường"
    signer = {"Lạc Đông": "Hoàng Đức Thắng", "Khê Trung": "Nguyễn Thị Mai Phương"}.get(place, "Lò Văn Chung")
    names = {"Ủy ban MTTQ Việt Nam xã": "Ủy ban MTTQ Việt Nam phường"} if is_ward else None
    paper = Paper(
        name=name,
        head=commune_plan(kind, place, 12 + len(name), date(2026, 1, 19), signer=signer),
        layout=layout,
        rows=rows_of(replace(choice, file="commune.txt", names=WARD if is_ward else {}, has_standard=False)),
        goals=goals_of("c", 2026),
        duties=duties_of("c", 2026, names=names),
        duty_style="colon",
        goals_heading="MỤC TIÊU",
        has_decision=False,
        table_in_annex=False,
    )
    return replace(paper, **more)  # type: ignore[arg-type]


def _nine() -> list[Paper]:
    base, two_tier = L.NINE_LAYOUT, Choice(scheme="part_domain")
    three = Choice(scheme="part_roman", year=2025, tier="5")
    other = Layout(L.NINE_OTHER_WORDS, has_ordinals=True)
    return [
        _province("nine_columns_two_tiers", base, two_tier, number=45),
        _plain_goals(_province("nine_columns_three_tiers", base, three, number=1873, duty_style="dashes"), "number"),
        _bare("bare_annex_nine_columns", other, Choice(scheme="part_roman"), number=45),
        _province("title_over_two_cells", replace(base, splits_titles=True), two_tier, number=51, goal_step=2),
        _province("mark_and_title_in_one_cell", replace(base, joins_mark=True), replace(three, every=2), number=1902),
        _province(
            "rows_torn_by_the_page", replace(other, tears_rows=7), replace(two_tier, scheme="part_roman"), number=58
        ),
        _with_merged_leads(_province("leads_merged_downwards", base, replace(two_tier, every=2, first=1), number=60)),
        _province(
            "headings_not_merged",
            replace(base, merges_headings=False, repeats_heading=False),
            replace(three, every=2, first=1),
            number=1911,
            duty_style="nested",
        ),
    ]


def _with_merged_leads(paper: Paper) -> Paper:
    """Neighbours with the same lead share its cell, four rows at most."""
    rows: list[Row] = []
    run = 0
    for row in paper.rows:
        before = rows[-1] if rows else None
        is_same = before is not None and before.is_leaf and row.is_leaf and row.lead == before.lead and run < 3
        run = run + 1 if is_same else 0
        rows.append(replace(row, merged_lead=is_same))
    return replace(paper, rows=tuple(rows))


def _budgets() -> list[Paper]:
    money = Choice(scheme="dotted", has_standard=False, has_budget=True, time_style="year")
    dong = Layout(L.BUDGET_DONG, budget_unit="đồng", prints_total=True)
    communes = Layout(L.MIXED_LATE, is_landscape=False, has_mark_suffix=True)
    return [
        _plain_goals(
            _province("budget_in_million", Layout(L.BUDGET, prints_total=True), money, number=71, has_decision=True),
            "dash",
        ),
        _plain_goals(
            _province("budget_in_dong", dong, replace(money, scheme="letters"), number=72, goal_step=2), "letter"
        ),
        _department("department_with_budget", Layout(L.BUDGET), replace(money, scheme="dotted"), health=True),
        _commune("commune_with_budget", "xã", "Nà Hiên", communes, replace(money, scheme="two_dotted")),
    ]


def _headings() -> list[Paper]:
    letters = Choice(scheme="letters", has_standard=False, time_style="year")
    marked = Layout(L.SIX, has_mark_suffix=True)
    return [
        _plain_goals(_province("unit_in_charge_and_expected_product", marked, letters, number=81), "number"),
        _province("executing_agency_and_output", Layout(L.SIX_RESULTS), replace(letters, scheme="flat"), number=82),
        _bare("bare_annex_upright", Layout(L.SIX, is_landscape=False), replace(letters, scheme="dotted"), number=83),
        _province("columns_in_another_order", Layout(L.MIXED), replace(letters, scheme="flat"), number=84, goal_step=3),
        _province(
            "money_and_time_before_the_product",
            Layout(L.MIXED_LATE, has_ordinals=True),
            replace(letters, scheme="two_dotted", has_budget=True, every=2),
            number=85,
        ),
        _province("further_columns", Layout(L.EXTRA), Choice(scheme="dotted", every=2), number=86, duty_style="charge"),
        _bare("only_tasks_and_activities", Layout(L.SIX), replace(letters, scheme="two_dotted", every=2), number=87),
    ]


def _joint() -> list[Paper]:
    lines = Layout(L.JOINT, is_landscape=False, joint_agencies="lines", has_mark_suffix=True)
    between = replace(lines, parts_between=True)
    semicolon = Layout(L.JOINT_SIX, joint_agencies="semicolon")
    ward = Choice(scheme="part_letters", time_style="of_year")
    return [
        _commune("ward_with_parts_between_tables", "phường", "Lạc Đông", between, ward),
        _commune("ward_with_parts_in_the_table", "phường", "Khê Trung", lines, replace(ward, time_style="year")),
        _commune("commune_with_joint_cells", "xã", "Bản Sảng", replace(between, joint_agencies="semicolon"), ward),
        _commune("commune_with_annex", "xã", "Khe Luồng", lines, ward, table_in_annex=True, duty_style="letters"),
        _province(
            "joint_cells_on_one_line", semicolon, Choice(scheme="letters", has_standard=False, every=2), number=91
        ),
        _department(
            "department_with_joint_cells",
            Layout(L.JOINT_SIX, joint_agencies="lines"),
            Choice(scheme="letters", has_standard=False),
        ),
    ]


def _own() -> list[Paper]:
    own = Choice(scheme="letters", time_style="of_year")
    upright, results = Layout(L.SIX, is_landscape=False), Layout(L.SIX_RESULTS, is_landscape=False)
    plain = replace(own, has_standard=False)
    health = _department("table_in_the_text", results, replace(plain, scheme="flat"), health=True)
    return [
        _department("department_own_plan", Layout(L.OWN_EIGHT), own),
        _department("department_own_plan_upright", upright, replace(plain, scheme="dotted")),
        replace(health, table_in_annex=False, duty_style="give"),
        _commune("ward_own_plan", "phường", "Khê Trung", upright, Choice(scheme="part_letters", time_style="year")),
    ]


def _separators() -> list[Paper]:
    plain = Choice(scheme="part_roman", every=2)
    return [
        _province("agencies_split_by_commas", Layout(L.NINE, agency_separator=", "), plain, number=93, goal_step=2),
        _province(
            "agencies_on_lines", Layout(L.NINE_OTHER_WORDS, agency_separator=";\n"), plain, number=94, goal_step=2
        ),
        _province(
            "years_in_every_date",
            L.NINE_LAYOUT,
            replace(plain, first=1, time_style="of_year"),
            number=95,
            duty_style="give",
        ),
        _province(
            "duties_nested",
            Layout(L.SIX),
            Choice(scheme="letters", has_standard=False, first=1, every=2),
            number=96,
            duty_style="nested",
        ),
    ]


def _indices() -> list[Paper]:
    title = "Cải thiện, nâng cao Chỉ số cải cách hành chính tỉnh Lạc Xuyên năm 2026"
    annex = "NHIỆM VỤ, GIẢI PHÁP NÂNG CAO CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX) NĂM 2026"
    goal = Goal("Chỉ số cải cách hành chính của tỉnh năm 2026 đạt từ 86 điểm trở lên.", ((">=", "86", "điểm"),))
    rank = Goal("Xếp hạng Chỉ số của tỉnh tăng bậc so với năm 2025.", ((">", "", "bậc"),))
    base = Paper(
        name="index_with_survey_tasks",
        head=province_plan(41, date(2026, 5, 12), 2026, title),
        layout=Layout(L.CRITERIA, has_ordinals=True),
        criteria=criteria_of(Choice()),
        survey_tasks=survey_tasks_of(Choice()),
        survey_layout=Layout(L.SURVEY),
        goals=(goal, rank),
        goals_heading="MỤC TIÊU",
        duties=duties_of("p", 2026),
        duty_style="letters",
        before=(PURPOSE,),
        has_decision=False,
        annex_title=annex,
    )
    plain = Layout(L.CRITERIA_PLAIN)
    unmerged = tuple(replace(row, merged=False) for row in criteria_of(Choice(), every=2))
    return [
        base,
        replace(
            base, name="index_without_survey", layout=plain, criteria=unmerged, survey_tasks=(), survey_layout=None
        ),
        replace(base, name="index_merged_cells", layout=plain, survey_layout=Layout(L.SURVEY, is_landscape=False)),
    ]


def _as_narrative(rows: tuple[Row, ...], *, dashes: bool) -> tuple[Row, ...]:
    """Tasks told in prose: part III, domains 1, 2 …, tasks a), b) …, where asked with activities as dashes."""
    found = [Row(("III",), "part", "NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH", is_leaf=False, narrative=True)]
    domains = tasks = activities = 0
    for row in rows:
        if row.level in ("domain", "group"):
            domains, tasks = domains + 1, 0
            title = row.title.capitalize()
            found.append(Row(("III", str(domains)), "domain", title, is_leaf=False, narrative=True))
            continue
        below = row.level == "activity" and dashes
        if row.level == "activity" and not dashes:
            tasks += 1
        if row.level == "task":
            if not dashes:
                continue
            tasks, activities = tasks + 1, 0
        activities += below
        mark = LETTERS[tasks - 1]
        path = ("III", str(domains), mark, f"-{activities}") if below else ("III", str(domains), mark)
        detail = row.standard[:1].lower() + row.standard[1:]
        text = f"{row.title}; {detail}." if detail else f"{row.title}."
        level = "activity" if below else "task"
        found.append(replace(row, path=path, level=level, title=text, standard="", product="", lead=(), coordinating=(), time=Time(""), narrative=True))  # fmt: skip  # noqa: E501
    return tuple(found)


def _narratives() -> list[Paper]:
    letters = _province(
        "tasks_told_in_prose", L.NINE_LAYOUT, Choice(scheme="letters", year=2025, tier="5"), number=1950
    )
    dashes = _province("tasks_and_activities_in_prose", L.NINE_LAYOUT, Choice(scheme="letters", every=2), number=97)
    told, listed = _as_narrative(letters.rows, dashes=False), _as_narrative(dashes.rows, dashes=True)
    return [
        replace(_plain_goals(letters, "number"), rows=told, after=(), duty_style="dashes"),
        replace(_plain_goals(dashes, "dash"), rows=listed, duty_style="nested"),
    ]


FAMILIES: tuple[Callable[[], list[Paper]], ...] = (
    _nine,
    _budgets,
    _headings,
    _joint,
    _own,
    _separators,
    _indices,
    _narratives,
)


def papers() -> list[Paper]:
    """Every paper of the catalogue."""
    return [paper for family in FAMILIES for paper in family()]
