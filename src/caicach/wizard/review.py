"""A run under review: what was read, what people have answered, and what would come of it."""

from functools import cached_property

from caicach.agencies.models import Agency
from caicach.core.documents.reading import Reading
from caicach.intake.models import ImportRun
from caicach.plans.compare import Difference, compare, texts_of_contents, texts_of_plan
from caicach.plans.contents import PlanHead
from caicach.plans.models import Plan, PlanState
from caicach.wizard.answers import with_answers
from caicach.wizard.contents import row_contents_of
from caicach.wizard.heads import HEAD_KEY, head_from_answer
from caicach.wizard.questions import GivenAnswer, Question, QuestionGroup, grouped, open_count, questions_of


def reading_of(run: ImportRun) -> Reading:
    """What was read of a run's file, without anybody's answers."""
    from caicach.core.documents.transfer import reading_from_plain

    if run.reading is None:
        raise ValueError(f"run {run.pk} has no reading")
    return reading_from_plain(run.reading)


class Review:
    """A run under review: its reading, the answers so far, and what would come of them."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.before = reading_of(run)
        self.answers = {
            one.key: GivenAnswer(one.value, one.version, one.made_by, one.made_at)
            for one in run.decisions.select_related("made_by")
        }
        self.questions: list[Question] = questions_of(self.before, self.answers)
        self.reading = with_answers(self.before, self.questions)

    @cached_property
    def groups(self) -> list[QuestionGroup]:
        """The questions, alike ones together."""
        return grouped(self.questions)

    @property
    def open_count(self) -> int:
        return open_count(self.questions)

    @property
    def head_answer(self) -> GivenAnswer | None:
        return self.answers.get(HEAD_KEY)

    @property
    def head(self) -> PlanHead | None:
        """The head as a person has confirmed it; None before that."""
        answer = self.head_answer
        return head_from_answer(answer.value, self.before) if answer else None

    @property
    def owner(self) -> Agency | None:
        answer = self.head_answer
        return Agency.objects.filter(code=answer.value["owner"]).first() if answer else None

    @property
    def kind(self) -> str:
        return str(self.head_answer.value["kind"]) if self.head_answer else ""

    def existing(self) -> Plan | None:
        """The plan in the system with the same owner, year and number: this document is its newer text."""
        head, owner = self.head, self.owner
        return self.same_document(head, owner) if head is not None and owner is not None else None

    def same_document(self, head: PlanHead, owner: Agency) -> Plan | None:
        """The newest living version of the plan that has this owner, year and number."""
        if not head.number:
            return None
        same = Plan.objects.filter(owner=owner, number=head.number, year=head.year)
        return same.exclude(state=PlanState.WITHDRAWN).order_by("-number_of_version").first()

    def differences(self, plan: Plan) -> list[Difference]:
        """Row by row, what this document says otherwise than a plan in the system."""
        return compare(texts_of_plan(plan), texts_of_contents(row_contents_of(self.reading)))
