"""What officials type into the search fields, and the row that they look for: it stands among the first five.

Searched are the pages themselves, on a whole province: plans, the rows of a plan, agencies, people and duties.
"""

from datetime import date

import pytest
from django.urls import reverse

from caicach.agencies.models import Agency
from caicach.core.text import fold
from caicach.people.permissions import Role
from caicach.plans.models import PlanItem
from caicach.plans.rows import search_text_of
from tests.agencies.province import fill_register
from tests.factories.agencies import MembershipFactory
from tests.factories.plans import AT, PlanFactory, PlanItemFactory
from tests.factories.work import AssignmentFactory

PLANS = [
    ("1629/QĐ-UBND", "Kế hoạch cải cách hành chính tỉnh Lạc Xuyên năm 2025", 2025),
    ("475/KH-UBND", "Kế hoạch cải thiện, nâng cao Chỉ số cải cách hành chính năm 2024", 2024),
    ("15/KH-UBND", "Kế hoạch CCHC năm 2026", 2026),
    ("162/KH-UBND", "Kế hoạch chuyển đổi số năm 2026", 2026),
    ("88/QĐ-UBND", "Kế hoạch kiểm soát thủ tục hành chính năm 2026", 2026),
    ("31/KH-UBND", "Kế hoạch kiện toàn tổ chức bộ máy", 2026),
    ("7/KH-STP", "Kế hoạch của Sở Tư pháp thực hiện CCHC", 2026),
    ("29/KH-UBND", "Kế hoạch hoà giải ở cơ sở", 2026),
]
ROWS = [
    ("1.1", "Ban hành kế hoạch kiểm tra công tác CCHC", "Quyết định", "Sở Nội vụ"),
    ("1.2", "Tổ chức đối thoại của Chủ tịch UBND tỉnh với người dân", "Thông báo kết luận", "Văn phòng UBND tỉnh"),
    ("1.3", "Đơn đốc các cơ quan thực hiện kết luận kiểm tra", "Công văn", "SNV"),
    ("2.1", "Rà soát văn bản quy phạm pháp luật", "Báo cáo", "Sở Tư pháp"),
    ("2.2", "Kiểm tra, xử lý văn bản QPPL trái pháp luật", "Kết luận", "STP"),
    ("3.1", "Rà soát, đơn giản hóa TTHC nội bộ", "Quyết định công bố", "Văn phòng UBND tỉnh"),
    ("3.2", "Công bố, công khai thủ tục hành chính trên Cổng Dịch vụ công quốc gia", "Quyết định", "VP UBND tỉnh"),
    ("3.3", "Xử lý phản ánh, kiến nghị của cá nhân, tổ chức", "Văn bản trả lời", "Văn phòng UBND tỉnh"),
    ("4.1", "Kiến toàn tổ chức bên trong của các sở", "Quyết định", "Sở Nội vụ"),
    ("4.2", "Sắp xếp đơn vị sự nghiệp công lập", "Đề án", "Sở Nội vụ"),
    ("5.1", "Bồi dưỡng CBCCVC làm công tác chuyển đổi số", "Lớp bồi dưỡng", "Sở Nội vụ"),
    ("5.2", "Thi nâng ngạch công chức", "Kế hoạch", "Sở Nội vụ"),
    ("6.1", "Giao quyền tự chủ tài chính cho đơn vị sự nghiệp", "Quyết định", "Sở Tài chính"),
    ("7.1", "Vận hành Hệ thống thông tin giải quyết TTHC", "Hệ thống", "Sở KH&CN"),
    ("7.2", "Số hóa hồ sơ, kết quả giải quyết", "Kho dữ liệu", "Sở Khoa học và Công nghệ"),
    ("8.1", "Khảo sát mức độ hài lòng của người dân (SIPAS)", "Báo cáo kết quả", "Sở Nội vụ"),
    ("8.2", "Tuyên truyền CCHC trên Báo và Phát thanh, Truyền hình", "Chuyên mục", "Sở Nội vụ"),
    ("8.3", "Điều tra xã hội học", "Phiếu", "Bru điện tỉnh"),
]
PEOPLE = ["Nguyễn Thị Hoa", "Nguyễn Thị Hòa", "Trần Đức Đạt", "Đặng Thu Hà", "Y Bhiông Niê", "Lê Thùy Dương"]

