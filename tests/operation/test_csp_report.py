"""What a browser reports as blocked comes into the log: short, without addresses, and not without end."""

import json
import logging

import pytest
from django.test import Client

from caicach.operation import views

ADDRESS = "/bao-cao-csp"
OLD_FORM = {
    "csp-report": {
        "document-uri": "http://testserver/tai-khoan/moi/mot-khoa-bi-mat/",
        "violated-directive": "script-src 'self'",
        "blocked-uri": "https://xau.example/a.js?x=1",
    }
}
NEW_FORM = [{"body": {"documentURL": "/tro-giup/", "effectiveDirective": "style-src-elem", "blockedURL": "inline"}}]


@pytest.fixture
def told(caplog):
    views._told.clear()
    caplog.set_level(logging.WARNING, logger="caicach.security")
    return lambda: [record.getMessage() for record in caplog.records if record.name == "caicach.security"]


def report(body, **kwargs):
    content = body if isinstance(body, str) else json.dumps(body)
    return Client(enforce_csrf_checks=True).post(ADDRESS, content, content_type="application/csp-report", **kwargs)


def test_both_forms_are_told_without_the_secret_in_an_address(told):
    assert [report(OLD_FORM).status_code, report(NEW_FORM).status_code] == [204, 204]
    assert told() == [
        "content policy: script-src blocked https://xau.example on the page people:redeem_invitation",
        "content policy: style-src-elem blocked inline on the page handbook",
    ]


@pytest.mark.parametrize("body", ["", "{", "[]", "[1]", "{}", '{"csp-report": 3}', '"a"', "x" * 9000])
def test_what_is_no_report_is_not_told(told, body):
    assert report(body).status_code == 204
    assert told() == []


def test_a_flood_of_reports_fills_no_log(told):
    for _ in range(views.MOST_EACH_MINUTE + 20):
        assert report(NEW_FORM).status_code == 204
    assert len(told()) == views.MOST_EACH_MINUTE


def test_line_breaks_and_signs_of_a_terminal_do_not_reach_the_log(told):
    body = {"csp-report": {"document-uri": "/\n", "violated-directive": "img-src\n\x1b[31m", "blocked-uri": "data\nx"}}
    assert report(body).status_code == 204
    assert not any(sign in line for line in told() for sign in "\n\x1b")
