"""What contradicts what in a consolidated report: computed from the texts and figures as they are now, never stored."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.agencies.models import Agency
from caicach.consolidation.models import ConsolidatedSection, Consolidation, ContradictionAnswer
from caicach.consolidation.sources import PART, Source, SourceState, sources_by_section
from caicach.core.consolidating.claims import (
    PROVINCE,
    RATE,
    Claim,
    Told,
    against,
    claims_of,
    differing,
    wrong_sums,
)
from caicach.core.consolidating.passages import Origin, Passage, sentences_of, written_sentences
from caicach.core.consolidating.tracing import NumberSource, traced_numbers
from caicach.core.text import fold
from caicach.indicators.phrases import phrases_of
from caicach.reports.totals import NAMES, Total, totals_of
from caicach.reports.wording import printed


class Kind(models.TextChoices):
    """What contradicts what."""

    AGENCIES = "agencies", gettext_lazy("hai cơ quan nói khác nhau")
    LEDGER = "ledger", gettext_lazy("chữ khác số liệu")
    SUM = "sum", gettext_lazy("tổng không bằng các số cộng lại")
    MOVED = "moved", gettext_lazy("phần báo cáo đã đổi sau khi chọn")
    NOWHERE = "nowhere", gettext_lazy("số chưa rõ nguồn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two values that do not go together. place: of the text. repair: what to do. answer: why it may stand."""

    key: str
    kind: Kind
    section: ConsolidatedSection
    passage: str
    place: str
    one: str
    other: str
    repair: str
    answer: ContradictionAnswer | None = None

    @property
    def is_open(self) -> bool:
        return self.answer is None

    @property
    def version(self) -> int:
        """Of the answer; 0 where there is none."""
        return self.answer.version if self.answer else 0

    @property
    def told(self) -> str:
        """In one sentence, for the record."""
        return f"{self.section}: {self.place}: {self.one} / {self.other}"


def contradictions_of(report: Consolidation) -> list[Contradiction]:
    """All of a report, section by section, the open ones with the answered ones in their places."""
    answers = {one.key: one for one in report.answers.select_related("by")}
    sections = list(report.sections.all())
    for section in sections:
        section.report = report
    typed = {code: one for section in sections for code, one in section.told.totals.items()}
    totals = totals_of(report.round, [one.code for one in sections], typed)
    sources = sources_by_section(sections)
    searches = [_Search(one, answers, sources[one.code], totals[one.code]) for one in sections]
    return [one for search in searches for one in search.found()]


def open_contradictions(report: Consolidation) -> list[Contradiction]:
    return [one for one in contradictions_of(report) if one.is_open]