ANSWERS = {
    "plan": """
1629/QD | 1629/QĐ-UBND
1629 | 1629/QĐ-UBND
số 1629/QĐ-UBND | 1629/QĐ-UBND
quyết định 1629 | 1629/QĐ-UBND
QD 1629 UBND | 1629/QĐ-UBND
ke hoach cchc 2025 | 1629/QĐ-UBND
kế hoạch cải cách hành chính năm 2026 | 15/KH-UBND
KH CCHC 2026 | 15/KH-UBND
ke hoach 15/kh | 15/KH-UBND
par index | 475/KH-UBND
chi so cchc | 475/KH-UBND
cải cách hành chính tỉnh lạc xuyên | 1629/QĐ-UBND
CDS 2026 | 162/KH-UBND
kiểm soát TTHC | 88/QĐ-UBND
kien toan | 31/KH-UBND
hòa giải | 29/KH-UBND
hoa giai | 29/KH-UBND
ke hoach hao giai | 29/KH-UBND
chuyenr doir soos | 162/KH-UBND
so tu phap | 7/KH-STP
STP | 7/KH-STP
""",
    "row": """
kiem tra cai cach hanh chinh | 1.1
doi thoai uy ban nhan dan tinh | 1.2
VP UBND đối thoại | 1.2
đôn đốc | 1.3
don doc so noi vu | 1.3
van ban qppl so tu phap | 2.1
quy phạm pháp luật trái | 2.2
don gian hoa thu tuc hanh chinh | 3.1
công khai TTHC | 3.2
DVC quốc gia | 3.2
PAKN | 3.3
phan anh kien nghi | 3.3
kiện toàn | 4.1
don vi su nghiep de an | 4.2
cán bộ, công chức, viên chức CĐS | 5.1
he thong thong tin tthc | 7.1
so khoa hoc va cong nghe he thong | 7.1
số hoá hồ sơ | 7.2
KHCN số hóa | 7.2
sipas | 8.1
XHH | 8.3
bưu điện | 8.3
tu chu taif chính | 6.1
nang ngchj | 5.2
bao va phat thanh truyenhinh | 8.2
""",
    "agency": """
so noi vu | snv
SNV | snv
sở nội vụ | snv
so nooi vuj | snv
vp ubnd tinh | vp
văn phòng uỷ ban nhân dân tỉnh | vp
KH&CN | skhcn
Sở NN&MT | snnmt
so nnmt | snnmt
vhttdl | svhttdl
thong tin va truyen thong | stttt
bhxh | bhxh
mttq tinh | mttq
hcc tinh | hcc
Đông Sơn | xa-dong-son
Đồng Sơn | xa-dong-son-2
dong son | xa-dong-son
lac dong | p-lac-dong
Lạc Đồng | p-lac-dong-2
hòa bình | p-hoa-binh
hoà bình | p-hoa-binh
dac khu | dk-cu-lao-trang
so tai chihn | stc
""",
    "person": """
nguyen thi hoa | Nguyễn Thị Hoa
Nguyễn Thị Hòa | Nguyễn Thị Hòa
Nguyễn Thị Hoà | Nguyễn Thị Hòa
dat | Trần Đức Đạt
dang thu ha | Đặng Thu Hà
Y Bhiong | Y Bhiông Niê
duong | Lê Thùy Dương
thuỳ dương | Lê Thùy Dương
tran duc datj | Trần Đức Đạt
""",
    "duty": """
cchc kiem tra noi vu | 1.1 snv
doi thoai van phong ubnd | 1.2 vp
rà soát qppl sở tư pháp | 2.1 stp
tthc noi bo vp ubnd | 3.1 vp
so hoa ho so skhcn | 7.2 skhcn
Đông Sơn số hóa | 7.2 xa-dong-son
so hoa dong son | 7.2 xa-dong-son
ra soat vawn ban so tu phap | 2.1 stp
số hóa xã Đồng Sơn | 7.2 xa-dong-son-2
so hoa ho so dong sonn | 7.2 xa-dong-son
""",
}
PAIRS = [
    (kind, *(part.strip() for part in line.rsplit("|", 1)))
    for kind, lines in ANSWERS.items()
    for line in lines.strip().splitlines()
]


