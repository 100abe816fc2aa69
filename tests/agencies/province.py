# ruff: noqa: E501  # an agency stands on one line
"""An invented province of two tiers as its register would hold it, with its history; nothing in it is real.

Each line of an agency: code | official name | short name | title of the head | other names | first day | last day.
"""

from datetime import date

from caicach.agencies.models import (
    Agency,
    AgencyGroup,
    AgencyKind,
    AgencyName,
    AgencyNameKind,
    Succession,
    SuccessionKind,
)
from caicach.core.text import collation_key, fold

MERGED_ON, TWO_TIERS_ON = date(2025, 3, 1), date(2025, 7, 1)
TODAY = date(2026, 1, 15)

DEPARTMENTS = """
tinh | Ủy ban nhân dân tỉnh Lạc Xuyên | UBND tỉnh | Chủ tịch UBND tỉnh
vp | Văn phòng Ủy ban nhân dân tỉnh | Văn phòng UBND tỉnh | Chánh Văn phòng UBND tỉnh
snv | Sở Nội vụ | SNV | Giám đốc Sở Nội vụ
stp | Sở Tư pháp | STP | Giám đốc
stc | Sở Tài chính | STC | Giám đốc
sct | Sở Công Thương | SCT | Giám đốc
snnmt | Sở Nông nghiệp và Môi trường | SNNMT | Giám đốc | | 2025-03-01
sxd | Sở Xây dựng | SXD | Giám đốc
skhcn | Sở Khoa học và Công nghệ | SKHCN | Giám đốc
svhttdl | Sở Văn hóa, Thể thao và Du lịch | SVHTTDL | Giám đốc
sgddt | Sở Giáo dục và Đào tạo | SGDĐT | Giám đốc
syt | Sở Y tế | SYT | Giám đốc
sngv | Sở Ngoại vụ | SNgV | Giám đốc
sdttg | Sở Dân tộc và Tôn giáo | SDTTG | Giám đốc | | 2025-03-01
tt | Thanh tra tỉnh | TTT | Chánh Thanh tra tỉnh
bqlkcn | Ban Quản lý các khu công nghiệp tỉnh | BQL các KCN | Trưởng ban | BQL Khu công nghiệp
skhdt | Sở Kế hoạch và Đầu tư | SKHĐT | Giám đốc | | | 2025-02-28
stttt | Sở Thông tin và Truyền thông | STTTT | Giám đốc | | | 2025-02-28
stnmt | Sở Tài nguyên và Môi trường | STNMT | Giám đốc | | | 2025-02-28
snnptnt | Sở Nông nghiệp và Phát triển nông thôn | SNNPTNT | Giám đốc | | | 2025-02-28
sgtvt | Sở Giao thông vận tải | SGTVT | Giám đốc | | | 2025-02-28
sldtbxh | Sở Lao động - Thương binh và Xã hội | SLĐTBXH | Giám đốc | | | 2025-02-28
bdt | Ban Dân tộc | | Trưởng ban | | | 2025-02-28
"""

CENTRAL = """
ca | Công an tỉnh Lạc Xuyên | Công an tỉnh | Giám đốc Công an tỉnh
thue | Thuế tỉnh Lạc Xuyên | Thuế tỉnh | Trưởng Thuế tỉnh | Cục Thuế tỉnh
kbnn | Kho bạc Nhà nước khu vực XIX | KBNN khu vực XIX | Giám đốc | Kho bạc Nhà nước tỉnh
bhxh | Bảo hiểm xã hội tỉnh Lạc Xuyên | BHXH tỉnh | Giám đốc
bchqs | Bộ Chỉ huy Quân sự tỉnh | Bộ CHQS tỉnh | Chỉ huy trưởng
bdbp | Bộ Chỉ huy Bộ đội Biên phòng tỉnh | BĐBP tỉnh | Chỉ huy trưởng
tand | Tòa án nhân dân tỉnh | TAND tỉnh | Chánh án
vksnd | Viện kiểm sát nhân dân tỉnh | VKSND tỉnh | Viện trưởng
thads | Thi hành án dân sự tỉnh | | Trưởng
thongke | Thống kê tỉnh Lạc Xuyên | Thống kê tỉnh | Trưởng
nhnn | Ngân hàng Nhà nước Khu vực 11 | NHNN Khu vực 11 | Giám đốc
haiquan | Chi cục Hải quan khu vực XIV | | Chi cục trưởng
ca-lac-dong | Công an phường Lạc Đông | Công an phường | Trưởng Công an phường
ca-ho-sen | Công an phường Hồ Sen | Công an phường | Trưởng Công an phường
"""

