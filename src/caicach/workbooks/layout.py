"""Which cell of a workbook holds what of a set, and the rows of a set in it."""

from collections.abc import Callable, Mapping
from typing import Any

from caicach.core.scoring.criteria import CriteriaSet, Criterion, CriterionKind, ScoredBy, Ties, WhenNotApplicable
from caicach.criteria.sentences import rule_sentence
from caicach.tables.sheet import Sheet
from caicach.workbooks.cells import (
    bands_cell,
    day_cell,
    figure_cell,
    inputs_cell,
    rounding_cell,
    texts_cell,
    values_cell,
)
from caicach.workbooks.notation import shape_lines
from caicach.workbooks.words import CHOICE_WORDS, NO, SHAPE_WORDS, YES

FACTS, CRITERIA, EXAMPLES, KEY, LISTS = "Bộ tiêu chí", "Tiêu chí", "Ví dụ", "Giải thích", "Danh mục"

FACT_HEADINGS = ("Mục", "Giá trị", "Cách ghi")
FACT_LABELS = {
    "key": ("Mã bộ", "Chữ không dấu, số, gạch nối; mỗi bộ một mã, ví dụ department-2027"),
    "name": ("Tên bộ tiêu chí", ""),
    "issuer": ("Cơ quan ban hành", ""),
    "decision": ("Quyết định", "Số, ký hiệu"),
    "decided_on": ("Ngày quyết định", "ngày/tháng/năm"),
    "effective_on": ("Ngày áp dụng", "ngày/tháng/năm"),
    "years": ("Năm đánh giá", "Nhiều năm cách nhau bằng dấu chấm phẩy"),
    "agency_kind": ("Loại cơ quan", "department: sở, ban, ngành; commune: xã, phường; province: tỉnh"),
    "groups": ("Nhóm xếp hạng", "Mỗi nhóm một dòng"),
    "max_score": ("Tổng điểm tối đa", "Không kể điểm thưởng, điểm trừ"),
    "bonus_limit": ("Điểm thưởng nhiều nhất", ""),
    "penalty_limit": ("Điểm trừ nhiều nhất", ""),
    "bands": ("Xếp loại", "Mỗi loại một dòng, ví dụ “Tốt: từ 80%”"),
    "ties": ("Thứ hạng khi bằng điểm", "1, 1, 3 hoặc 1, 1, 2"),
    "tie_breakers": ("Lĩnh vực phân định khi bằng điểm", "Số của lĩnh vực, mỗi số một dòng, xét từ trên xuống"),
    "roundings.leaf": ("Làm tròn điểm tiêu chí", "Ví dụ “4 chữ số; nửa làm tròn lên”; để trống: không làm tròn"),
    "roundings.domain": ("Làm tròn điểm lĩnh vực", "Như trên"),
    "roundings.printed_total": ("Làm tròn tổng điểm in ra", "Như trên"),
    "roundings.published": ("Làm tròn điểm công bố", "Như trên"),
    "roundings.share": ("Làm tròn tỷ lệ điểm", "Chữ số của tỷ lệ từ 0 đến 1, thường 6 chữ số"),
    "method": ("Phương pháp", ""),
    "source": ("Nguồn", "Văn bản quy định bộ tiêu chí"),
}

HEADINGS = {
    "level": "Cấp",
    "code": "Số",
    "name": "Tiêu chí",
    "max_score": "Điểm tối đa",
    "kind": "Loại điểm",
    "scored_by": "Nguồn điểm",
    "when_not_applicable": "Khi không áp dụng",
    "leads": "Phụ trách",
    "evidence": "Tài liệu kiểm chứng",
    "full_mark": "Điểm tối đa khi",
    "shape": "Cách chấm",
    "parameters": "Tham số",
    "inputs": "Số liệu cần có",
    "only_full_mark": "Chỉ biết mức tối đa",
    "is_confirmed": "Đã xác nhận",
    "source": "Nguồn",
    "basis": "Căn cứ suy ra",
    "sentence": "Quy tắc đọc thành câu",
}
EXAMPLE_HEADINGS = {"criterion": "Tiêu chí", "values": "Số liệu", "points": "Điểm", "says": "Nói gì"}

