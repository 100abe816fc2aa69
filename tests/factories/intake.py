"""An importer for tests, and runs at every state."""

import json

import factory
from factory.django import DjangoModelFactory

from caicach.core.documents.errors import UnreadableDocument
from caicach.files.policy import DOCUMENTS
from caicach.intake.importers import Importer
from caicach.intake.models import Decision, ImportRun, RunState
from caicach.people.permissions import Permission
from tests.factories.agencies import MembershipFactory
from tests.factories.files import StoredFileFactory


def read_lines(run, path, context):
    """The reading of a text: its lines. A text that begins with "?" cannot be read."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if lines[0].startswith("?"):
        raise UnreadableDocument("documents.test_code", where="dòng 1", seen=3)
    context.progress(len(lines), len(lines))
    return json.loads(json.dumps({"lines": lines}))


LINES = Importer(
    code="dong",
    title="Nhập dòng",
    lead="Mỗi dòng là một việc.",
    policy=DOCUMENTS,
    permission=Permission.PLAN_DRAFT,
    read=read_lines,
    next_url=lambda run: f"/xem-lai/{run.pk}/",
    result_url=lambda run: f"/ket-qua/{run.result_key}/",
    steps=("Cấu trúc", "Cần xem lại", "Kiểm tra"),
)
OWN_LINES = Importer(
    code="dong-rieng",
    title="Nhập dòng của cơ quan",
    policy=DOCUMENTS,
    permission=Permission.AGENCY_PLAN_DRAFT,
    read=read_lines,
    next_url=lambda run: f"/xem-lai/{run.pk}/",
)


class ImportRunFactory(DjangoModelFactory):
    """A run that waits for its review."""

    class Meta:
        model = ImportRun

    importer = LINES.code
    file = factory.SubFactory(StoredFileFactory)
    file_name = "Kế hoạch.txt"
    state = RunState.REVIEW
    reading = factory.LazyFunction(lambda: {"lines": ["một", "hai"]})
    begun_by = factory.LazyFunction(lambda: MembershipFactory().user)


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = Decision

    run = factory.SubFactory(ImportRunFactory)
    key = factory.Sequence(lambda number: f"agency_unknown:{number}")
    value = "so-y-te"
    made_by = factory.SelfAttribute("run.begun_by")
