"""No Vietnamese word on an English page; that no English one is on a Vietnamese page is held by the walk of
`test_reading.py`, which reads every page in Vietnamese, with what stands here.

What people have entered (names, titles, words of documents) keeps its language; it is taken out before looking.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.utils import translation
from lxml import html

import caicach
from tests.permissions.canary import text_fields
from tests.permissions.table import cases

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CATALOGUE = Path(caicach.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
SPOKEN = ("title", "placeholder", "aria-label", "alt", "data-copied", "data-confirm")
SILENT = {"script", "style", "code", "kbd", "svg", "textarea"}  # in the last: what is typed, the words of a paper
ACCENTED = re.compile(r"[^\W\d_]*[À-ÖØ-öø-ỹ][^\W\d_]*")
WORD = re.compile(r"[^\W\d_]+")
QUOTED = re.compile(r"“[^”]*”")  # an example of what to type or what is printed
TYPED = ("Nghị quyết 1",)  # in the address of a page of the table
SAMPLES = {"ui:gallery"}  # the page of components is filled with invented content
NAMES = {"caicach", "zalo", "django", "apache", "openstreetmap", "totp"}  # proper names stay what they are


@cache
def catalogue():
    with CATALOGUE.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def forms(text):
    return text if isinstance(text, str) else " ".join(text)


@cache
def english_words():
    """Words that stand in the English of the catalogue and never in its Vietnamese."""
    vietnamese = {word for m in catalogue() for word in WORD.findall(forms(m.id).casefold())}
    english = {word for m in catalogue() for word in WORD.findall(forms(m.string).casefold())}
    return {word for word in english - vietnamese - NAMES if word.isascii() and len(word) > 2}


@cache
def vietnamese_words():
    """Accented words that the English itself quotes: examples of what to type."""
    return {word for m in catalogue() for word in ACCENTED.findall(forms(m.string).casefold())}


def entered():
    """Everything in the database that people may have written, the longest first."""
    own = [model for model in apps.get_models() if model.__module__.startswith("caicach.")]
    found = set()
    for model in own:
        for field in text_fields(model):
            for value in model._base_manager.values_list(field.attname, flat=True):
                found |= set(_texts(value))
    return sorted((text for text in found if len(text) > 1), key=len, reverse=True)


def _texts(value):
    if isinstance(value, str):
        yield value
        yield from value.split("\n")
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def english_in(text):
    """The words of a Vietnamese text that are English."""
    return sorted({word for word in WORD.findall(text.casefold()) if word in english_words()})


def pieces(element, language):
    """What is read on a page: its texts, and what a screen reader says of its parts; not what is said in another
    language on purpose, and so marked."""
    if not isinstance(element.tag, str) or element.tag in SILENT or element.get("lang", language) != language:
        return
    yield element.text or ""
    yield from (element.get(name, "") for name in SPOKEN)
    for child in element:
        yield from pieces(child, language)
        yield child.tail or ""


def texts_of(answer, language):
    """What is read on a page, one line for each of its texts; nothing where the answer is no page."""
    if answer.status_code != 200 or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    page = html.fromstring(answer.content.decode())
    return [" ".join(piece.split()) for piece in pieces(page, language) if piece.strip()]


def without_entered(found):
    """The texts of pages, each with its place, without what people have entered."""
    assert len(found) > 500, "most pages were not read"
    told = entered()
    return {_without(text, told): place for text, place in found.items()}


def read_in_english(world):
    """The texts of every page, each with the place where it was met first."""
    found = {}
    for case, expected in cases().items():
        role = next((role for role, status in expected.items() if status == 200), None)
        if case.method != "GET" or role is None or case.name in SAMPLES:
            continue
        client = world.clients[role]
        client.cookies.clear()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        if role in world.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[role]
        for text in texts_of(client.get(world.address(case.name, case.thing, role)), "en"):
            found.setdefault(text, case.name)
    return without_entered(found)


def _without(text, told):
    for known in (*told, *TYPED):
        if known in text:
            text = text.replace(known, " ")
    return text


@pytest.fixture(autouse=True)
def _in_vietnamese_again():
    """A page leaves its language behind; the next test begins in that of the site."""
    yield
    translation.activate(settings.LANGUAGE_CODE)


def test_english_pages_hold_no_vietnamese_word(world):
    met = [
        (place, text[:80], sorted(words))
        for text, place in read_in_english(world).items()
        if (words := set(ACCENTED.findall(QUOTED.sub("", text).casefold())) - vietnamese_words())
    ]
    assert not met, "\n".join(map(str, met))


def test_the_canaries_sing():
    """Words that must be noticed are noticed."""
    assert {"save", "search", "password", "plans"} <= english_words()
    assert set(ACCENTED.findall("Lưu kế hoạch")) == {"Lưu", "kế", "hoạch"}
    page = html.fromstring('<html><body><p>A<b title="B">C</b>D</p><script>E</script><i lang="vi">F</i></body></html>')
    assert sorted("".join(pieces(page, "en"))) == ["A", "B", "C", "D"]
