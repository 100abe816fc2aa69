"""A word in every text of the other agency, one word for each kind of secret, and who may ever meet it."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.http import HttpResponseBase
from django.utils import timezone

from caicach.agencies.models import Agency, AgencyGroup, AgencyName, Domain, DomainLead, Succession
from caicach.amendments.models import Amendment
from caicach.assessments.models import Appeal, Assessment, Entry, EntryEvidence, Score
from caicach.audit.trail import record
from caicach.comments.models import Comment, CommentCall
from caicach.consolidation.models import ConsolidatedSection, ConsolidationMove, ContradictionAnswer, SectionStep
from caicach.core.text import fold
from caicach.delegations.models import Delegation
from caicach.files.models import Document, DocumentVersion
from caicach.intake.models import Decision, ImportRun
from caicach.meetings.models import AgendaItem, Meeting, Participant
from caicach.notes.models import Note, NoteAnswer
from caicach.notices.models import Mail, Notice, Reminder
from caicach.obstacles.models import DutyRequest, Obstacle, ObstacleStep, TriggerEvent
from caicach.papers.models import MadePaper, SentPaper
from caicach.people.models import User
from caicach.plans.models import ItemDuty, Plan, PlanItem, Target
from caicach.publications.models import PublishedResult
from caicach.reports.models import PartFigure, PartMove, PartSection
from caicach.targets.models import Gauge, TargetValue
from caicach.work.models import ReportEvidence
from tests.factories.plans import TargetFactory
from tests.permissions.world import Side, World, kept_file

WORDS = {
    "draft": "qxsoan",
    "plan": "qxbanhanh",
    "duty": "qxbaocao",
    "import": "qxnhap",
    "person": "qxcanbo",
    "round": "qxchamdiem",
    "figure": "qxsolieu",
    "document": "qxsovanban",
    "report": "qxtonghop",
    "meeting": "qxcuochop",
    "loan": "qxlamthay",
}
ASIDE = "qzcanh"
"""Stands beside each word: a search for it must not find what the word stands in."""

OF_THE_TRAIL = {"inspector", "auditor", "sysadmin"}
WATCHERS = {"appraiser", "coordinator", "leader", "inspector"}
PROVINCE_VIEWERS = WATCHERS | {"survey_manager", "auditor"}
MAY_MEET: dict[str, set[str]] = {
    "draft": OF_THE_TRAIL,
    "plan": PROVINCE_VIEWERS | OF_THE_TRAIL,
    "duty": WATCHERS | OF_THE_TRAIL,
    "document": {"coordinator", "leader", "inspector"} | OF_THE_TRAIL,
    "import": OF_THE_TRAIL,
    "person": WATCHERS | OF_THE_TRAIL,
    "round": WATCHERS | OF_THE_TRAIL,
    "figure": WATCHERS | OF_THE_TRAIL,
    "report": WATCHERS | OF_THE_TRAIL,
    "meeting": {"coordinator", "leader", "inspector"} | OF_THE_TRAIL,
    "loan": OF_THE_TRAIL,
}
"""The trail names what was done to what, and those who may read it read all of it."""

OPEN_MODELS = {Agency, AgencyName, Succession, AgencyGroup, Domain, DomainLead}
"""The register of agencies: everybody who signs in reads it."""

NO_TEXT = {
    "plans.Plan": {"totals", "correction"},
    "notices.Notice": {"key", "path"},
    "notices.Mail": {"key"},
    "plans.Target": {"measures"},
    "plans.PlanItem": {"path", "source", "source_place", "scores"},
    "files.StoredFile": {"sha256", "media_type"},
    "files.Document": {"number_key", "head_problem"},
    "intake.ImportRun": {"importer", "result_key", "params"},
    "intake.Decision": {"key"},
    "jobs.Job": {"kind", "worker", "params"},
    "papers.PdfCopy": {"problem"},
    "people.User": {"password", "language"},
    "plans.RemovedRows": set(),
    "delegations.Delegation": {"permissions"},
    "assessments.Assessment": {"submitted_hash", "route"},
    "assessments.Score": {"claim", "figures", "reason_code"},
    "indicators.Figure": {"source", "rows_url"},
    "targets.Gauge": {"quarters"},
    "reports.ReportPart": {"level", "signed_hash"},
    "reports.PartSection": {"code", "title", "guide"},
    "reports.PartMove": {"sections"},
    "consolidation.Consolidation": {"level", "signed_hash", "built_mark", "signed_block"},
    "consolidation.ConsolidatedSection": {"code", "title"},
    "consolidation.SectionStep": {"act"},
    "consolidation.ContradictionAnswer": {"key", "kind"},
    "publications.PublishedResult": {"name", "group", "band", "missing"},
}
"""Fields that hold keys, marks and figures, never words of a person; of results what is published to everybody."""

NOT_OF_AN_AGENCY = {
    "questionnaires.Questionnaire",
    "samples.Frame",
    "samples.FrameUnit",
    "samples.Draw",
    "samples.SampledUnit",
    "assessments.Round",
    "assessments.Window",
    "assessments.RoundAppraiser",
    "publications.Publication",
    "rounds.Reopening",
    "criteria.CriteriaSet",
    "criteria.Criterion",
    "criteria.Crosswalk",
    "reports.ReportKind",
    "reports.ReportRound",
    "indicators.Indicator",
    "indicators.ExternalIndex",
    "indicators.ExternalResult",
    "notices.Feed",
    "notices.DigestRun",
    "notices.MailRefusal",
    "people.Invitation",
    "papers.TemplateVersion",
    "papers.TemplateUse",
    "people.SentForm",
    "people.TypedWords",
    "people.SignInFailure",
    "audit.AuditHead",
    "audit.AuditEvent",
    "agencies.Membership",
}


def words(kind: str) -> str:
    return f"{WORDS[kind]} {ASIDE}"


def plant(world: World) -> set[str]:
    """Write the words into the rows of the other agency. Returns the fields written, as `room.Model.field`."""
    side, written, told = world.other, set(), {}
    for kind, rows in _rows_of(side):
        for row in rows:
            written |= _write(row, words(kind))
            told[kind] = row
    for kind, row in told.items():  # one each: the trail shows its newest lines first
        record("work.progress_reported", actor=side.person, target=row, text=words(kind))
    return written


def _rows_of(side: Side) -> Iterator[tuple[str, Iterable[models.Model]]]:
    yield "report", ConsolidatedSection.objects.filter(report__agency=side.agency)
    for of_report in (ContradictionAnswer, CommentCall, ConsolidationMove):
        yield "report", of_report.objects.filter(report__agency=side.agency)
    yield "report", SectionStep.objects.filter(section__report__agency=side.agency)
    yield "report", Comment.objects.filter(call__report__agency=side.agency)
    assessments = Assessment.objects.filter(agency=side.agency)
    entries = Entry.objects.filter(assessment__in=assessments)
    papers = Document.objects.filter(agency=side.agency)
    yield "round", [*assessments, *entries, *papers.exclude(proves=None).distinct()]
    loose = list(papers.filter(proves=None, proves_reports=None))
    sent = SentPaper.objects.create(file=side.paper, name="x", sent_by=side.person)
    made = MadePaper.objects.filter(agency=side.agency)
    yield "document", [sent, *made, *loose, *DocumentVersion.objects.filter(document__in=loose), side.document.file]
    for model in (Score, EntryEvidence, Appeal):
        yield "round", model.objects.filter(entry__in=entries)
    yield "round", PublishedResult.objects.filter(agency=side.agency)
    sections = PartSection.objects.filter(part__agency=side.agency, code="procedure")
    yield "report", [*sections, *PartFigure.objects.filter(section__in=sections, indicator__code="case_files_on_time")]
    notes = Note.objects.filter(section__part__agency=side.agency)
    yield "report", [*notes, *NoteAnswer.objects.filter(note__in=notes)]
    yield "report", PartMove.objects.filter(part__agency=side.agency)
    for kind, plan in (("draft", side.draft), ("plan", side.issued)):
        TargetFactory(plan=plan)
        yield kind, [plan, *plan.items.all(), *Target.objects.filter(plan=plan)]
        yield kind, ItemDuty.objects.filter(item__plan=plan)
    yield "draft", [side.removed]
    evidence = kept_file("Minh chứng kín.txt", words("duty").encode(), side.person)
    paper = Document.objects.create(agency=side.agency, title="x", file=evidence, registered_by=side.person)
    piece = ReportEvidence.objects.create(report=side.report, document=paper, file=evidence)
    yield "duty", [paper, side.piece.document, piece, side.piece]
    yield "duty", _answered(Reminder.objects.filter(assignment=side.duty), side.person)
    yield "duty", [*Notice.objects.filter(user=side.person), *Mail.objects.filter(user=side.person)]
    yield "duty", [side.duty, side.handed_in, side.duty_of_unit, side.report, side.evidence, evidence]
    yield "loan", Delegation.objects.filter(agency=side.agency)
    meetings = Meeting.objects.filter(participants__agency=side.agency)
    yield "meeting", [*meetings, *AgendaItem.objects.filter(meeting__in=meetings)]
    yield "meeting", Participant.objects.filter(agency=side.agency)
    obstacles = Obstacle.objects.filter(assignment__agency=side.agency).exclude(addressed_to__code="so-y-te")
    yield "duty", [*obstacles, *ObstacleStep.objects.filter(obstacle__in=obstacles)]
    yield "duty", DutyRequest.objects.filter(assignment__agency=side.agency)
    yield "duty", TriggerEvent.objects.filter(duties__assignment__agency=side.agency)
    runs = [side.run, side.ready_run]
    yield "import", [*runs, *(run.file for run in runs), side.job, *Decision.objects.filter(run__in=runs)]
    yield "figure", [side.figure, side.frozen]
    amendment = Amendment.objects.create(plan=side.issued, reason="x", written_by=side.head)
    yield "plan", [amendment]
    yield "figure", Gauge.objects.filter(target__plan=side.issued)
    yield "figure", TargetValue.objects.filter(agency=side.agency)
    yield "person", User.objects.filter(memberships__agency__in=[side.agency, side.unit]).distinct()


def _answered(rows: Iterable[Reminder], by: User) -> Iterator[Reminder]:
    """An answer is words with a day and a person: the database takes no word without them."""
    for row in rows:
        row.answered_at, row.answered_by = timezone.now(), by
        yield row


def _write(row: models.Model, text: str) -> set[str]:
    """The text in each field for words, in JSON wherever words stand."""
    label = row._meta.label
    written = set()
    for field in text_fields(type(row)):
        value = text[: field.max_length or None]
        if isinstance(field, models.JSONField):
            value = _in_json(row, field.name, text)
        if field.name == "search_text":
            value = fold(text)
        if field.unique:
            value = f"{value[:-12]}{row.pk}"[: field.max_length]
        setattr(row, field.attname, value)
        written.add(f"{label}.{field.name}")
    row.save()
    return written


def _in_json(row: models.Model, name: str, text: str) -> Any:
    if isinstance(row, ImportRun) and name == "reading":
        return _reread(row.reading, text)
    if isinstance(row, Decision):
        return row.value | {"label": text} | ({"title": text, "number": text} if "title" in row.value else {})
    if isinstance(row, PlanItem) and name == "schedule":
        return {"kind": "month", "text": text, "end_text": text}
    if isinstance(row, PublishedResult):
        leaves = {code: leaf | {"reasons": {"appraised": text}} for code, leaf in row.content["leaves"].items()}
        return row.content | {"leaves": leaves}
    if isinstance(row, Plan) and name == "duties":
        return [{"agency": text, "asked": [text]}]
    if isinstance(row, Plan):
        return [text]
    if isinstance(row, PartSection):
        told = {"state": "obstacle", "assignment": str(row.pk), "code": "", "title": text, "text": text}
        return [*row.rows, told]
    if isinstance(row, ConsolidatedSection | SectionStep):
        held = getattr(row, name)
        return {**held, "passages": [*held.get("passages", []), _passage(text)]}
    if name == "rows":
        return [{"model": "plans.planitem", "fields": {"title": text}}]
    return {"code": "documents.agency_unknown", "params": {"sentence": text, "value": text}}


def _passage(text: str) -> dict[str, Any]:
    return {"key": "x", "text": text, "by": 0, "name": "", "at": "", "origins": [], "computed": []}


def _reread(plain: Any, text: str) -> Any:
    """The reading with the text in its titles and printed words; marks and keys stay."""
    if isinstance(plain, dict):
        spoken = ("title", "text", "printed", "lead_text", "number", "issuer", "note", "end_text", "agency")
        return {
            key: text if key in spoken and isinstance(value, str) else _reread(value, text)
            for key, value in plain.items()
        }
    return [_reread(part, text) for part in plain] if isinstance(plain, list) else plain


def text_fields(model: type[models.Model]) -> list[Any]:
    """The fields of a model that may hold words of a person."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    silent = NO_TEXT.get(model._meta.label, set())
    return [f for f in model._meta.concrete_fields if isinstance(f, kinds) and not f.choices and f.name not in silent]


def fields_to_plant() -> set[str]:
    """Every field of the site that may hold words of one agency that others must not read."""
    own = [model for model in apps.get_models() if model.__module__.startswith("caicach.")]
    secret = [model for model in own if model not in OPEN_MODELS and model._meta.label not in NOT_OF_AN_AGENCY]
    return {
        f"{model._meta.label}.{field.name}"
        for model in secret
        for field in text_fields(model)
        if not model._meta.label.endswith("Session")
    }


def text_of(answer: HttpResponseBase) -> str:
    """All that can be read in an answer: pages, tables, the parts of office files, where it leads on to."""
    content = b"".join(answer) if answer.streaming else answer.content
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            content = b"\n".join(package.read(name) for name in package.namelist())
    return content.decode(errors="replace") + str(sorted(answer.headers.items()))


def met(text: str) -> set[str]:
    """The kinds of secrets whose word stands in a text, however it is written."""
    plain = fold(text)
    return {kind for kind, word in WORDS.items() if word in plain or word in text}


def without_tokens(text: str) -> str:
    """A page without what differs from one request to the next."""
    return re.sub(r'[A-Za-z0-9]{64}|[0-9a-f]{8}-[0-9a-f-]{27}|seconds-left="[0-9]+"', "", text)
