"""What agencies, appraisers and reviewers of the demonstration write. Everything is invented."""

from caicach.core.scoring.criteria import Criterion
from caicach.demo.stories import chance

_WITHOUT_PROOF = (
    "Số liệu lấy từ {source}; cơ quan không ban hành văn bản riêng.",
    "Kết quả đã nêu trong báo cáo CCHC gửi Sở Nội vụ, phần {name}.",
    "Văn bản đã gửi qua trục liên thông, đề nghị tra cứu trên hệ thống quản lý văn bản của tỉnh.",
)
_EXEMPT = "Trong năm {year} cơ quan không được giao nội dung “{name}” nên đề nghị không tính."
_NO_CASE = "Trong năm {year} không phát sinh trường hợp nào."
_BEGUN = "Đang chờ số liệu của phòng chuyên môn."
_RETURNED = (
    "Tài liệu gửi kèm là bản dự thảo; đề nghị gắn bản đã ban hành.",
    "Đề nghị nêu rõ cách tính và bổ sung danh sách kèm theo.",
    "Số liệu chưa khớp với báo cáo quý; đề nghị rà soát, bổ sung tài liệu.",
)
_ADDED = "Đã bổ sung tài liệu theo yêu cầu của cơ quan thẩm định."
_REASONS = {
    "evidence_missing": "Chưa có {evidence}; chỉ tính phần đã được chứng minh.",
    "figures": "Số liệu theo {source} khác số cơ quan kê khai; tính lại theo số liệu của nguồn.",
    "late": "Văn bản gửi sau thời hạn quy định nên không được tính đủ điểm.",
    "rule": "Cơ quan tính chưa đúng cách tính của bộ tiêu chí; đã tính lại.",
}
_NOT_EXEMPT = "Nội dung này áp dụng cho cơ quan theo chức năng, nhiệm vụ được giao."
_PENALISED = "Qua kiểm tra phát hiện tài liệu kiểm chứng ghi ngày ban hành không đúng với sổ văn bản."
_APPEALS = (
    "Cơ quan đã thực hiện đúng thời hạn; {evidence} được gửi trên trục liên thông nhưng ghi nhầm sổ. "
    "Đề nghị tính lại điểm.",
    "Số liệu của {source} chưa gồm phần phát sinh quý IV. Gửi kèm bảng đối chiếu, đề nghị tính theo số tự chấm.",
    "Cơ quan đề nghị xem xét lại vì nội dung “{name}” đã hoàn thành trong năm, có xác nhận của đơn vị liên quan.",
)
_RAISED = (
    "Đã đối chiếu tài liệu bổ sung, nội dung giải trình là đúng. Tính lại điểm.",
    "Nguồn số liệu xác nhận phần cơ quan giải trình. Tính lại điểm cho phần đã chứng minh.",
)
_UPHELD = (
    "Tài liệu bổ sung được ban hành sau kỳ đánh giá nên không tính. Giữ nguyên điểm thẩm định.",
    "Giải trình không có tài liệu kèm theo, chưa đủ căn cứ để tính lại. Giữ nguyên điểm thẩm định.",
)
_SOURCES = {
    "survey": "Báo cáo kết quả khảo sát năm {year} của Sở Nội vụ",
    "index": "Quyết định công bố Chỉ số hài lòng năm {year} của UBND tỉnh",
    "centre": "Thông báo kết luận năm {year} của Thanh tra tỉnh",
}
_NO_FILES = "Cơ quan không tiếp nhận hồ sơ của người dân nên không được khảo sát."


def without_proof(criterion: Criterion, key: str) -> str:
    return _filled(_pick(_WITHOUT_PROOF, key), criterion)


def exempt(criterion: Criterion, year: int) -> str:
    return _EXEMPT.format(name=criterion.name, year=year)


def no_case(year: int) -> str:
    return _NO_CASE.format(year=year)


def begun() -> str:
    return _BEGUN


def returned(key: str) -> str:
    return _pick(_RETURNED, key)


def added(explanation: str) -> str:
    return f"{explanation}\n{_ADDED}".strip()


def reason(code: str, criterion: Criterion) -> str:
    return _filled(_REASONS[code], criterion)


def not_exempt() -> str:
    return _NOT_EXEMPT


def penalised() -> str:
    return _PENALISED


def appeal(criterion: Criterion, key: str) -> str:
    return _filled(_pick(_APPEALS, key), criterion)


def decision(key: str, *, is_raised: bool) -> str:
    return _pick(_RAISED if is_raised else _UPHELD, key)


def source(criterion: Criterion, year: int) -> str:
    return _SOURCES[criterion.scored_by.value].format(year=year)


def source_of_none() -> str:
    return _NO_FILES


def _pick(texts: tuple[str, ...], key: str) -> str:
    return texts[chance(key, "words") % len(texts)]


def _filled(text: str, criterion: Criterion) -> str:
    evidence = criterion.evidence[0] if criterion.evidence else "tài liệu kiểm chứng"
    source = criterion.inputs[0].source if criterion.inputs else "cơ quan chủ trì"
    return text.format(name=criterion.name, evidence=_lower(evidence), source=source)


def _lower(text: str) -> str:
    """The first word small, unless it is made of capitals."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