@dataclass
class _Search:
    """The search through one section."""

    section: ConsolidatedSection
    answers: dict[str, ContradictionAnswer]
    all_sources: list[Source]
    totals: list[Total]

    def found(self) -> Iterator[Contradiction]:
        passages = self.section.told.passages
        for passage in passages:
            yield from self._moved(passage)
            yield from self._sums(passage)
            yield from self._nowhere(passage)
        yield from self._against_ledger(passages)
        yield from self._differing()
        yield from self._typed_totals()

    @cached_property
    def sources(self) -> dict[str, Source]:
        return {one.section.hex: one for one in self.all_sources}

    @cached_property
    def names(self) -> dict[str, int]:
        """The agencies by their folded names, to find of whom a sentence speaks."""
        return {fold(name): one.agency.pk for one in self.all_sources for name in (one.agency.name, one.agency.brief)}

    @cached_property
    def claims(self) -> list[Claim]:
        """What the consolidated text claims."""
        phrases = phrases_of(one.indicator for one in self.totals)
        return [
            claim for told in self._told(self.section.told.passages) for claim in claims_of(told, phrases, self.names)
        ]

    def _told(self, passages: Iterable[Passage]) -> Iterator[Told]:
        for passage in passages:
            for sentence in written_sentences(passage):
                yield Told(place=passage.key, text=sentence.text, teller=self._teller_of(sentence.origin))

    def _teller_of(self, origin: Origin | None) -> int:
        """The agency that has written the words; behind an agency in charge, the one from which it has picked them."""
        if origin is None:
            return PROVINCE
        if origin.kind == PART:
            return origin.agency
        source = self.sources.get(origin.section)
        found = [source.writers.get(one) for one in sentences_of(origin.text)] if source else []
        return next((one for one in found if one is not None), PROVINCE)

    def _moved(self, passage: Passage) -> Iterator[Contradiction]:
        for origin in passage.origins:
            source = self.sources.get(origin.section)
            if source is not None and source.state != SourceState.SIGNED:
                now = str(source.state.label)
            elif source is None or not _holds(source, origin):
                now = _("phần báo cáo nay không còn câu này")
            else:
                continue
            yield self._made(
                Kind.MOVED, passage.key, origin.name, origin.text, now,
                _("Bỏ đoạn này, hoặc chờ cơ quan ký lại rồi chọn lại câu."),
                origin.text, origin.section, str(source.version if source else 0),
            )  # fmt: skip

    def _sums(self, passage: Passage) -> Iterator[Contradiction]:
        for wrong in wrong_sums(Told(place=passage.key, text=passage.text, teller=PROVINCE)):
            added = " + ".join(printed(one) for one in wrong.parts)
            yield self._made(
                Kind.SUM, passage.key, wrong.sentence, wrong.printed, f"{added} = {printed(wrong.sum)}",
                _("Sửa số tổng, hoặc sửa số thành phần bị sai."),
                wrong.sentence, wrong.printed, added,
            )  # fmt: skip

    def _nowhere(self, passage: Passage) -> Iterator[Contradiction]:
        """One for each sentence, with all its numbers that nobody else has told."""
        found: dict[str, list[str]] = {}
        for one in traced_numbers(passage, self.names):
            if one.source == NumberSource.NOWHERE:
                found.setdefault(one.sentence.text, []).append(one.number.printed)
        for sentence, numbers in found.items():
            yield self._made(
                Kind.NOWHERE, passage.key, sentence, "; ".join(numbers), _("chưa rõ lấy từ đâu"),
                _("Chọn câu của cơ quan có số này, chèn số tính từ sổ số liệu, hoặc ghi lý do và nguồn."),
                sentence, *numbers,
            )  # fmt: skip

    def _against_ledger(self, passages: Iterable[Passage]) -> Iterator[Contradiction]:
        for claim in self.claims:
            right = against(claim, self._number)
            if right is None:
                continue
            total = next(one for one in self.totals if one.indicator.code == claim.indicator)
            unit = "%" if claim.measure == RATE else f" {total.indicator.unit}"
            whose = _("toàn tỉnh") if claim.subject == PROVINCE else self._agency(claim.subject).brief
            known = f"{printed(right)}{unit} ({total.indicator.name}, {whose})"
            yield self._made(
                Kind.LEDGER, claim.place, claim.sentence, claim.number.printed, known,
                _("Sửa số trong câu theo sổ số liệu; cơ quan nói khác thì trả lại mục đó cho cơ quan."),
                claim.sentence, claim.number.printed, str(right), *map(str, claim.what),
            )  # fmt: skip

    def _differing(self) -> Iterator[Contradiction]:
        """Also what agencies tell in words that nobody has picked: the picked ones may be the wrong ones."""
        phrases = phrases_of(one.indicator for one in self.totals)
        claims = list(self.claims)
        for source in self.all_sources:
            for paragraph in source.paragraphs:
                for sentence in paragraph.sentences:
                    told = Told(place="", text=sentence.text, teller=source.agency.pk)
                    claims += claims_of(told, phrases, self.names)
        for one, other in differing(claims):
            yield self._made(
                Kind.AGENCIES, one.place or other.place, one.sentence,
                f"{self._teller(one)}: {one.number.printed}", f"{self._teller(other)}: {other.number.printed}",
                _("Hỏi lại hai cơ quan, giữ câu đúng; câu sai thì trả lại mục đó."),
                one.sentence, str(one.teller), one.number.printed, str(other.teller), other.number.printed,
            )  # fmt: skip

    def _typed_totals(self) -> Iterator[Contradiction]:
        for total in self.totals:
            for name in NAMES:
                typed = (total.typed or {}).get(name)
                summed = total.sum(name)
                if typed and Decimal(typed) != summed:
                    yield self._made(
                        Kind.SUM, "", total.indicator.name, printed(Decimal(typed)), printed(summed),
                        _("Bỏ số đã gõ để dùng tổng của các cơ quan, hoặc ghi lý do vì sao tổng khác."),
                        total.indicator.code, name, typed, str(summed),
                    )  # fmt: skip

    def _number(self, indicator: str, measure: str, subject: int) -> Decimal | None:
        """What the parts have, frozen: of one agency, or of all together."""
        for total in self.totals:
            if total.indicator.code != indicator:
                continue
            if subject == PROVINCE:
                return total.rate if measure == RATE else total.told(measure)
            for row in total.rows:
                if row.section.part.agency_id == subject:
                    return _rate_of(row) if measure == RATE else row.number(measure)
        return None

    def _agency(self, key: int) -> Agency:
        return next(one.agency for one in self.all_sources if one.agency.pk == key)

    def _teller(self, claim: Claim) -> str:
        return _("bản tổng hợp") if claim.teller == PROVINCE else self._agency(claim.teller).brief

    def _made(
        self, kind: Kind, passage: str, place: str, one: str, other: str, repair: str, *values: str
    ) -> Contradiction:
        """values: what it is known by, in whatever language a page is read."""
        key = hashlib.sha256("\x1f".join((self.section.code, kind, *values)).encode()).hexdigest()
        return Contradiction(
            key=key, kind=kind, section=self.section, passage=passage, place=place, one=one, other=other,
            repair=repair, answer=self.answers.get(key),
        )  # fmt: skip


def _holds(source: Source, origin: Origin) -> bool:
    """Whether the picked words still stand in the source."""
    known = {sentence.text for one in source.paragraphs for sentence in one.sentences}
    return all(sentence in known for sentence in sentences_of(origin.text))


def _rate_of(row: object) -> Decimal | None:
    numerator, denominator = row.number("numerator"), row.number("denominator")  # type: ignore[attr-defined]
    return numerator / denominator if numerator is not None and denominator else None
