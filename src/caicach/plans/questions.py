"""The doubts of a reading as questions to a person: alike ones stand together, so that one answer serves them all."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caicach.core.documents.reading import CriterionReading, Problem, Reading, RowReading

HEAD_KEY = "head"
KEEP = "keep"
_ORDER = ("agency", "time", "budget", "text", "seen")
_ICONS = {"agency": "landmark", "time": "calendar", "budget": "banknote", "text": "spell-check", "seen": "info"}
AGENCY_CODES = frozenset({"documents.agency_unknown", "documents.agency_doubtful", "documents.agency_ended"})
TIME_CODES = frozenset({"documents.deadline_unreadable", "documents.window_reversed", "documents.time_outside_year"})
NUMBERING_CODES = frozenset(
    f"documents.{name}"
    for name in ("number_repeated", "number_missing", "row_without_number", "number_of_other_parent")
)
HEAD_CODES = frozenset(f"documents.head_{name}_missing" for name in ("number", "date", "year", "title"))

SENTENCES: dict[str, str | Promise] = {
    "documents.agency_unknown": _("“{value}” chưa có trong danh mục cơ quan. Đây là cơ quan nào?"),
    "documents.agency_doubtful": _("“{value}” có phải là {best} không?"),
    "documents.agency_ended": _("“{value}” đã kết thúc trước ngày văn bản được ký. Cơ quan nào làm thay?"),
    "documents.deadline_unreadable": _("Chưa hiểu thời gian “{value}”. Thời hạn là khi nào?"),
    "documents.window_reversed": _("Thời gian “{value}” kết thúc trước khi bắt đầu. Thời hạn đúng là khi nào?"),
    "documents.time_outside_year": _("Thời gian “{value}” nằm ngoài năm {year} của kế hoạch. Có đúng không?"),
    "documents.number_repeated": _("Số thứ tự bị lặp dưới cùng một dòng."),
    "documents.number_missing": _("Số thứ tự bị nhảy, thiếu một số ở giữa."),
    "documents.row_without_number": _("Dòng không có số thứ tự."),
    "documents.number_of_other_parent": _("Số thứ tự không khớp với dòng ở trên."),
    "documents.lead_missing": _("Dòng chưa ghi cơ quan chủ trì. Cơ quan nào chủ trì?"),
    "documents.sum_differs": _("Cộng các dòng được {sum}, văn bản ghi {printed}."),
    "documents.parent_differs": _("Cộng các dòng dưới {code} được {sum}, dòng đó ghi {printed}."),
    "documents.words_differ": _("Tổng số bằng số là {figures}, bằng chữ là “{value}”."),
    "documents.text_differs": _("Phần lời ghi {text}, bảng ghi {table}."),
    "documents.year_differs": _("Tên văn bản ghi năm {title}, bảng ghi năm {table}."),
    "documents.typing_error": _("“{value}” có thể là lỗi gõ của “{better}”. Giữ hay sửa?"),
    "documents.budget_unreadable": _("Chưa hiểu số kinh phí “{value}”. Bao nhiêu triệu đồng?"),
    "documents.score_unreadable": _("Chưa hiểu điểm “{value}”."),
    "documents.head_number_missing": _("Không thấy số, ký hiệu của văn bản. Hãy điền ở bước “Cấu trúc”."),
    "documents.head_date_missing": _("Không thấy ngày ban hành. Hãy điền ở bước “Cấu trúc”."),
    "documents.head_year_missing": _("Không thấy năm của kế hoạch. Hãy điền ở bước “Cấu trúc”."),
    "documents.head_title_missing": _("Không thấy tên văn bản. Hãy điền ở bước “Cấu trúc”."),
    "documents.nothing_found": _("Không thấy dòng nhiệm vụ nào trong văn bản. Hãy dán bảng từ Word hoặc Excel."),
    "documents.unplaced_cell": _("Chưa hiểu ô “{value}”; ô này không được đưa vào kế hoạch."),
    "documents.flattened_table": _("Bảng được dựng lại từ các dòng chữ. Hãy đối chiếu với bản gốc ở bước “Kiểm tra”."),
    "documents.columns_mixed": _(
        "{empty} trong {count} dòng không có cơ quan và thời gian: có lẽ các cột của bảng đã bị trộn khi chuyển sang "
        "dạng chữ. Hãy dùng tệp Word hoặc PDF, hoặc dán bảng từ Word."
    ),
    "documents.columns_by_spaces": _(
        "Bảng trong tệp chữ này được căn cột bằng dấu cách nên không đọc được chắc chắn. Hãy dùng tệp Word hoặc PDF, "
        "hoặc dán bảng từ Word."
    ),
    "documents.tracked_changes": _("Tệp còn dấu vết chỉnh sửa: phần thêm được đọc, phần xóa không được đọc."),
    "documents.headers_skipped": _("Phần đầu trang, chân trang không được đọc. Hãy xem ở đó có gì cần nhập không."),
    "documents.footnotes_skipped": _("Chú thích cuối trang không được đọc. Hãy xem ở đó có gì cần nhập không."),
    "documents.comments_skipped": _("Nhận xét bên lề không được đọc."),
    "documents.text_boxes_skipped": _("Chữ trong hình vẽ đặt trên trang tính không được đọc."),
    "documents.embedded_files_skipped": _("Tệp đính kèm bên trong PDF không được đọc. Nếu cần, hãy nhập riêng tệp đó."),
    "documents.hidden_sheets_skipped": _("Trang tính bị ẩn không được đọc. Nếu cần, hãy cho hiện rồi nhập lại."),
    "documents.hidden_rows_read": _("Dòng hoặc cột bị ẩn vẫn được đọc như các dòng khác."),
    "documents.formulas_without_values": _(
        "Có ô công thức chưa lưu kết quả nên được đọc là trống. Mở tệp, lưu rồi nhập lại."
    ),
    "documents.legacy_font_converted": _(
        "Chữ gõ bằng phông cũ đã được chuyển sang Unicode. Hãy đối chiếu ở bước “Kiểm tra”."
    ),
    "documents.read_by_ocr": _("Chữ được nhận dạng từ ảnh. Hãy đối chiếu với bản gốc ở bước “Kiểm tra”."),
}
UNKNOWN_SENTENCE = _("Có chỗ cần xem lại: “{value}”.")


class _Blanks(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


class GivenAnswer(NamedTuple):
    """What somebody has said to one question: the value, its version, who and when."""

    value: dict[str, Any]
    version: int
    by: object = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One doubt, its key among the decisions of the run, and the answer that somebody has given."""

    key: str
    problem: Problem
    given: GivenAnswer | None = None
    title: str = ""  # of the row that it is about
    printed: str = ""  # the whole cell in which the doubt stands

    @property
    def answer(self) -> dict[str, Any] | None:
        return self.given.value if self.given else None

    @property
    def version(self) -> int:
        return self.given.version if self.given else 0

    @property
    def token(self) -> str:
        """The key and the version of the answer that the page shows."""
        return f"{self.key}@{self.version}"