BODIES = """
mttq | Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh | Ủy ban MTTQ Việt Nam tỉnh | Chủ tịch | Mặt trận Tổ quốc tỉnh
tinhdoan | Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh | Tỉnh đoàn | Bí thư
hpn | Hội Liên hiệp Phụ nữ tỉnh | Hội LHPN tỉnh | Chủ tịch
hnd | Hội Nông dân tỉnh | | Chủ tịch
hccb | Hội Cựu chiến binh tỉnh | Hội CCB tỉnh | Chủ tịch
ldld | Liên đoàn Lao động tỉnh | LĐLĐ tỉnh | Chủ tịch
tuyengiao | Ban Tuyên giáo và Dân vận Tỉnh ủy | | Trưởng ban
btctu | Ban Tổ chức Tỉnh ủy | | Trưởng ban
vptu | Văn phòng Tỉnh ủy | | Chánh Văn phòng
vphdnd | Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh | Văn phòng Đoàn ĐBQH và HĐND tỉnh | Chánh Văn phòng
buudien | Bưu điện tỉnh Lạc Xuyên | Bưu điện tỉnh | Giám đốc
vnpt | VNPT Lạc Xuyên | | Giám đốc
viettel | Viettel Lạc Xuyên | | Giám đốc
dienluc | Công ty Điện lực Lạc Xuyên | | Giám đốc
nuoc | Công ty Cổ phần Cấp nước và Phát triển đô thị Lạc Xuyên | | Giám đốc
lmhtx | Liên minh Hợp tác xã tỉnh | | Chủ tịch
hhdn | Hiệp hội Doanh nghiệp tỉnh | | Chủ tịch
"""

SERVICE_UNITS = """
hcc | Trung tâm Phục vụ hành chính công tỉnh | TTPVHCC tỉnh | Giám đốc | Trung tâm Hành chính công tỉnh
bao-pt | Báo và Phát thanh, Truyền hình Lạc Xuyên | Báo và PTTH Lạc Xuyên | Tổng Biên tập | Báo và Phát thanh, Truyền hình tỉnh | 2025-07-01
bao | Báo Lạc Xuyên | | Tổng Biên tập | | | 2025-06-30
dai | Đài Phát thanh và Truyền hình tỉnh | Đài PT&TH tỉnh | Giám đốc | | | 2025-06-30
chinhtri | Trường Chính trị tỉnh | | Hiệu trưởng
caodang | Trường Cao đẳng Lạc Xuyên | | Hiệu trưởng
cds | Trung tâm Chuyển đổi số tỉnh | | Giám đốc
bvdk | Bệnh viện Đa khoa tỉnh | BVĐK tỉnh | Giám đốc
cdc | Trung tâm Kiểm soát bệnh tật tỉnh | CDC tỉnh | Giám đốc
xtdt | Trung tâm Xúc tiến đầu tư và Hỗ trợ doanh nghiệp | | Giám đốc
tgpl | Trung tâm Trợ giúp pháp lý nhà nước tỉnh | | Giám đốc
qldat | Văn phòng Đăng ký đất đai tỉnh | | Giám đốc
thuvien | Thư viện tỉnh | | Giám đốc
bqlda | Ban Quản lý dự án đầu tư xây dựng tỉnh | Ban QLDA tỉnh | Giám đốc
"""

