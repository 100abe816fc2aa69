"""Nobody is shut out of any page of the site, and nothing scrolls sideways on a phone but tables.

The pages are those of the table of permissions: an address that is added there is looked at here.
"""

from collections.abc import Iterator

import pytest

from tests.faults import faults_in_both_sizes
from tests.permissions import world as province
from tests.permissions.table import Case, cases
from tests.permissions.walking import patterns

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FILES = {
    "agencies:agency_export_csv",
    "agencies:agency_export_xlsx",
    "assessments:outside_sheet",
    "assessments:sheet_out",
    "crosswalks:crosswalk_yaml",
    "workbooks:set_xlsx",
    "criteria:set_yaml",
    "files:download",
    "improvement:agency_gaps_xlsx",
    "improvement:round_gaps_xlsx",
    "indicators:external_export",
    "indicators:indicator_export",
    "mfa_download_recovery_codes",
    "operation:healthz",
    "operation:readyz",
    "plans:plan_docx",
    "plans:plan_rows_xlsx",
    "plans:plan_xlsx",
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


@pytest.mark.parametrize("room", ROOMS)
def test_nobody_is_shut_out_of_a_room(room, walks, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    world, walkers, wrong = province.build(), {}, []
    for case, who in pages_of(room):
        if who not in walkers:
            # The checker brings its own script, so the policy is lifted here; tests/ui holds it.
            walkers[who] = walks(session=world.sessions.get(who), bypass_csp=True)
        page = walkers[who].page
        answer = page.goto(walkers[who].site + world.address(case.name, case.thing, who))
        faults = [] if answer.status == 200 else [f"answers {answer.status}"]
        faults += faults_in_both_sizes(page)
        wrong += [f"{case.name} ({case.thing}) as {who}: {fault}" for fault in faults]
    assert not wrong, "\n".join(wrong)
