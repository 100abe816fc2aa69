"""What agencies have written for a section, what of it was picked, and who has written nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency
from caicach.consolidation import errors
from caicach.consolidation.models import ConsolidatedSection
from caicach.core.consolidating.passages import Origin, Passage, paragraphs_of, sentences_of, written_sentences
from caicach.reports.models import PartSection

PART, LEAD = "part", "lead"
Picked = set[tuple[str, str]]


class SourceState(models.TextChoices):
    """Whether the words of a source may be picked: only what is signed may."""

    SIGNED = "signed", _("đã ký, gửi")
    RETURNED = "returned", _("đang sửa lại")
    ABSENT = "absent", _("chưa gửi")


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """ref: how a form names it: section, version, paragraph, sentence."""

    ref: str
    text: str
    is_picked: bool


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    ref: str
    sentences: list[SourceSentence]

    @property
    def text(self) -> str:
        return " ".join(one.text for one in self.sentences)

    @property
    def is_picked(self) -> bool:
        return all(one.is_picked for one in self.sentences)


@dataclass(frozen=True, slots=True)
class Source:
    """One agency's words for a section. kind: its own part, or the section that it puts together as lead.

    writers: of the sentences of a lead, the agencies from whose parts it has picked them.
    """

    kind: str
    agency: Agency
    state: SourceState
    section: UUID
    version: int
    paragraphs: list[SourceParagraph]
    writers: Mapping[str, int] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(one.text for one in self.paragraphs)

    @property
    def is_picked(self) -> bool:
        return any(sentence.is_picked for one in self.paragraphs for sentence in one.sentences)

    @property
    def is_lead(self) -> bool:
        return self.kind == LEAD


def sources_of(section: ConsolidatedSection) -> list[Source]:
    """First what agencies in charge have put together, then the parts of agencies in the order of protocol."""
    return sources_by_section([section])[section.code]


def sources_by_section(sections: Sequence[ConsolidatedSection]) -> dict[str, list[Source]]:
    """The sources of some sections of one report by the code of the section, read at once."""
    found: dict[str, list[Source]] = {one.code: [] for one in sections}
    picked = {one.code: _picked_in(one) for one in sections}
    for code, source in (*_leads(sections, picked), *_parts(sections, picked)):
        found[code].append(source)
    return found


def origins_of(section: ConsolidatedSection, refs: list[str]) -> list[list[Origin]]:
    """The picked words: sentences of one paragraph together, in the order of the page. Refused where a source moved."""
    known = {one.section.hex: one for one in sources_of(section) if one.state == SourceState.SIGNED}
    found: dict[tuple[str, int], list[Origin]] = {}
    for ref in refs:
        key, version, paragraph, sentence = _read(ref)
        source = known.get(key)
        if source is None or source.version != version or paragraph >= len(source.paragraphs):
            raise errors.SourceMoved(agency=source.agency.brief if source else "…")
        sentences = source.paragraphs[paragraph].sentences
        wanted = sentences if sentence is None else sentences[sentence : sentence + 1]
        held = found.setdefault((key, paragraph), [])
        held += [_origin(source, one.text) for one in wanted if all(one.text != other.text for other in held)]
    return [one for one in found.values() if one]


def _origin(source: Source, text: str) -> Origin:
    return Origin(
        kind=source.kind, section=source.section.hex, agency=source.agency.pk, name=source.agency.brief,
        version=source.version, text=text,
    )  # fmt: skip


def _read(ref: str) -> tuple[str, int, int, int | None]:
    try:
        key, version, paragraph, *sentence = ref.split(".")
        return key, int(version), int(paragraph), int(sentence[0]) if sentence else None
    except ValueError as damage:
        raise errors.NothingPicked() from damage


def _picked_in(section: ConsolidatedSection) -> Picked:
    """Which sentences of which sources the text has."""
    return {
        (one.section, sentence)
        for passage in section.told.passages
        for one in passage.origins
        for sentence in (one.text, *sentences_of(one.text))
    }


def _leads(sections: Sequence[ConsolidatedSection], picked: Mapping[str, Picked]) -> Iterator[tuple[str, Source]]:
    report = sections[0].report if sections else None
    if report is None or not report.is_whole:
        return
    rows = ConsolidatedSection.objects.filter(report__round=report.round_id, code__in=picked, report__is_whole=False)
    rows = rows.select_related("report__agency")
    for row in rows.order_by("report__agency__protocol_order", "report__agency__collation_key"):
        passages = row.told.passages if row.report.is_signed else ()
        text = "\n".join(one.text for one in passages)
        yield row.code, Source(
            kind=LEAD, agency=row.report.agency, section=row.pk, version=row.version,
            state=SourceState.SIGNED if row.report.is_signed else SourceState.ABSENT,
            paragraphs=_paragraphs(row.pk, row.version, text, picked[row.code]), writers=_writers(passages),
        )  # fmt: skip


def _writers(passages: Iterable[Passage]) -> dict[str, int]:
    sentences = (one for passage in passages for one in written_sentences(passage))
    return {one.text: one.origin.agency for one in sentences if one.origin is not None}


def _parts(sections: Sequence[ConsolidatedSection], picked: Mapping[str, Picked]) -> Iterator[tuple[str, Source]]:
    rounds = {one.report.round_id for one in sections}
    rows = PartSection.objects.filter(part__round__in=rounds, code__in=picked)
    rows = rows.select_related("part__agency").defer("rows")
    for row in rows.order_by("part__agency__protocol_order", "part__agency__collation_key", "part__agency"):
        state = _state(row)
        text = row.text if state == SourceState.SIGNED else ""
        paragraphs = _paragraphs(row.pk, row.version, text, picked[row.code])
        yield row.code, Source(PART, row.part.agency, state, row.pk, row.version, paragraphs)


def _state(row: PartSection) -> SourceState:
    if row.part.is_signed:
        return SourceState.SIGNED
    return SourceState.RETURNED if row.part.sent_on else SourceState.ABSENT


def _paragraphs(key: UUID, version: int, text: str, picked: Picked) -> list[SourceParagraph]:
    found = []
    for number, paragraph in enumerate(paragraphs_of(text)):
        ref = f"{key.hex}.{version}.{number}"
        sentences = [
            SourceSentence(f"{ref}.{place}", one, (key.hex, one) in picked)
            for place, one in enumerate(sentences_of(paragraph))
        ]
        found.append(SourceParagraph(ref, sentences))
    return found