@dataclass(slots=True)
class QuestionGroup:
    """Questions that one answer may serve."""

    key: str
    code: str
    questions: list[Question] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        problem = self.questions[0].problem
        params = {name: _with_comma(value) for name, value in problem.params}
        words = _Blanks(params | {"value": problem.value, "subject": problem.subject})
        return str(SENTENCES.get(self.code, UNKNOWN_SENTENCE)).format_map(words)

    @property
    def kind(self) -> str:
        """Which answers fit: agency, time, text, budget, or only that somebody has seen it."""
        if self.code in AGENCY_CODES or self.code == "documents.lead_missing":
            return "agency"
        if self.code in TIME_CODES:
            return "time"
        names = {"documents.typing_error": "text", "documents.budget_unreadable": "budget"}
        return names.get(self.code, "seen")

    @property
    def icon(self) -> str:
        return _ICONS[self.kind]

    @property
    def short(self) -> str:
        """A few words for the list of questions: what is printed, or else the whole sentence."""
        return self.value or self.sentence

    @property
    def is_notice(self) -> bool:
        """Nothing can be answered but that it has been seen."""
        return self.kind == "seen"

    @property
    def is_open(self) -> bool:
        return any(question.answer is None for question in self.questions)

    @property
    def is_likely(self) -> bool:
        """Whether the first proposal is likely enough to stand chosen before anybody has looked."""
        return self.code == "documents.agency_doubtful"

    @property
    def is_alike(self) -> bool:
        """Whether one answer for all is likely: the same words, not merely the same kind of gap."""
        return self.code != "documents.lead_missing"

    @property
    def value(self) -> str:
        return self.questions[0].problem.value

    @property
    def proposals(self) -> tuple[str, ...]:
        return self.questions[0].problem.proposals

    @property
    def answers(self) -> list[str]:
        """What has been answered, each answer once."""
        labels = [str(one.answer.get("label", "")) for one in self.questions if one.answer]
        return list(dict.fromkeys(labels))

    @property
    def newest(self) -> GivenAnswer | None:
        """The answer that was given last, to show whose it is."""
        given = [one.given for one in self.questions if one.given]
        return max(given, key=lambda one: one.at.timestamp() if one.at else 0.0, default=None)

    @property
    def given_tokens(self) -> list[str]:
        """The answered questions, to take their answers back."""
        return [one.token for one in self.questions if one.given]