UNITS = """
ld-vp | Văn phòng HĐND và UBND phường Lạc Đông | | Chánh Văn phòng | Văn phòng HĐND và UBND phường
ld-kt | Phòng Kinh tế, Hạ tầng và Đô thị phường Lạc Đông | | Trưởng phòng | Phòng Kinh tế, Hạ tầng và Đô thị
ld-vh | Phòng Văn hóa - Xã hội phường Lạc Đông | | Trưởng phòng | Phòng Văn hóa - Xã hội
ld-hcc | Trung tâm Phục vụ hành chính công phường Lạc Đông | | Giám đốc | Trung tâm Phục vụ hành chính công phường
ld-mttq | Ủy ban MTTQ Việt Nam phường Lạc Đông | | Chủ tịch | Ủy ban MTTQ Việt Nam phường
hs-vp | Văn phòng HĐND và UBND phường Hồ Sen | | Chánh Văn phòng | Văn phòng HĐND và UBND phường
hs-vh | Phòng Văn hóa - Xã hội phường Hồ Sen | | Trưởng phòng | Phòng Văn hóa - Xã hội
stp-vp | Văn phòng Sở Tư pháp | | Chánh Văn phòng Sở
stp-tt | Thanh tra Sở Tư pháp | | Chánh Thanh tra Sở
"""

DISTRICTS = """
h-khe-trung | Ủy ban nhân dân huyện Khe Trung | UBND huyện Khe Trung | Chủ tịch UBND huyện Khe Trung | | | 2025-06-30
h-que-linh | Ủy ban nhân dân huyện Quế Lĩnh | UBND huyện Quế Lĩnh | Chủ tịch UBND huyện Quế Lĩnh | | | 2025-06-30
h-tra-man | Ủy ban nhân dân huyện Trà Mạn | UBND huyện Trà Mạn | Chủ tịch UBND huyện Trà Mạn | | | 2025-06-30
tp-lac-xuyen | Ủy ban nhân dân thành phố Lạc Xuyên | UBND thành phố Lạc Xuyên | Chủ tịch UBND thành phố Lạc Xuyên | | | 2025-06-30
"""

WARDS = ["Lạc Đông", "Lạc Đồng", "Hồ Sen", "Tân Lập", "Cửa Ngòi", "Đồng Mận", "Hòa Bình", "Chợ Đình", "Vân Điền"]
ISLAND = "Cù Lao Trắng"
FIRST_WORDS = ["Đông", "Đồng", "Tân", "Tấn", "Quế", "Trà", "Khe", "Bình", "Hòa"]
LAST_WORDS = ["Sơn", "Lĩnh", "Mạn", "Trung", "Thanh", "Hải", "Lâm", "Phú", "Thủy", "Xuân"]
COMMUNES = [f"{first} {last}" for first in FIRST_WORDS for last in LAST_WORDS]

SUCCESSIONS = {
    "skhdt": ["stc"],
    "stttt": ["skhcn", "svhttdl"],
    "stnmt": ["snnmt"],
    "snnptnt": ["snnmt"],
    "sgtvt": ["sxd"],
    "sldtbxh": ["snv", "syt", "sgddt", "snnmt"],
    "bdt": ["sdttg"],
    "bao": ["bao-pt"],
    "dai": ["bao-pt"],
    "h-khe-trung": ["xa-khe-trung", "xa-khe-son"],
    "h-que-linh": ["xa-que-linh"],
    "h-tra-man": ["xa-tra-man", "xa-tra-phu"],
    "tp-lac-xuyen": ["p-lac-dong", "p-ho-sen"],
}

