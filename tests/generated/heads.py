"""Heads and feet of the papers: invented people, numbers and places."""

from datetime import date

from tests.generated.paper import Head

PROVINCE = "Lạc Xuyên"
LAW_2025 = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"
LAW_2015 = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"
PROGRAMME = "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030"  # noqa: E501
RECIPIENTS = (
    "Như Điều 3",
    "Bộ Nội vụ",
    "Thường trực Tỉnh ủy",
    "Thường trực HĐND tỉnh",
    "Chủ tịch, các Phó Chủ tịch UBND tỉnh",
    "Ủy ban MTTQ Việt Nam tỉnh",
    "Cổng Thông tin điện tử tỉnh",
    "Lưu: VT, NC",
)
ARTICLE_3 = (
    "Chánh Văn phòng UBND tỉnh; Giám đốc Sở Nội vụ; Thủ trưởng các sở, ban, ngành; Chủ tịch UBND {places} và các tổ "
    "chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này."
)


def decision(
    number: int, day: date, year: int, *, signer: str = "Tạ Quang Hiển", places: str = "các xã, phường"
) -> Head:
    """A decision of the chairman of the province that brings a plan into force."""
    plan_title = f"Cải cách hành chính tỉnh {PROVINCE} năm {year}"
    printed = f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"
    return Head(
        kind="Quyết định",
        number=f"{number}/QĐ-UBND",
        day=day,
        place=PROVINCE,
        upper="ỦY BAN NHÂN DÂN",
        issuer=f"tỉnh {PROVINCE}",
        issuer_read=f"Chủ tịch Ủy ban nhân dân tỉnh {PROVINCE}",
        title=f"Ban hành Kế hoạch cải cách hành chính tỉnh {PROVINCE} năm {year}",
        plan_title=plan_title,
        theme="Gần dân, rõ việc, đúng hẹn",
        year=year,
        signer=signer,
        signer_lines=("CHỦ TỊCH",),
        legal_bases=(
            LAW_2025 if year > 2025 else LAW_2015,
            PROGRAMME,
            f"Căn cứ Quyết định số 902/QĐ-UBND ngày 08 tháng 9 năm 2021 của UBND tỉnh {PROVINCE} về Kế hoạch cải cách hành chính giai đoạn 2021 - 2025"  # noqa: E501
            if year < 2026
            else f"Căn cứ Quyết định số 1990/QĐ-UBND ngày 24 tháng 12 năm 2025 của UBND tỉnh {PROVINCE} về Kế hoạch cải cách hành chính giai đoạn 2026 - 2030",  # noqa: E501
        ),
        proposal=f"Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số {number + 61}/TTr-SNV.",
        articles=(
            f"Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính tỉnh {PROVINCE} năm {year}.",
            "Quyết định này có hiệu lực thi hành kể từ ngày ký.",
            ARTICLE_3.format(places=places),
        ),
        recipients=RECIPIENTS,
        attached_to=f"Quyết định số {number}/QĐ-UBND {printed} của Chủ tịch UBND tỉnh {PROVINCE}",
    )


def bare_annex(number: int, day: date, year: int, title: str) -> Head:
    """An annex that came without its decision: it knows the decision only from its own heading."""
    return Head(
        kind="Quyết định",
        number=f"{number}/QĐ-UBND",
        day=day,
        place=PROVINCE,
        upper="",
        issuer=f"Chủ tịch UBND tỉnh {PROVINCE}",
        issuer_also=f"UBND tỉnh {PROVINCE}",
        title=title,
        year=year,
        signer="",
        attached_to=f"Quyết định số {number}/QĐ-UBND ngày {day:%d/%m/%Y} của Chủ tịch UBND tỉnh {PROVINCE}",
    )


def province_plan(number: int, day: date, year: int, title: str) -> Head:
    """A plan of the province without a decision, signed by a vice chairman."""
    return Head(
        kind="Kế hoạch",
        number=f"{number}/KH-UBND",
        day=day,
        place=PROVINCE,
        upper="ỦY BAN NHÂN DÂN",
        issuer=f"tỉnh {PROVINCE}",
        issuer_read=f"Ủy ban nhân dân tỉnh {PROVINCE}",
        title=title,
        year=year,
        signer="Lương Thị Thu Hà",
        signer_lines=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        legal_bases=(PROGRAMME,),
        recipients=RECIPIENTS[1:],
        attached_to=f"Kế hoạch số {number}/KH-UBND ngày {day:%d/%m/%Y} của UBND tỉnh {PROVINCE}",
    )


def commune_plan(kind: str, name: str, number: int, day: date, *, signer: str) -> Head:
    """A plan of a commune (xã) or a ward (phường)."""
    return Head(
        kind="Kế hoạch",
        number=f"{number}/KH-UBND",
        day=day,
        place=name,
        upper="ỦY BAN NHÂN DÂN",
        issuer=f"{kind} {name}",
        issuer_read=f"Ủy ban nhân dân {kind} {name}",
        title=f"Cải cách hành chính năm {day.year} của {kind} {name}",
        year=day.year,
        signer=signer,
        legal_bases=(
            f"Căn cứ Quyết định số 45/QĐ-UBND ngày 06 tháng 01 năm {day.year} của Chủ tịch UBND tỉnh {PROVINCE}",
        ),
        recipients=("Sở Nội vụ", f"Đảng ủy, HĐND {kind}", "Các phòng, trung tâm trực thuộc", "Lưu: VT"),
        attached_to=f"Kế hoạch số {number}/KH-UBND ngày {day:%d/%m/%Y} của UBND {kind} {name}",
    )


def department_plan(name: str, letters: str, number: int, day: date, *, signer: str) -> Head:
    """A department's own plan."""
    return Head(
        kind="Kế hoạch",
        number=f"{number}/KH-{letters}",
        day=day,
        place=PROVINCE,
        upper=f"UBND TỈNH {PROVINCE.upper()}",
        issuer=name,
        issuer_also=f"{name} tỉnh {PROVINCE}",
        title=f"Cải cách hành chính năm {day.year} của {name}",
        year=day.year,
        signer=signer,
        signer_lines=("GIÁM ĐỐC",),
        legal_bases=(
            f"Căn cứ Quyết định số 45/QĐ-UBND ngày 06 tháng 01 năm {day.year} của Chủ tịch UBND tỉnh {PROVINCE}",
        ),
        recipients=("UBND tỉnh", "Sở Nội vụ", "Các phòng, đơn vị thuộc Sở", f"Lưu: VT, VP{letters[-1]}"),
        attached_to=f"Kế hoạch số {number}/KH-{letters} ngày {day:%d/%m/%Y} của {name}",
    )
