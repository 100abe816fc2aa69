"""The doubts of a reading as questions to a person: alike ones stand together, so that one answer serves them all."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caicach.core.documents.reading import Problem, Reading

HEAD_KEY = "head"
KEEP = "keep"
_ORDER = ("agency", "time", "budget", "text", "seen")
AGENCY_CODES = frozenset({"documents.agency_unknown", "documents.agency_doubtful", "documents.agency_ended"})
TIME_CODES = frozenset({"documents.deadline_unreadable", "documents.window_reversed", "documents.time_outside_year"})
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
    "documents.read_by_ocr": _("Chữ được nhận dạng từ ảnh. Hãy đối chiếu với bản gốc ở bước “Kiểm tra”."),
}
UNKNOWN_SENTENCE = _("Có chỗ cần xem lại: “{value}”.")


class _Blanks(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


@dataclass(frozen=True, slots=True)
class Question:
    """One doubt, its key among the decisions of the run, and the answer that somebody has given."""

    key: str
    problem: Problem
    answer: dict[str, Any] | None = None
    version: int = 0
    title: str = ""  # of the row that it is about

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


def problem_key(problem: Problem) -> str:
    """The key of a doubt: the same for the same doubt at the same place of the same file."""
    place = problem.place
    parts = (place.page, place.block, place.table, place.row, place.column, problem.subject, problem.field)
    whole = "\x1f".join(map(str, (*parts, problem.value, *(value for _, value in problem.params))))
    return f"{problem.code}:{hashlib.sha256(whole.encode()).hexdigest()[:24]}"


def questions_of(reading: Reading, answers: Mapping[str, tuple[dict[str, Any], int]]) -> list[Question]:
    """All doubts that matter for a plan. answers: value and version by key, `head` among them."""
    titles = {"/".join(row.path): row.title for row in (*reading.rows, *reading.survey_tasks)}
    titles |= {row.code: row.name for row in reading.criteria}
    found: dict[str, Question] = {}
    for problem in reading.problems:
        if problem.subject == "duties" or (problem.code in HEAD_CODES and HEAD_KEY in answers):
            continue
        key = problem_key(problem)
        answer, version = answers.get(key, (None, 0))
        found.setdefault(key, Question(key, problem, answer, version, titles.get(problem.subject, "")))
    return list(found.values())


def grouped(questions: Sequence[Question]) -> list[QuestionGroup]:
    """Questions that are alike together, open ones first, those with the most to decide before the others."""
    groups: dict[str, QuestionGroup] = {}
    for question in questions:
        key = _group_key(question.problem)
        groups.setdefault(key, QuestionGroup(key, question.problem.code)).questions.append(question)
    return sorted(
        groups.values(), key=lambda group: (not group.is_open, _ORDER.index(group.kind), -len(group.questions))
    )


def _with_comma(value: str) -> str:
    """Decimals as Vietnamese write them."""
    return value.replace(".", ",") if re.fullmatch(r"\d+\.\d+", value) else value


def open_count(questions: Sequence[Question]) -> int:
    return sum(question.answer is None for question in questions)


def _group_key(problem: Problem) -> str:
    same = (problem.code, problem.value, problem.proposals, problem.params)
    gaps = {"documents.lead_missing", "documents.number_repeated", "documents.number_missing"}
    gaps |= {"documents.row_without_number", "documents.number_of_other_parent"}
    whole = problem.code if problem.code in gaps else repr(same)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