GROUPS = {
    "so": ("Các sở, ban, ngành", ["Các sở, ban, ngành cấp tỉnh", "Các sở, ngành", "Các cơ quan chuyên môn cấp tỉnh"]),
    "xa": (
        "UBND cấp xã",
        ["UBND các xã, phường", "UBND các xã, phường, đặc khu", "Các xã, phường", "Các xã, phường, đặc khu"],
    ),
    "huyen": ("UBND cấp huyện", ["UBND các huyện, thành phố", "UBND các huyện, thị xã, thành phố"]),
    "lien-quan": (
        "Các cơ quan, đơn vị có liên quan",
        ["Các đơn vị có liên quan", "Các cơ quan liên quan", "Các cơ quan, đơn vị, địa phương có liên quan"],
    ),
    "to-dan-pho": ("Các tổ dân phố", ["Các thôn, tổ dân phố"]),
}


def fill_register() -> dict[str, Agency]:
    """Write the whole province into the register."""
    agencies: dict[str, Agency] = {}
    for kind, lines in (
        (AgencyKind.DEPARTMENT, DEPARTMENTS),
        (AgencyKind.CENTRAL, CENTRAL),
        (AgencyKind.BODY, BODIES),
        (AgencyKind.SERVICE_UNIT, SERVICE_UNITS),
        (AgencyKind.UNIT, UNITS),
        (AgencyKind.DISTRICT, DISTRICTS),
        (AgencyKind.COMMUNE, "\n".join(_communes())),
    ):
        for line in filter(str.strip, lines.splitlines()):
            agency = _write([part.strip() for part in line.split("|")], kind, order=10 * len(agencies))
            agencies[agency.code] = agency
    for code, heirs in SUCCESSIONS.items():
        on = TWO_TIERS_ON if agencies[code].valid_to >= MERGED_ON else MERGED_ON
        for heir in heirs:
            _hand_over(agencies[code], agencies[heir], on, share=1 / len(heirs))
    for code, (name, aliases) in GROUPS.items():
        AgencyGroup.objects.create(code=code, name=name, aliases=aliases, search_text=fold(name))
    return agencies


def _communes() -> list[str]:
    places = [("p", "phường", name) for name in WARDS] + [("xa", "xã", name) for name in COMMUNES]
    places.append(("dk", "đặc khu", ISLAND))
    return [
        f"{mark}-{code_of(name)} | Ủy ban nhân dân {kind} {name} | UBND {kind} {name} | Chủ tịch UBND {kind} {name} | "
        f"{kind.capitalize()} {name}"
        for mark, kind, name in places
    ]


def code_of(name: str) -> str:
    """ "Đông Sơn" gives `dong-son`, "Đồng Sơn" `dong-son-2`: codes know no accents."""
    twins = {"Lạc Đồng", *(place for place in COMMUNES if place.split()[0] in {"Đồng", "Tấn"})}
    return fold(name).replace(" ", "-") + ("-2" if name in twins else "")


def _write(parts: list[str], kind: AgencyKind, *, order: int) -> Agency:
    code, name, short, head, others, first, last = [*parts, *[""] * 7][:7]
    agency = Agency.objects.create(
        code=code,
        kind=kind,
        name=name,
        short_name=short,
        head_title=head,
        protocol_order=order,
        valid_from=date.fromisoformat(first) if first else None,
        valid_to=date.fromisoformat(last) if last else None,
        search_text="\n".join(fold(text) for text in (name, short, others, code) if text),
        collation_key=collation_key(name),
    )
    names = [(name, AgencyNameKind.OFFICIAL), (short, AgencyNameKind.SHORT), (others, AgencyNameKind.ALIAS)]
    AgencyName.objects.bulk_create(
        AgencyName(agency=agency, text=text, kind=name_kind, search_text=fold(text))
        for text, name_kind in names
        if text
    )
    return agency


def _hand_over(agency: Agency, heir: Agency, on: date, *, share: float) -> None:
    Succession.objects.create(
        from_agency=agency,
        to_agency=heir,
        kind=SuccessionKind.MERGE,
        on=on,
        share=round(share, 4),
        scope=f"phần của {heir}" if share < 1 else "",
        legal_basis="Nghị quyết của HĐND tỉnh",
    )