def problem_key(problem: Problem) -> str:
    """The key of a doubt: the same for the same doubt at the same place of the same file."""
    place = problem.place
    parts = (place.page, place.block, place.table, place.row, place.column, problem.subject, problem.field)
    whole = "\x1f".join(map(str, (*parts, problem.value, *(value for _, value in problem.params))))
    return f"{problem.code}:{hashlib.sha256(whole.encode()).hexdigest()[:24]}"


def questions_of(reading: Reading, answers: Mapping[str, GivenAnswer]) -> list[Question]:
    """All doubts that matter for a plan. answers: value, version and by whom, by key, `head` among them."""
    rows: dict[str, RowReading | CriterionReading] = {row.code: row for row in reading.criteria}
    rows |= {"/".join(row.path): row for row in (*reading.rows, *reading.survey_tasks)}
    found: dict[str, Question] = {}
    for problem in reading.problems:
        if problem.subject == "duties" or (problem.code in HEAD_CODES and HEAD_KEY in answers):
            continue
        key, row = problem_key(problem), rows.get(problem.subject)
        given = answers.get(key)
        found.setdefault(key, Question(key, problem, given, _title(row), _printed(row, problem.field)))
    return list(found.values())


def _title(row: RowReading | CriterionReading | None) -> str:
    return "" if row is None else row.title if isinstance(row, RowReading) else row.name


def _printed(row: RowReading | CriterionReading | None, field: str) -> str:
    """The cell of a row as it stands in the document; a title is shown anyway."""
    if row is None or field in ("title", "outline_code"):
        return ""
    if isinstance(row, CriterionReading):
        names = {"lead": row.lead, "coordinating": row.coordinating}.get(field, ())
        return "; ".join(name.printed for name in names) or (row.schedule.text if field == "schedule" else "")
    cells = {"lead": row.lead_text, "coordinating": row.coordinating_text, "budget_million_vnd": row.budget_text}
    cells["schedule"] = " – ".join(filter(None, (row.start_text, row.end_text)))
    text = cells.get(field) or getattr(row, field, "")
    return text if isinstance(text, str) else ""


def grouped(questions: Sequence[Question]) -> list[QuestionGroup]:
    """Questions that are alike together, those with the most to decide first; an answer does not change the order."""
    groups: dict[str, QuestionGroup] = {}
    for question in questions:
        key = _group_key(question.problem)
        groups.setdefault(key, QuestionGroup(key, question.problem.code)).questions.append(question)
    return sorted(groups.values(), key=lambda group: (_ORDER.index(group.kind), -len(group.questions)))


def slips_of(questions: Sequence[Question]) -> list[Question]:
    """Doubts about the numbers in front of the rows: what a person wants to see beside the outline."""
    return [one for one in questions if one.problem.code in NUMBERING_CODES]


def _with_comma(value: str) -> str:
    """Decimals as Vietnamese write them."""
    return value.replace(".", ",") if re.fullmatch(r"\d+\.\d+", value) else value


def open_count(questions: Sequence[Question]) -> int:
    return sum(question.answer is None for question in questions)


def _group_key(problem: Problem) -> str:
    same = (problem.code, problem.value, problem.proposals, problem.params)
    gaps = NUMBERING_CODES | {"documents.lead_missing"}
    whole = problem.code if problem.code in gaps else repr(same)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