CHOICES: Mapping[str, dict[Any, str]] = {
    "kind": CHOICE_WORDS[CriterionKind],
    "scored_by": CHOICE_WORDS[ScoredBy],
    "when_not_applicable": CHOICE_WORDS[WhenNotApplicable],
    "shape": SHAPE_WORDS,
    "only_full_mark": {True: YES, False: NO},
    "is_confirmed": {True: YES, False: NO},
    "ties": CHOICE_WORDS[Ties],
}
"""Columns, and a fact, that take one word of a list."""


def laid_out(criteria_set: CriteriaSet) -> list[Sheet]:
    """The three sheets that are read again."""
    facts = [
        list(FACT_HEADINGS),
        *([label, fact_cell(criteria_set, key), how] for key, (label, how) in FACT_LABELS.items()),
    ]
    rows: list[list[Any]] = [list(HEADINGS.values())]
    for criterion in criteria_set.criteria:
        _rows_of(criterion, 1, rows)
    examples: list[list[Any]] = [list(EXAMPLE_HEADINGS.values())]
    for one in criteria_set.examples:
        points = "" if one.points is None else figure_cell(one.points)
        examples.append([one.criterion, values_cell(one.values), points, one.says])
    return [Sheet(FACTS, facts), Sheet(CRITERIA, rows), Sheet(EXAMPLES, examples)]


def _rows_of(criterion: Criterion, level: int, rows: list[list[Any]]) -> None:
    held = {key: write(criterion) for key, write in _CELLS.items()}
    rows.append([held.get(key, float(level)) for key in HEADINGS])
    for child in criterion.children:
        _rows_of(child, level + 1, rows)


def _choice(key: str) -> Callable[[Criterion], str]:
    return lambda one: CHOICES[key][getattr(one, key)]


_CELLS: dict[str, Callable[[Criterion], Any]] = {
    "code": lambda one: one.code,
    "name": lambda one: one.name,
    "max_score": lambda one: figure_cell(one.max_score),
    "kind": _choice("kind"),
    "scored_by": _choice("scored_by"),
    "when_not_applicable": _choice("when_not_applicable"),
    "leads": lambda one: texts_cell(one.leads),
    "evidence": lambda one: texts_cell(one.evidence),
    "full_mark": lambda one: one.full_mark,
    "shape": lambda one: SHAPE_WORDS[one.rule.name] if one.rule else "",
    "parameters": lambda one: "\n".join(shape_lines(one.rule)) if one.rule else "",
    "inputs": lambda one: inputs_cell(one.inputs),
    "only_full_mark": _choice("only_full_mark"),
    "is_confirmed": _choice("is_confirmed"),
    "source": lambda one: one.source,
    "basis": lambda one: one.basis,
    "sentence": lambda one: rule_sentence(one) if one.is_leaf else "",
}


def fact_cell(criteria_set: CriteriaSet, key: str) -> Any:
    """What stands in the cell of a fact."""
    stage = key.removeprefix("roundings.")
    if stage != key:
        return rounding_cell(getattr(criteria_set.roundings, stage))
    value = getattr(criteria_set, key)
    writers: dict[str, Callable[[Any], Any]] = {
        "decided_on": day_cell,
        "effective_on": day_cell,
        "years": lambda years: "; ".join(map(str, years)),
        "groups": texts_cell,
        "tie_breakers": texts_cell,
        "max_score": figure_cell,
        "bonus_limit": figure_cell,
        "penalty_limit": figure_cell,
        "bands": bands_cell,
        "ties": lambda ties: CHOICE_WORDS[Ties][ties],
    }
    return writers[key](value) if key in writers else value
