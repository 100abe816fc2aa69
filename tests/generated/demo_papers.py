"""The papers of the demonstration's province: two yearly plans, an index plan, an agency's and a ward's own plan."""

from dataclasses import replace
from datetime import date

from tests.generated import layouts as L  # noqa: N812
from tests.generated.bank import WARD, Choice, rows_of
from tests.generated.catalogue import MONEY, PURPOSE
from tests.generated.content_reading import criteria_of, duties_of, goals_of, survey_tasks_of
from tests.generated.heads import commune_plan, decision, department_plan, province_plan
from tests.generated.paper import Goal, Layout, Paper
from tests.generated.times import Time

CLOSING = (
    "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, địa phương kịp thời báo cáo UBND tỉnh "
    "(qua Sở Nội vụ) để xem xét, điều chỉnh."
)
NINE_WITH_BUDGET = Layout(
    L.columns(
        "mark=TT/8",
        "title=Nội dung/20",
        "standard=Tiêu chuẩn hoàn thành/16",
        "product=Kết quả, sản phẩm/12",
        "lead=Trách nhiệm thực hiện>Chủ trì/11",
        "coordinating=Trách nhiệm thực hiện>Phối hợp/12",
        "start=Thời gian>Bắt đầu/8",
        "end=Thời gian>Kết thúc/8",
        "budget=Kinh phí (triệu đồng)/8",
    ),
    has_ordinals=True,
    prints_total=True,
)


def _yearly(name: str, year: int) -> Paper:
    is_new = year == 2026
    choice = Choice(year=year, tier="6" if is_new else "5", scheme="part_domain", has_budget=is_new)
    places = "các xã, phường" if is_new else "các huyện, thị xã, thành phố"
    names = {} if is_new else {"UBND cấp xã": "UBND cấp huyện", "Báo và Phát thanh, Truyền hình": "Báo"}
    number, day = (45, date(2026, 1, 6)) if is_new else (1873, date(2024, 12, 27))
    return Paper(
        name=name,
        head=decision(number, day, year, places=places),
        layout=NINE_WITH_BUDGET if is_new else L.NINE_LAYOUT,
        rows=rows_of(choice),
        goals=goals_of("p", year),
        goal_style="by_domain",
        goals_heading="MỤC TIÊU, NHIỆM VỤ VÀ GIẢI PHÁP",
        duties=duties_of("p", year, names=names),
        before=(PURPOSE,),
        after=(MONEY,),
        annex_title=f"NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH TỈNH LẠC XUYÊN NĂM {year}",
        closing=CLOSING,
    )


def _index() -> Paper:
    return Paper(
        name="ke-hoach-nang-chi-so-2026",
        head=province_plan(
            41, date(2026, 5, 12), 2026, "Cải thiện, nâng cao Chỉ số cải cách hành chính tỉnh Lạc Xuyên năm 2026"
        ),
        layout=Layout(L.CRITERIA, has_ordinals=True),
        criteria=criteria_of(Choice()),
        survey_tasks=survey_tasks_of(Choice()),
        survey_layout=Layout(L.SURVEY),
        goals=(
            Goal("Chỉ số cải cách hành chính của tỉnh năm 2026 đạt từ 86 điểm trở lên.", ((">=", "86", "điểm"),)),
            Goal("Xếp hạng Chỉ số của tỉnh tăng bậc so với năm 2025.", ((">", "", "bậc"),)),
        ),
        goals_heading="MỤC TIÊU",
        duties=duties_of("p", 2026),
        before=(PURPOSE,),
        has_decision=False,
        annex_title="NHIỆM VỤ, GIẢI PHÁP NÂNG CAO CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX) NĂM 2026",
        closing=CLOSING,
    )


def _department() -> Paper:
    return Paper(
        name="ke-hoach-so-tu-phap-2026",
        head=department_plan("Sở Tư pháp", "STP", 88, date(2026, 1, 15), signer="Phan Thị Diệu Linh"),
        layout=Layout(L.OWN_EIGHT),
        rows=rows_of(Choice(file="agency.txt", scheme="letters", time_style="year")),
        goals=goals_of("d", 2026),
        duties=duties_of("d", 2026),
        duty_style="dashes",
        before=(PURPOSE,),
        has_decision=False,
        annex_title="NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026 CỦA SỞ TƯ PHÁP",
    )


def _ward() -> Paper:
    layout = Layout(L.JOINT, is_landscape=False, joint_agencies="lines", has_mark_suffix=True, parts_between=True)
    choice = Choice(file="commune.txt", scheme="part_letters", time_style="of_year", names=WARD, has_standard=False)
    return Paper(
        name="ke-hoach-phuong-lac-dong-2026",
        head=replace(commune_plan("phường", "Lạc Đông", 15, date(2026, 1, 19), signer="Hoàng Đức Thắng")),
        layout=layout,
        rows=rows_of(choice),
        goals=goals_of("c", 2026),
        duties=duties_of("c", 2026, names={"Ủy ban MTTQ Việt Nam xã": "Ủy ban MTTQ Việt Nam phường"}),
        duty_style="colon",
        goals_heading="MỤC TIÊU",
        has_decision=False,
        table_in_annex=False,
    )


def doubtful_paper() -> Paper:
    """A supplement with slips as they occur, to try the questions of the reading."""
    choice = Choice(scheme="flat", has_budget=True, has_standard=False, time_style="year", every=3)
    rows = list(rows_of(choice))
    leaves = [index for index, row in enumerate(rows) if row.is_leaf]
    rows[leaves[1]] = replace(rows[leaves[1]], lead=("Sở Khoa học và Công nghê",))
    rows[leaves[3]] = replace(rows[leaves[3]], lead=())
    rows[leaves[5]] = replace(rows[leaves[5]], time=Time("raw:Trước ngày 31/6/2026"))
    rows[leaves[7]] = replace(rows[leaves[7]], lead=("Sở Du lịch",))
    rows[leaves[9]] = replace(rows[leaves[9]], time=Time("raw:Sớm nhất có thể"))
    rows[leaves[11]] = replace(rows[leaves[11]], lead=("Tổ giúp việc 06",), coordinating=())
    return replace(
        _yearly("ke-hoach-bo-sung-2026", 2026),
        head=replace(
            decision(611, date(2026, 7, 20), 2026),
            title="Ban hành Kế hoạch bổ sung nhiệm vụ cải cách hành chính tỉnh Lạc Xuyên năm 2026",
            plan_title="Bổ sung nhiệm vụ cải cách hành chính tỉnh Lạc Xuyên năm 2026",
        ),
        layout=Layout(L.BUDGET, prints_total=True),
        rows=tuple(rows),
        annex_title="NHIỆM VỤ BỔ SUNG NĂM 2026",
    )


def demo_papers() -> list[Paper]:
    """All papers of the demonstration, in the order in which they are read in."""
    return [_yearly("ke-hoach-2025", 2025), _yearly("ke-hoach-2026", 2026), _index(), _department(), _ward()]
