"""Printed lines put together to paragraphs again: text out of a PDF has a hard end at each line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import quantiles

from caicach.core.documents.source import Block, Paragraph

_OPENS = re.compile(
    r"\s*(?:[IVXLC]{1,5}\s?[.,]\s|[A-ZĐ]\s?[.,]\s|\d{1,2}(?:\.\d{1,2})*\s?[.,]\s+\D|\d{1,2}\.\s*\d?|[a-zđ]\s?[).]\s|"
    r"[-+–•*]\s|Điều \d+\s?[.:]|Căn cứ |Theo đề nghị |Xét đề nghị |Nơi nhận\s?:|Số\s?:?\s?\d*\s?/|Chủ đề |"
    r"\(Kèm theo|\(Ban hành kèm|(?:Phần|PHẦN) (?:[IVX]{1,4}|[Tt]hứ|THỨ)\b|(?:QUYẾT ĐỊNH|KẾ HOẠCH)\b|PHỤ LỤC)"
)
_ENDS = (".", ":", ";", "!", "?", "./.", ")")


def unwrap(blocks: Sequence[Block]) -> list[Block]:
    """Join the lines of paragraphs; tables and a text whose lines are whole paragraphs stay as they are."""
    width = _wrap_width([block.text for block in blocks if isinstance(block, Paragraph)])
    return list(_joined_blocks(blocks, width)) if width else list(blocks)


def _joined_blocks(blocks: Sequence[Block], width: int) -> Iterator[Block]:
    held: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if not block.text.strip():
                continue
            if held and _begins(block.text, held[-1].text, width):
                yield _joined(held)
                held = []
            held.append(block)
            continue
        if held:
            yield _joined(held)
            held = []
        yield block
    if held:
        yield _joined(held)


def _wrap_width(lines: Sequence[str]) -> int:
    """The printed width in letters of a text with hard line ends; 0 where each line is a whole paragraph."""
    lengths = [len(line.strip()) for line in lines if len(line.strip()) > 20]
    if len(lengths) < 8:
        return 0
    limits = quantiles(lengths, n=20)
    return round(limits[16]) if limits[-1] <= 130 else 0


def _begins(line: str, before: str, width: int) -> bool:
    """Does a new paragraph begin here? A printed line that is not full, or that ends a sentence, ends one."""
    text, last = line.strip(), before.strip()
    if _OPENS.match(text + " "):
        return not _is_carried_number(last, text)
    if text.isupper() != last.isupper() and len(text) > 3:
        return True
    if text[0].islower() or last.endswith((",", "-", "–", "(", "số")):
        return False
    is_full = len(last) + 1 + len(text.split()[0]) > width * 0.94
    return not is_full if last.endswith(_ENDS) else len(last) < width * 0.6


def _is_carried_number(last: str, text: str) -> bool:
    """ "…ngày" / "12/12/2024": a figure that was carried over to the next line opens no paragraph."""
    if not text[0].isdigit() or last.endswith((".", ";", ":", "./.")):
        return False
    return bool(re.match(r"\d+\.\d{3}|\d+/", text)) or last.casefold().endswith(("ngày", "số", "năm", "tháng", "quý"))


def _joined(lines: Sequence[Paragraph]) -> Paragraph:
    text = ""
    for line in lines:
        piece = line.text.strip()
        is_torn_word = bool(re.search(r"\w-$", text)) and not re.search(r"\d\s*-$", text)
        text = text + piece if is_torn_word or not text else f"{text} {piece}"
    return replace(lines[0], text=text, is_bold=all(line.is_bold for line in lines))
