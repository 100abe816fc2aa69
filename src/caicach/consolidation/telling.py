"""A consolidated report as a program reads it: sections, sentences and numbers with their origins, contradictions."""

from typing import Any

from caicach.consolidation.contradictions import Contradiction, contradictions_of
from caicach.consolidation.models import ConsolidatedSection, Consolidation
from caicach.core.consolidating.passages import Sentence, written_sentences
from caicach.core.consolidating.tracing import TracedNumber, traced_numbers


def told_of(report: Consolidation) -> dict[str, Any]:
    """Everything about a report that can be traced."""
    return {
        "report": str(report.pk),
        "round": report.round.name,
        "agency": report.agency.code,
        "level": report.level,
        "whole": report.is_whole,
        "signed_at": report.signed_at.isoformat() if report.signed_at else None,
        "sha256": report.signed_hash,
        "sections": [_section(one) for one in report.sections.all()],
        "contradictions": [_contradiction(one) for one in contradictions_of(report)],
    }


def _section(section: ConsolidatedSection) -> dict[str, Any]:
    passages = section.told.passages
    return {
        "code": section.code,
        "title": section.title,
        "sentences": [_sentence(sentence) for one in passages for sentence in written_sentences(one)],
        "numbers": [_number(number) for one in passages for number in traced_numbers(one)],
        "totals": section.told.totals,
    }


def _sentence(one: Sentence) -> dict[str, Any]:
    told = {"text": one.text, "written": one.written.value}
    if one.origin is None:
        return told
    origin = {"kind": one.origin.kind, "section": one.origin.section, "version": one.origin.version}
    return {**told, "agency": one.origin.name, **origin}


def _number(one: TracedNumber) -> dict[str, Any]:
    return {
        "printed": one.number.printed,
        "sentence": one.sentence.text,
        "source": one.source.value,
        "agency": one.origin.name if one.origin else "",
        "indicator": f"{one.computed.indicator}:{one.computed.measure}" if one.computed else "",
    }


def _contradiction(one: Contradiction) -> dict[str, Any]:
    told = {"kind": one.kind.value, "section": one.section.code, "place": one.place, "one": one.one, "other": one.other}
    return {**told, "open": one.is_open, "reason": one.answer.reason if one.answer else ""}
