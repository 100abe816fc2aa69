"""Official papers about a publication: the decision with its annex, the table of an agency, the notice to it.

They are Vietnamese whatever language a person reads the site in. What the system does not know, such as legal bases and
numbers of papers, stands in square brackets for the office to fill in.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from caicach.agencies.permissions import roles_held
from caicach.core.officialdocs.paper import LANDSCAPE_WIDTH_MM, SMALL, body, new_paper, paragraph, saved
from caicach.core.officialdocs.parts import (
    add_annex_head,
    day_in_words,
    printed_number,
)
from caicach.core.officialdocs.signing import UNKNOWN_TITLE
from caicach.core.officialdocs.tables import Column, Row, add_table
from caicach.papers.making import head_values, make_paper
from caicach.papers.province import place_of_issue, province_in_sentence
from caicach.people.permissions import Role
from caicach.publications import showing
from caicach.publications.models import Publication, PublishedResult

DECISION = "result_decision"
_DRAFT = "DỰ THẢO"
_MOST_LOST = 15
_RANKING = (
    Column("Hạng", 14, is_centred=True),
    Column("Cơ quan", 65),
    Column("Điểm tự chấm", 24, is_centred=True),
    Column("Điểm thẩm định", 24, is_centred=True),
    Column("Điểm công bố", 24, is_centred=True),
    Column("Điểm tối đa áp dụng", 24, is_centred=True),
    Column("Chỉ số", 24, is_centred=True),
    Column("Xếp loại", 30, is_centred=True),
    Column("So với trước", 18, is_centred=True),
)
_LEAVES = (
    Column("Số", 18, is_centred=True),
    Column("Tiêu chí", 63),
    Column("Tối đa", 18, is_centred=True),
    Column("Tự chấm", 19, is_centred=True),
    Column("Thẩm định", 19, is_centred=True),
    Column("Sau giải trình", 19, is_centred=True),
    Column("Khảo sát, nguồn ngoài", 21, is_centred=True),
    Column("Công bố", 18, is_centred=True),
    Column("Lý do, nguồn", 52),
)
_ASKED = "Đề nghị cơ quan xem chi tiết trên hệ thống và xây dựng biện pháp khắc phục các tiêu chí còn mất điểm./."


def decision(publication: Publication) -> bytes:
    """The decision on publishing, with the ranking of each group as its annex."""
    with override("vi"):
        values = {**_decision_head(publication), **_decision_words_of(publication), "phu_luc": _annex(publication)}
        return make_paper(kind=DECISION, values=values, on=_day_of(publication))


def _decision_head(publication: Publication) -> dict[str, Any]:
    year = publication.decided_on.year if publication.decided_on else timezone.localdate().year
    return head_values(
        number=publication.decision_number or "        /QĐ-UBND", day=publication.decided_on, year=year,
        co_quan=f"ỦY BAN NHÂN DÂN\n{province_in_sentence('TỈNH …').upper()}", dia_danh=place_of_issue(),
        ghi_chu="" if publication.is_approved else _DRAFT,
    )  # fmt: skip


def _decision_words_of(publication: Publication) -> dict[str, Any]:
    articles = _articles(publication)
    return {
        "trich_yeu": f"Công bố kết quả đánh giá, xếp hạng cải cách hành chính năm {publication.round.year}",
        "tham_quyen": f"Ủy ban nhân dân {province_in_sentence('TỈNH …')}",
        "can_cu": _bases(publication),
        "cac_dieu": [{"noi_dung": first, "cac_doan": list(further)} for first, *further in articles],
        "quyen_han": publication.signed_block.get("authority", "TM. ỦY BAN NHÂN DÂN"),
        "chuc_vu": publication.signed_block.get("title", UNKNOWN_TITLE),
        "nguoi_ky": publication.signed_block.get("name", ""),
        "noi_nhan": [f"Như Điều {len(articles)}", "Thường trực Tỉnh ủy, HĐND tỉnh", "[bổ sung nơi nhận]", "Lưu: VT"],
    }


def table_of(result: PublishedResult) -> bytes:
    """Everything that was said of one agency, leaf by leaf."""
    with override("vi"):
        publication = result.publication
        document = new_paper(title=f"Bảng điểm {result.name}", author=_sender(publication), is_landscape=True)
        add_annex_head(document, "", f"Bảng điểm của {result.name}", _attached(publication))
        body(document, _sentence(result))
        add_table(document, _LEAVES, [_leaf_row(row) for row in showing.node_rows(result)])
        return saved(document)


def notice(result: PublishedResult) -> bytes:
    """The letter that tells an agency what it has reached and where it lost points."""
    publication = result.publication
    with override("vi"):
        sender = _sender(publication)
        opening = f"Căn cứ {_decision_words(publication)}, {sender} thông báo kết quả của {result.name} như sau:"
        values = {
            **_notice_head(publication, sender),
            "trich_yeu": f"Kết quả đánh giá, xếp hạng cải cách hành chính năm {publication.round.year}",
            "kinh_gui": result.name,
            "mo_dau": opening,
            "ket_qua": _sentence(result),
            **_lost(result),
            "de_nghi": _ASKED,
        }
        return make_paper(kind="result_notice", values=values, on=_day_of(publication))


def _notice_head(publication: Publication, sender: str) -> dict[str, Any]:
    return head_values(
        number="        /TB-[ký hiệu]", year=timezone.localdate().year, dia_danh=place_of_issue(),
        co_quan_chu_quan=f"UBND {province_in_sentence('TỈNH …').upper()}", co_quan=sender.upper(),
        ghi_chu="" if publication.is_approved else _DRAFT, chuc_vu="[THỦ TRƯỞNG CƠ QUAN]",
    ) | {"noi_nhan": ["Như trên", "UBND tỉnh (để báo cáo)", "Lưu: VT"]}  # fmt: skip


def _lost(result: PublishedResult) -> dict[str, Any]:
    """The criteria that have lost points, as rows of the template."""
    rows = showing.most_lost(result)
    is_cut = len(rows) > _MOST_LOST
    shown = f"{_MOST_LOST} tiêu chí mất nhiều điểm nhất" if is_cut else "Các tiêu chí chưa đạt điểm tối đa"
    told = [
        {
            "so": row.node.code,
            "ten": row.node.name,
            "toi_da": row.applicable,
            "dat": row.points,
            "ly_do": "; ".join(words for _, words in row.reasons),
        }
        for row in rows[:_MOST_LOST]
    ]
    return {"loi_dan": f"{shown}:" if told else "", "tieu_chi": told}


def _day_of(publication: Publication) -> date:
    """What is approved is made from the template that was valid on that day, whatever the office does to it later."""
    return timezone.localdate(publication.approved_at if publication.is_approved else None)


def _annex(publication: Publication) -> bytes:
    document = new_paper(title="", author="", is_landscape=True)
    add_annex_head(document, "", "Bảng xếp hạng cải cách hành chính", _attached(publication))
    for number, group in enumerate(showing.groups_of(publication), 1):
        body(document, group.name or "Các cơ quan", lead=f"{number}. ")
        if group.unranked:
            body(document, f"Năm nay không xếp hạng: {group.unranked}", is_italic=True)
        if group.rows:
            add_table(document, _RANKING, [_ranking_row(row) for row in group.rows])
        for row in group.waiting:
            body(document, f"{row.name}: chưa có chỉ số, còn thiếu điểm tiêu chí {', '.join(row.missing) or '—'}.")
    body(document, "Mã kiểm tra (SHA-256) của gói dữ liệu công bố:", is_italic=True)
    paragraph(document, publication.sha256, size=SMALL)
    return saved(document)


def _bases(publication: Publication) -> list[str]:
    criteria_set = publication.round.criteria_set
    number = criteria_set.decision
    decided = f"Quyết định số {number}" if number[:1].isdigit() else number
    known = f"Căn cứ {decided} của {criteria_set.issuer} về “{criteria_set.name}”"
    return [
        "[Bổ sung căn cứ thẩm quyền]",
        known if criteria_set.decision else f"Căn cứ “{criteria_set.name}” của {criteria_set.issuer}",
        "Theo đề nghị của [cơ quan trình] tại [số, ngày tờ trình]",
    ]


def _articles(publication: Publication) -> list[tuple[str, ...]]:
    """The articles; a correction names what it replaces."""
    round = publication.round
    first = f"Công bố kết quả “{round.name}” theo Phụ lục kèm theo Quyết định này."
    proof = "Dữ liệu, quy tắc và kết quả lưu trong gói dữ liệu có mã kiểm tra (SHA-256) in cuối Phụ lục."
    found: list[tuple[str, ...]] = [(first, proof)]
    if publication.corrects is not None:
        former = _decision_words(publication.corrects)
        found.append((f"Kết quả này thay thế kết quả công bố tại {former}. Lý do đính chính: {publication.reason}",))
    found.append(("Các cơ quan có tên tại Phụ lục xây dựng biện pháp khắc phục những tiêu chí còn mất điểm.",))
    duty = "thủ trưởng các cơ quan có tên tại Phụ lục chịu trách nhiệm thi hành Quyết định này./."
    found.append((f"[Chức danh có trách nhiệm], {duty}",))
    return found


def _ranking_row(row: PublishedResult) -> Row:
    change = "" if row.rank_change is None else f"+{row.rank_change}" if row.rank_change > 0 else str(row.rank_change)
    return Row(
        [
            str(row.rank or "—"), row.name, _points(row.filled), _points(row.appraised), _points(row.published),
            _points(row.applicable), showing.percent(row.share), row.band or "—", change or "—",
        ]
    )  # fmt: skip


def _leaf_row(row: showing.NodeRow) -> Row:
    reasons = "; ".join(f"{stage}: {words}" for stage, words in row.reasons)
    return Row(
        [row.node.code, row.node.name, row.applicable, *row.said, row.points, reasons],
        is_heading=not row.node.is_leaf,
    )


def _sentence(result: PublishedResult) -> str:
    if result.share is None:
        return f"Cơ quan chưa có chỉ số và xếp hạng, còn thiếu điểm tiêu chí {', '.join(result.missing) or '—'}."
    told = f"Điểm công bố {_points(result.published)} trên {_points(result.applicable)} điểm được áp dụng"
    told += "".join(f", {words} {points}" for words, points in showing.beside_the_total(result))
    told += f", chỉ số {showing.percent(result.share)}"
    told += f", xếp hạng {result.rank} trong nhóm {result.group}" if result.rank else ""
    return told + (f", xếp loại {result.band}." if result.band else ".")


def _attached(publication: Publication) -> str:
    return f"Kèm theo {_decision_words(publication)}"


def _decision_words(publication: Publication) -> str:
    number = printed_number(publication.decision_number) or "…/QĐ-UBND"
    whose = f"Ủy ban nhân dân {province_in_sentence('tỉnh')}"
    return f"Quyết định số {number} {day_in_words(publication.decided_on)} của {whose}"


def _sender(publication: Publication) -> str:
    """The agency in which the coordinator works who prepared it."""
    held = roles_held(publication.prepared_by, on=timezone.localdate(publication.prepared_at))
    return next((one.agency_name for one in held if one.role == Role.COORDINATOR), "[Cơ quan ban hành]")


def _points(value: Decimal | None) -> str:
    return showing.with_two_places(value)


assert sum(column.width_mm for column in _RANKING) == LANDSCAPE_WIDTH_MM
