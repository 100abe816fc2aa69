"""The importer of plans: what intake calls to have a document read, and what comes of a run."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caicach.agencies.directory import agency_directory
from caicach.agencies.models import Agency
from caicach.core.documents.reading import Reading
from caicach.files.policy import DOCUMENTS
from caicach.intake.importers import Importer, register
from caicach.intake.models import ImportRun
from caicach.intake.services import finish_run
from caicach.jobs.context import JobContext
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.plans.answers import with_answers
from caicach.plans.compare import Change, Difference, compare, texts_of_contents, texts_of_plan
from caicach.plans.contents import contents_of
from caicach.plans.drafting import PlanHead, draft_from_reading
from caicach.plans.errors import NothingNew, QuestionsOpen
from caicach.plans.models import Plan, PlanState
from caicach.plans.questions import HEAD_KEY, GivenAnswer, Question, open_count, questions_of

PROVINCE_CODE, AGENCY_CODE = "ke-hoach", "ke-hoach-co-quan"
CODES = (PROVINCE_CODE, AGENCY_CODE)
STEPS = (_("Cấu trúc"), _("Cần xem lại"), _("Kiểm tra"), _("Ban hành"))


def register_importers() -> None:
    """One way in for plans of the province, one for an agency's own."""
    register(_importer(PROVINCE_CODE, _("Nhập kế hoạch"), Permission.PLAN_DRAFT))
    register(_importer(AGENCY_CODE, _("Nhập kế hoạch của cơ quan"), Permission.AGENCY_PLAN_DRAFT))


def _importer(code: str, title: str | Promise, permission: Permission) -> Importer:
    return Importer(
        code=code,
        title=title,
        permission=permission,
        policy=DOCUMENTS,
        read=read_document,
        next_url=next_url,
        result_url=result_url,
        steps=STEPS,
        lead=_("Chọn văn bản đã ký. Hệ thống đọc, hỏi lại chỗ chưa chắc, rồi bạn kiểm tra trước khi ban hành."),
    )


def read_document(run: ImportRun, path: Path, context: JobContext) -> dict[str, Any]:
    """Read a file in the jail; names of agencies are meant as on the day of the document itself."""
    from caicach.core.documents.jail import read_file  # late: a site that reads nothing starts no reader
    from caicach.core.documents.recognition.resolution import resolve_agencies
    from caicach.core.documents.transfer import reading_to_plain

    reading = read_file(path, name=run.file_name)
    day = _day_of(reading)
    return reading_to_plain(resolve_agencies(reading, agency_directory(day)))


def reading_of(run: ImportRun) -> Reading:
    """What was read of a run's file, without anybody's answers."""
    from caicach.core.documents.transfer import reading_from_plain

    if run.reading is None:
        raise ValueError(f"run {run.pk} has no reading")
    return reading_from_plain(run.reading)


def next_url(run: ImportRun) -> str:
    return reverse("plans:wizard_structure", args=[run.pk])


def result_url(run: ImportRun) -> str:
    return reverse("plans:plan_detail", args=[run.result_key])


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
        return compare(texts_of_plan(plan), texts_of_contents(contents_of(self.reading)))


def head_from_answer(value: Mapping[str, Any], reading: Reading) -> PlanHead:
    day = value.get("issued_on")
    names = ("title", "theme", "document_kind", "number", "issuer", "signer")
    texts = {name: str(value.get(name, "")) for name in names}
    return PlanHead(
        year=int(value["year"]),
        issued_on=date.fromisoformat(day) if day else None,
        legal_bases=reading.head.legal_bases,
        recipients=reading.head.recipients,
        **texts,
    )


def head_answer(head: PlanHead, *, kind: str, owner: Agency) -> dict[str, Any]:
    """The confirmed head as the value of a decision."""
    names = ("year", "title", "theme", "document_kind", "number", "issuer", "signer")
    value: dict[str, Any] = {name: getattr(head, name) for name in names}
    value["issued_on"] = head.issued_on.isoformat() if head.issued_on else None
    return value | {"kind": kind, "owner": owner.code, "label": f"{head.number} {head.title}".strip()}


@transaction.atomic
def draft_from_run(*, run: ImportRun, by: User) -> Plan:
    """Make the draft of a reviewed run: every doubt is answered, and what the system knows already is not repeated."""
    run = ImportRun.objects.select_for_update(of=("self",)).select_related("file").get(pk=run.pk)
    review = Review(run)
    head, owner = review.head, review.owner
    if review.open_count or head is None or owner is None:
        raise QuestionsOpen(count=review.open_count or 1)
    existing = review.existing()
    if existing and all(row.change is Change.SAME for row in review.differences(existing)):
        raise NothingNew(plan=existing)
    plan = draft_from_reading(
        reading=review.reading,
        head=head,
        owner=owner,
        kind=review.kind,
        by=by,
        source_file=run.file,
        follows=existing,
    )
    finish_run(run=run, result_key=str(plan.pk), by=by)
    return plan


def _day_of(reading: Reading) -> date:
    head = reading.head
    if head.issued_on:
        return head.issued_on
    return date(head.year, 1, 1) if head.year and 1900 < head.year < 2200 else timezone.localdate()
