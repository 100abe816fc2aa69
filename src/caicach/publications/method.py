"""The method in words, as it lies in the bundle beside the data: Vietnamese, since it is part of an official result."""

from collections.abc import Iterator

from django.utils.translation import override

from caicach.assessments.models import Round
from caicach.core.scoring.criteria import CriteriaSet, Criterion, Ties, WhenNotApplicable
from caicach.core.scoring.rounding import Rounding, RoundingMode
from caicach.criteria.sentences import rule_sentence
from caicach.ui.formats import shown_day, shown_number

_MODES = {
    RoundingMode.HALF_UP: "số 5 làm tròn lên",
    RoundingMode.HALF_EVEN: "số 5 làm tròn về chữ số chẵn",
    RoundingMode.DOWN: "cắt bỏ chữ số sau đó",
}
_NOT_APPLICABLE = {
    WhenNotApplicable.EXCLUDED: "không tính, điểm tối đa của cơ quan giảm tương ứng",
    WhenNotApplicable.FULL_MARKS: "được điểm tối đa",
    WhenNotApplicable.MOVED: "điểm tối đa chuyển sang các tiêu chí cùng nhóm theo tỷ lệ",
}
_TIES = {
    Ties.SKIP: "cùng hạng, hạng sau bỏ trống (1, 1, 3)",
    Ties.DENSE: "cùng hạng, hạng sau liền kề (1, 1, 2)",
}


def method_text(round: Round) -> str:
    """How the results were computed: rounding, what does not apply, ranks, classes, the rule of each leaf, sources."""
    with override("vi"):
        core = round.criteria_set.as_core
        return "\n".join([*_head(round, core), *_rounding(core), *_ranking(core), *_leaves(core), ""])


def readme_text(round: Round) -> str:
    """What lies in the bundle and how anybody checks it."""
    with override("vi"):
        return f"""# Kết quả công bố: {round.name}

- data.json: số liệu của từng tiêu chí, quy tắc chấm, danh sách cơ quan.
- results.json: điểm, chỉ số, xếp hạng, xếp loại tính từ data.json.
- method.md: cách tính bằng lời.
- SHA256SUMS: mã băm của từng tệp.
- verify.py: tính lại và so sánh. Cần Python 3.11 trở lên, không cần cài gì thêm:

      python3 verify.py

  Không tin chương trình trong gói này thì dùng bản cài riêng: caicach verify TỆP.zip
- Mã SHA-256 của cả tệp .zip in trong quyết định công bố và trên trang công bố. Mã khác thì không phải bản này.
"""


def _head(round: Round, core: CriteriaSet) -> Iterator[str]:
    yield f"# Cách tính: {round.name}"
    yield ""
    yield f"- Bộ tiêu chí: {core.name} ({core.issuer}{', ' + core.decision if core.decision else ''})"
    yield f"- Số liệu từ {shown_day(round.period_first)} đến hết {shown_day(round.period_last)}"
    yield f"- Danh sách cơ quan tính đến {shown_day(round.agencies_on)}"
    if core.method:
        yield f"- Phương pháp: {core.method}"
    if core.source:
        yield f"- Nguồn: {core.source}"


def _rounding(core: CriteriaSet) -> Iterator[str]:
    yield ""
    yield "## Cộng điểm và làm tròn"
    yield ""
    yield "- Tổng điểm cộng điểm chưa làm tròn của từng tiêu chí."
    stages = core.roundings
    yield f"- Điểm in của từng lĩnh vực: {_digits(stages.domain)}."
    yield f"- Tổng in là tổng điểm in của các lĩnh vực: {_digits(stages.printed_total)}."
    yield f"- Điểm công bố làm tròn từ tổng in: {_digits(stages.published)}."
    yield f"- Chỉ số = (tổng điểm + điểm thưởng − điểm trừ) / điểm tối đa được áp dụng: {_digits(stages.share)}."
    if core.bonus_limit or core.penalty_limit:
        limits = f"{shown_number(core.bonus_limit)}; điểm trừ tối đa {shown_number(core.penalty_limit)}"
        yield f"- Điểm thưởng tối đa {limits}, tính ngoài tổng."
    yield "- Thiếu số liệu không phải là 0 điểm: cơ quan còn thiếu thì chưa có chỉ số và xếp hạng."


def _ranking(core: CriteriaSet) -> Iterator[str]:
    yield ""
    yield "## Xếp hạng, xếp loại"
    yield ""
    yield "- Xếp hạng theo chỉ số, riêng từng nhóm cơ quan."
    if core.tie_breakers:
        yield f"- Chỉ số bằng nhau thì so điểm lĩnh vực {', '.join(core.tie_breakers)}, theo thứ tự đó."
    yield f"- Vẫn bằng nhau thì {_TIES[core.ties]}."
    yield from (f"- {band.name}: chỉ số từ {shown_number(band.at_least * 100)}% trở lên." for band in core.bands)


def _leaves(core: CriteriaSet) -> Iterator[str]:
    yield ""
    yield "## Từng tiêu chí"
    for leaf in core.leaves():
        yield ""
        yield f"### {leaf.code} {leaf.name} ({shown_number(leaf.max_score)} điểm)"
        yield ""
        yield from _leaf(leaf)


def _leaf(leaf: Criterion) -> Iterator[str]:
    yield f"- Cách chấm: {rule_sentence(leaf)}"
    if leaf.when_not_applicable in _NOT_APPLICABLE:
        yield f"- Không áp dụng cho cơ quan: {_NOT_APPLICABLE[leaf.when_not_applicable]}."
    if leaf.source or leaf.basis:
        yield f"- Nguồn của quy tắc: {leaf.source or leaf.basis}"
    if not leaf.is_confirmed:
        yield "- Quy tắc chưa đối chiếu với văn bản gốc."


def _digits(stage: Rounding | None) -> str:
    return "không làm tròn" if stage is None else f"{stage.digits} chữ số thập phân, {_MODES[stage.mode]}"
