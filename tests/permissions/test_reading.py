"""One walk over everything that can be read, as every role: it answers as the table says, changes nothing, shows nobody
the secrets of another agency, holds no word of another language, and every answer carries the headers that protect who
reads it."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

import pytest
from django.db import connection, transaction

from caicach.operation.census import census
from tests.permissions.bodies import body_for
from tests.permissions.canary import MAY_MEET, fields_to_plant, met, text_of
from tests.permissions.table import VISITOR, Case, cases
from tests.permissions.test_language import SAMPLES, english_in, texts_of, without_entered
from tests.permissions.walking import written_only_if

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SESSIONS = re.compile(r'"(django_session|people_session)"|SAVEPOINT', re.IGNORECASE)
SEEN_USE = re.compile(r'UPDATE "notices_feed" SET "used_at"')  # the owner of a calendar sees when it was read last
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP)\b", re.IGNORECASE)
SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "object-src 'none'")
ROLES = sorted(next(iter(cases().values())))


class Watch:
    """Notes every statement that writes to a table other than that of the sessions."""

    def __init__(self):
        self.seen = []

    def __call__(self, execute, sql, params, many, context):
        if WRITES.match(sql) and not SESSIONS.search(sql) and not SEEN_USE.match(sql):
            self.seen.append(sql[:120])
        return execute(sql, params, many, context)


@dataclass
class Found:
    """What a walk has met, each with the place."""

    written: list[str] = field(default_factory=list)
    unguarded: list[str] = field(default_factory=list)
    unlike: list[str] = field(default_factory=list)
    secrets: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    said: dict[str, str] = field(default_factory=dict)
    listened: set[Case] = field(default_factory=set)


@pytest.fixture(scope="module")
def found(world, planted):
    """Every address read as every role. What is shown is really written, as some things only happen then; the heads of
    pages are asked by one who sees them."""
    found, heads = Found(), set()
    for role in ROLES:
        for case, expected in cases().items():
            if case.method == "GET":
                read(world, case, role, expected[role], "GET", found)
                if expected[role] < 300 and case.name not in heads:
                    read(world, case, role, expected[role], "HEAD", found)
                    heads.add(case.name)
    return found


def read(world, case, role, expected, method, found):
    place, watch = f"{method} {case.name} ({case.thing}) as {role}", Watch()
    with connection.execute_wrapper(watch), written_only_if(expected < 300):
        answer = world.ask(role, method, world.address(case.name, case.thing, role))
    found.written += [f"{place}: {sql}" for sql in watch.seen]
    found.unguarded += [f"{place}: {lack}" for lack in lacking(answer)]
    if answer.status_code != expected:
        found.unlike.append(f"{place}: {answer.status_code} instead of {expected}")
    for kind in met(text_of(answer)):
        found.secrets[kind].setdefault(role, place)
    if method == "GET" and expected == 200 and case not in found.listened and case.name not in SAMPLES:
        found.listened.add(case)
        for text in texts_of(answer, "vi"):
            found.said.setdefault(text, place)


def tables():
    return {table: rows for table, rows in census("default").items() if not table.endswith("session")}


def test_reading_changes_nothing(world, planted, request):
    before = tables()
    found = request.getfixturevalue("found")
    assert not found.written, "\n".join(found.written)
    assert tables() == before


def test_everybody_who_reads_gets_the_answer_of_the_table(found):
    assert not found.unlike, "\n".join(found.unlike)


def test_every_answer_is_guarded(found):
    assert not found.unguarded, "\n".join(found.unguarded)


def test_vietnamese_pages_hold_no_english_word(found):
    heard = {text: (place, english_in(text)) for text, place in without_entered(found.said).items()}
    strange = [f"{place}: {words} in {text[:80]}" for text, (place, words) in heard.items() if words]
    assert not strange, "\n".join(strange)


def test_every_text_of_an_agency_has_its_secret_word(planted):
    assert planted == fields_to_plant()


@pytest.mark.parametrize("kind", MAY_MEET)
def test_a_secret_is_met_by_those_who_may_and_by_nobody_else(found, kind):
    """That the allowed meet it proves that the walk would see it."""
    told = {role: place for role, place in found.secrets[kind].items() if role not in MAY_MEET[kind]}
    assert not told
    assert set(found.secrets[kind]) == MAY_MEET[kind]


def test_the_watch_sees_what_is_written(world):
    """The walk can fail: a changed profile is a write."""
    watch, before = Watch(), tables()
    with transaction.atomic(), connection.execute_wrapper(watch):
        world.ask("staff", "POST", world.address("people:profile", ""), body_for("people:profile", {}))
        assert tables() != before
        transaction.set_rollback(True)
    assert watch.seen


def test_answers_to_what_was_sent_are_guarded_too(world):
    lacks = []
    for case in (case for case in cases() if case.method == "POST"):
        with transaction.atomic():
            answer = world.ask(VISITOR, "POST", world.address(case.name, case.thing), {})
            transaction.set_rollback(True)
        lacks += [f"{case.name}: {lack}" for lack in lacking(answer)]
    assert not lacks, "\n".join(lacks)


def lacking(answer):
    """Which of the protecting headers an answer lacks."""
    lacks = [name for name, value in SAFE_HEADERS.items() if answer.headers.get(name) != value]
    policy = answer.headers.get("Content-Security-Policy", "")
    if "sandbox" in policy:  # a file that was uploaded: nothing at all may come of it
        return lacks + [part for part in ("default-src 'none'",) if part not in policy]
    lacks += [part for part in POLICY if part not in policy]
    lacks += ["unsafe"] if "unsafe" in policy else []
    return lacks + [name for name in ("Server", "X-Powered-By") if name in answer.headers]
