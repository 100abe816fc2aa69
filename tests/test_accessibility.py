"""Nobody is shut out of any page of the site, and nothing scrolls sideways on a phone but tables.

The pages are those of the table of permissions: an address that is added there is looked at here.
"""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from django.core.management import call_command
from django.test.utils import override_settings
from pytest_django.live_server_helper import LiveServer

from tests.faults import faults_in_both_sizes
from tests.permissions import world as province
from tests.permissions.table import Case, cases
from tests.permissions.walking import patterns
from tests.walker import Walker, walkers

pytestmark = pytest.mark.browser
FILES = {
    "questionnaires:questionnaire_xlsx",
    "questionnaires:questionnaire_xform",
    "samples:draw_export",
    "agencyfiles:agency_export_csv",
    "agencyfiles:agency_export_xlsx",
    "outside:outside_sheet",
    "selfassessments:sheet_out",
    "crosswalks:crosswalk_yaml",
    "workbooks:set_xlsx",
    "criteria:set_yaml",
    "documentregister:document_export",
    "files:download",
    "meetings:invitation_docx",
    "meetings:meeting_export",
    "meetings:notice_docx",
    "notices:feed",
    "notices:mail_export",
    "obstacles:obstacle_export",
    "papers:form_mended",
    "people:typed_words",
    "targets:today",
    "comments:comments_docx",
    "consolidation:report_docx",
    "papers:template_file",
    "papers:template_preview",
    "reports:annex_export",
    "reports:matrix_export",
    "steering:rehearsal_export",
    "targets:values_export",
    "steering:workload_export",
    "improvement:agency_gaps_xlsx",
    "improvement:round_gaps_xlsx",
    "indicators:external_export",
    "indicators:indicator_export",
    "mfa_download_recovery_codes",
    "operation:healthz",
    "operation:readyz",
    "annexes:plan_docx",
    "annexes:plan_xlsx",
    "publications:notice_docx",
    "publications:publication_bundle",
    "publications:publication_docx",
    "publications:publication_xlsx",
    "publications:result_docx",
    "work:assignment_export",
    "work:my_work_export",
}
"""Addresses that answer with a file or a word instead of a page."""

LOOKS_FIRST = (
    "focal_point", "coordinator", "leader", "sysadmin", "auditor", "staff", "appraiser", "agency_head", "visitor",
)  # fmt: skip
ROOMS = sorted({name.partition(":")[0] if ":" in name else "people" for name in patterns() if name not in FILES})


def pages_of(room: str) -> Iterator[tuple[Case, str]]:
    """The pages of a room, each thing of the own agency once, with somebody who sees it."""
    for case, expected in cases().items():
        if (case.name.partition(":")[0] if ":" in case.name else "people") != room or case.name in FILES:
            continue
        who = next((role for role in LOOKS_FIRST if expected.get(role) == 200), None)
        if case.method == "GET" and who and not case.thing.startswith("other agency's"):
            yield case, who


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[province.World]:
    """The province, made once: looking at it changes nothing (`tests/permissions/test_reading.py`)."""
    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(FILES_ROOT=files, ALLOWED_HOSTS=["localhost"]):
        yield province.build()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def walks(world, chromium) -> Iterator[Callable[..., Walker]]:
    server = LiveServer("localhost")
    with walkers(chromium, server.url) as begin:
        yield begin
    server.stop()


@pytest.fixture(scope="module")
def walker_as(world, walks) -> Callable[[str], Walker]:
    """Somebody of a role, in a window that is used for all rooms."""
    # The checker brings its own script, so the policy is lifted here; tests/ui holds it.
    return cache(lambda role: walks(session=world.sessions.get(role), bypass_csp=True))


@pytest.fixture(scope="module")
def known() -> set[str]:
    """The kinds of elements that were looked at on any page."""
    return set()


@pytest.mark.django_db  # lets the tables be made; the walks take no transaction, the site answers on another connection
def test_every_file_has_an_address():
    assert set(patterns()) >= FILES


@pytest.mark.parametrize("room", ROOMS)
def test_nobody_is_shut_out_of_a_room(room, world, walker_as, known):
    wrong = []
    for case, who in pages_of(room):
        walker = walker_as(who)
        answer = walker.page.goto(walker.site + world.address(case.name, case.thing, who))
        faults = [] if answer.status == 200 else [f"answers {answer.status}"]
        faults += faults_in_both_sizes(walker.page, known)
        wrong += [f"{case.name} ({case.thing}) as {who}: {fault}" for fault in faults]
    assert not wrong, "\n".join(wrong)