def keep_row(plan, code, title, deliverable, lead):
    item = PlanItemFactory(
        plan=plan, outline_code=code, path=code, title=title, deliverable=deliverable, lead_text=lead
    )
    item.search_text = search_text_of(item)
    item.save(update_fields=["search_text"])
    return item


@pytest.fixture
def province(db):
    """Plans, rows, agencies, people and duties, each among others that resemble it."""
    agencies = fill_register()
    for number, title, year in PLANS:
        text = fold(f"{number} {title} UBND tỉnh Lạc Xuyên {year}")
        PlanFactory(
            owner=agencies["tinh"], number=number, title=title, year=year, issued=True, assigned_at=AT, search_text=text
        )
    Agency.objects.filter(code="tinh").update(kind="province")
    plan = PlanFactory._meta.model.objects.get(number="15/KH-UBND")
    for at in range(40):
        keep_row(plan, f"9.{at}", f"Báo cáo định kỳ việc thường xuyên nhóm {at}", "Báo cáo", "Các sở, ban, ngành")
    for row in ROWS:
        keep_row(plan, *row)
    for name in [*PEOPLE, *(f"Phạm Văn Bảy {at}" for at in range(30))]:
        MembershipFactory(user__full_name=name, user__search_text=fold(name), role=Role.STAFF, agency=agencies["snv"])
    items = {item.outline_code: item for item in PlanItem.objects.all()}
    for code in ("1.1", "1.2", "2.1", "3.1", "7.2"):
        for agency in ("snv", "vp", "stp", "skhcn", "xa-dong-son-2", "xa-dong-son", "xa-tan-son", "p-ho-sen"):
            AssignmentFactory(item=items[code], agency=agencies[agency], due_on=date(2026, 6, 30))
    return agencies


@pytest.fixture
def official(province, client):
    """A coordinator of the programme."""
    user = MembershipFactory(role=Role.COORDINATOR, agency=province["snv"]).user
    client.force_login(user)
    return client


def shown(client, kind, words):
    """What the page of a kind shows for the words, in its order, in the words of the table above."""
    if kind == "plan":
        page = client.get(reverse("plans:plan_list"), {"q": words}).context["page"]
        return [plan.number for plan in page]
    if kind == "row":
        plan = PlanFactory._meta.model.objects.get(number="15/KH-UBND")
        rows = plan.items.containing(words)
        return [row.outline_code for row in rows]
    if kind == "agency":
        found = client.get(reverse("agencies:agency_list"), {"q": words, "all": "on"}).context["rows"]
        return [row["agency"].code for row in found]
    if kind == "person":
        return [
            person.full_name for person in client.get(reverse("memberships:person_list"), {"q": words}).context["page"]
        ]
    rows = client.get(reverse("work:assignment_list"), {"q": words}).context["rows"]
    return [f"{row.assignment.item.outline_code} {row.assignment.agency.code}" for row in rows]


def test_what_is_looked_for_stands_among_the_first_five(official):
    missed = []
    for kind, words, wanted in PAIRS:
        found = shown(official, kind, words)
        if wanted not in found[:5]:
            missed.append((kind, words, wanted, found[:6]))
    assert missed == []


def test_there_are_at_least_sixty_pairs():
    assert len(PAIRS) >= 60
    assert len({(kind, words) for kind, words, _ in PAIRS}) == len(PAIRS)


@pytest.mark.parametrize(
    ("kind", "words", "first"),
    [
        ("agency", "Đông Sơn", "xa-dong-son"),
        ("agency", "Đồng Sơn", "xa-dong-son-2"),
        ("person", "Nguyễn Thị Hòa", "Nguyễn Thị Hòa"),
        ("person", "Nguyễn Thị Hoa", "Nguyễn Thị Hoa"),
        ("plan", "hoà giải", "29/KH-UBND"),
        ("duty", "số hóa Đồng Sơn", "7.2 xa-dong-son-2"),
    ],
)
def test_the_accents_as_they_were_typed_stand_first(official, kind, words, first):
    assert shown(official, kind, words)[0] == first


@pytest.mark.parametrize("words", ["zzzz", "không có gì như vậy", "1999/QĐ", "%", "_", "\\"])
def test_what_stands_nowhere_finds_nothing(official, words):
    assert [shown(official, kind, words) for kind in ANSWERS] == [[]] * 5
