"""A submission of a client of OpenRosa: its XML as a sheet of answers, or refused as a whole.

Elements bear the names of groups and questions, nested as in the form; one that is not asked may be missing. Metadata
other than what tells one submission from another (who, where, which telephone) is not kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from caicach.core.errors import CoreError
from caicach.core.surveys.answering import Sheet
from caicach.core.surveys.questionnaire import Group, Kind, Question, Questionnaire
from caicach.core.surveys.xform import ROOT
from caicach.core.text import nfc

LARGEST = 2_000_000  # bytes
LONGEST_ID = 200

_FORMS = "{http://www.w3.org/2002/xforms}"
_OPENROSA = "{http://openrosa.org/xforms}"
_META = frozenset(
    {
        "audit",
        "deprecatedID",
        "deviceID",
        "email",
        "instanceID",
        "instanceName",
        "phoneNumber",
        "simID",
        "simSerial",
        "subscriberID",
        "timeEnd",
        "timeStart",
        "userID",
    }
)


class BadSubmission(CoreError):
    """A submission that is not taken. params: why (a code), found (the name or value that is wrong).

    why: large, xml (not well formed), entities (a doctype or what it declares), root, form, version, no_instance,
    long_instance, unknown (such an element is not asked for there), repeated, words (where no answer stands).
    """

    code = "surveys.bad_submission"

    def __init__(self, *, why: str, found: str = "") -> None:
        super().__init__(why=why, found=found)
        self.why, self.found = why, found


@dataclass(frozen=True, slots=True)
class Heading:
    """What a submission says of itself. replaces: the id of the submission that it corrects, if any."""

    form: str
    version: str
    instance_id: str
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """A submission whose answers may still be faulty: `answering.answered` tells."""

    heading: Heading
    sheet: Sheet


def heading_of(xml: bytes) -> Heading:
    """Which form and version were answered: enough to find the questionnaire. BadSubmission where it does not say."""
    return _heading(_root(xml))


def answers_of(questionnaire: Questionnaire, xml: bytes) -> Submission:
    """The answers to a sound questionnaire. BadSubmission where it is not one of just this form and version."""
    root = _root(xml)
    heading = _heading(root)
    if heading.form != questionnaire.name:
        raise BadSubmission(why="form", found=heading.form)
    if heading.version != questionnaire.version:
        raise BadSubmission(why="version", found=heading.version)
    return Submission(heading, dict(_answers(root, questionnaire.members, is_outermost=True)))


def _root(xml: bytes) -> Element:
    if len(xml) > LARGEST:
        raise BadSubmission(why="large", found=str(len(xml)))
    try:
        root: Element = fromstring(xml, forbid_dtd=True)
    except DefusedXmlException as refused:
        raise BadSubmission(why="entities") from refused
    except (ParseError, LookupError, ValueError) as refused:  # the last two: encodings that are not read
        raise BadSubmission(why="xml") from refused
    if _name(root) != ROOT:
        raise BadSubmission(why="root", found=root.tag)
    return root


def _heading(root: Element) -> Heading:
    metas = [child for child in root if _is_meta(child)]
    if len(metas) > 1:
        raise BadSubmission(why="repeated", found="meta")
    meta = dict(_metadata(metas[0])) if metas else {}
    if not meta.get("instanceID"):
        raise BadSubmission(why="no_instance")
    for name in ("instanceID", "deprecatedID"):
        if len(meta.get(name, "")) > LONGEST_ID:
            raise BadSubmission(why="long_instance", found=name)
    return Heading(
        form=nfc(root.get("id", "")),
        version=nfc(root.get("version", "")),
        instance_id=meta["instanceID"],
        replaces=meta.get("deprecatedID", ""),
    )


def _is_meta(element: Element) -> bool:
    return element.tag in ("meta", f"{_FORMS}meta", f"{_OPENROSA}meta")


def _metadata(meta: Element) -> Iterator[tuple[str, str]]:
    for child in _once(meta):
        name = child.tag.removeprefix(_OPENROSA).removeprefix(_FORMS)
        if name not in _META:
            raise BadSubmission(why="unknown", found=child.tag)
        yield name, _words(child).strip()


def _name(element: Element) -> str:
    """Its name, which forms have in no namespace or in that of XForms; others stay with theirs and fit nothing."""
    return element.tag.removeprefix(_FORMS)


def _once(parent: Element) -> Iterator[Element]:
    """The children of an element that holds nothing else; none twice."""
    seen: set[str] = set()
    around = [parent.text, *(child.tail for child in parent)]
    if any(text and text.strip() for text in around):
        raise BadSubmission(why="words", found=parent.tag)
    for child in parent:
        name = child.tag.removeprefix(_OPENROSA).removeprefix(_FORMS)
        if name in seen:
            raise BadSubmission(why="repeated", found=name)
        seen.add(name)
        yield child


def _answers(
    parent: Element, members: tuple[Group | Question, ...], *, is_outermost: bool = False
) -> Iterator[tuple[str, str | list[str]]]:
    named = {member.name: member for member in members}
    for child in _once(parent):
        if is_outermost and _is_meta(child):
            continue
        member = named.get(_name(child))
        if member is None:
            raise BadSubmission(why="unknown", found=child.tag)
        if isinstance(member, Group):
            yield from _answers(child, member.members)
        elif (words := _words(child)).strip() and member.kind.is_asked:
            yield member.name, words.split() if member.kind is Kind.SELECT_MULTIPLE else words


def _words(element: Element) -> str:
    """What is written in an element that holds no others."""
    if len(element):
        raise BadSubmission(why="unknown", found=element[0].tag)
    return nfc(element.text or "")
