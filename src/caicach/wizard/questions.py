"""The doubts of a reading as questions to a person: alike ones stand together, so that one answer serves them all."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from caicach.core.documents.reading import CriterionReading, Problem, Reading, RowReading
from caicach.wizard.heads import HEAD_KEY
from caicach.wizard.sentences import sentence_of

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
        return sentence_of(self.questions[0].problem)

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


def open_count(questions: Sequence[Question]) -> int:
    return sum(question.answer is None for question in questions)


def _group_key(problem: Problem) -> str:
    same = (problem.code, problem.value, problem.proposals, problem.params)
    gaps = NUMBERING_CODES | {"documents.lead_missing"}
    whole = problem.code if problem.code in gaps else repr(same)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
