"""What agencies have written differs from the ledger, or from what another agency has written."""

import pytest
from django.utils.translation import override

from caicach.consolidation.composing import write_anew
from caicach.consolidation.contradictions import Kind, contradictions_of
from tests.factories.consolidation import WORDS, picked, province

pytestmark = pytest.mark.django_db


def found(report, kind):
    return [one for one in contradictions_of(report) if one.kind == kind]


def test_a_sentence_that_tells_another_number_than_the_ledger_is_found():
    made = province(words={**WORDS, "Sở Tư pháp": "Sở giải quyết đúng hạn 98/100 hồ sơ."})
    picked(made.section(), made.coordinator, "Sở giải quyết đúng hạn 98/100 hồ sơ.")
    (one,) = found(made.whole, Kind.LEDGER)
    assert one.one == "98"
    assert one.other.startswith("95 hồ sơ")


def test_two_agencies_that_tell_the_same_differently_are_found():
    words = {
        "Sở Tư pháp": "Toàn tỉnh đã rà soát 215 thủ tục hành chính nội bộ.",
        "Sở Nội vụ": "Toàn tỉnh có 210 thủ tục hành chính nội bộ được rà soát.",
    }
    made = province(words=words)
    picked(made.section(), made.coordinator, words["Sở Tư pháp"])
    (one,) = found(made.whole, Kind.AGENCIES)
    assert [one.one.rpartition(" ")[2], one.other.rpartition(" ")[2]] == ["215", "210"]


def test_a_reason_holds_in_whatever_language_the_page_is_read():
    words = {"Sở Tư pháp": "Toàn tỉnh đã rà soát 215 thủ tục nội bộ.", "Sở Nội vụ": "Toàn tỉnh có 210 thủ tục nội bộ."}
    made = province(words=words)
    write_anew(section=made.section(), text="Toàn tỉnh rà soát 214 thủ tục nội bộ, 9 việc khác.", by=made.coordinator)
    keys = [one.key for one in contradictions_of(made.whole)]
    assert len(keys) >= 2
    with override("en"):
        assert [one.key for one in contradictions_of(made.whole)] == keys
