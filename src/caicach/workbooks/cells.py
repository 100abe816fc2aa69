"""Single cells of a workbook, each written and read: texts below each other, figures, days, inputs, values."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from caicach.core.dates import read_date
from caicach.core.figures import read_typed_figure
from caicach.core.scoring.criteria import Input, ScoreBand
from caicach.core.scoring.errors import SetProblem, problem
from caicach.core.scoring.rounding import Rounding, RoundingMode
from caicach.core.text import fold, nfc
from caicach.workbooks.notation import figure_text, plain_figure, quoted, split_outside, unquoted
from caicach.workbooks.words import CHOICE_WORDS, NO, YES, meant

Cell = str | float | bool
INPUT_PIECES = ("label", "unit", "period", "source", "indicator")
SHOWN = 80


def cell_string(cell: Cell) -> str:
    """What stands in a cell as text, without blanks around it."""
    if isinstance(cell, bool):
        return YES if cell else NO
    if isinstance(cell, float):
        return format(Decimal(f"{cell:.15g}"), "f").replace(".", ",")
    return nfc(cell.replace("\r\n", "\n").replace("\r", "\n").strip())


def figure_cell(figure: Decimal) -> Cell:
    """A figure as a number that can be added up, or as text where a number would not be the very same figure."""
    number = float(figure)
    return number if format(Decimal(f"{number:.15g}"), "f") == format(figure, "f") else figure_text(figure)


def read_figure_cell(cell: Cell, found: list[SetProblem]) -> str | None:
    text = cell_string(cell)
    plain = plain_figure(text)
    if plain is None or text.endswith("%"):
        found.append(problem("no_figure", value=text[:SHOWN]))
        return None
    return plain


def code_cell(cell: Cell) -> str:
    """The number of a criterion; a spreadsheet that took 1.1 for a figure gives it back as one."""
    return cell_string(cell).replace(",", ".") if isinstance(cell, float) else cell_string(cell)


def texts_cell(texts: Iterable[str]) -> str:
    """Texts below each other."""
    return "\n".join(map(quoted, texts))


def read_texts(cell: Cell, found: list[SetProblem]) -> list[str]:
    return [_unquoted(line, found) for line in cell_string(cell).split("\n") if line.strip()]


def day_cell(day: str) -> str:
    """A day as people write it; plain data has it as year-month-day."""
    read = read_date(day)
    return f"{read:%d/%m/%Y}" if read and read.isoformat() == day else day


def read_day(cell: Cell, found: list[SetProblem]) -> str:
    text = cell_string(cell)
    day = read_date(text)
    if day is None:
        found.append(problem("no_day", value=text[:SHOWN]))
    return day.isoformat() if day else ""


def read_years(cell: Cell, found: list[SetProblem]) -> list[int]:
    years = [year.strip() for year in cell_string(cell).replace(",", ";").split(";") if year.strip()]
    found += [problem("no_year", value=year[:SHOWN]) for year in years if not (year.isdecimal() and len(year) == 4)]
    return [int(year) for year in years if year.isdecimal() and len(year) == 4]


def inputs_cell(inputs: Iterable[Input]) -> str:
    """An input on each line: `done: Số nhiệm vụ hoàn thành | nhiệm vụ | năm 2026 | Báo cáo CCHC`."""
    return "\n".join(f"{quoted(one.name, ':|')}: {_pieces_of(one)}" for one in inputs)


def _pieces_of(one: Input) -> str:
    pieces = [getattr(one, name) for name in INPUT_PIECES]
    while pieces and not pieces[-1]:
        pieces.pop()
    return " | ".join(quoted(piece, "|") if piece else "" for piece in pieces)


def read_inputs(cell: Cell, found: list[SetProblem]) -> list[dict[str, str]]:
    read = []
    for number, line in enumerate(cell_string(cell).split("\n"), 1):
        if not line.strip():
            continue
        name, *rest = split_outside(line, ":", 1)
        pieces = split_outside(rest[0], "|") if rest else []
        if not name or not rest or len(pieces) > len(INPUT_PIECES):
            found.append(problem("input_not_understood", line=number, value=line.strip()[:SHOWN]))
            continue
        given = zip(INPUT_PIECES, (_unquoted(piece, found) for piece in pieces), strict=False)
        read.append({"name": _unquoted(name, found)} | {key: text for key, text in given if text or key == "label"})
    return read


def values_cell(values: Mapping[str, Any]) -> str:
    """The values of an example, a line each."""
    return "\n".join(f"{quoted(name, ':')}: {_value(value)}".rstrip() for name, value in values.items())


def _value(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Decimal):
        return figure_text(value)
    looks_otherwise = _is_figure(value) or fold(value) in (fold(YES), fold(NO))
    return quoted(value, value) if looks_otherwise else quoted(value)


def _is_figure(text: str) -> bool:
    found = read_typed_figure(text)
    return bool(found.value is not None or found.proposals)


def read_values(cell: Cell, found: list[SetProblem]) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for number, line in enumerate(cell_string(cell).split("\n"), 1):
        if not line.strip():
            continue
        name, *rest = split_outside(line, ":", 1)
        name = _unquoted(name, found)
        if not name or not rest or name in read:
            found.append(problem("value_not_understood", line=number, value=line.strip()[:SHOWN]))
            continue
        read[name] = _read_value(rest[0], found)
    return read


def _read_value(text: str, found: list[SetProblem]) -> Any:
    if not text:
        return None
    if text.startswith('"'):
        return _unquoted(text, found)
    if fold(text) in (fold(YES), fold(NO)):
        return fold(text) == fold(YES)
    if _is_figure(text) and not text.endswith("%") and (plain := plain_figure(text)) is not None:
        return plain
    if read_typed_figure(text).proposals:
        found.append(problem("no_figure", value=text[:SHOWN]))
    return text


def bands_cell(bands: Iterable[ScoreBand]) -> str:
    """A class of results on each line: `Xuất sắc: từ 90%`."""
    return "\n".join(f"{quoted(band.name, ':')}: từ {figure_text(band.at_least, is_rate=True)}" for band in bands)


def read_bands(cell: Cell, found: list[SetProblem]) -> list[dict[str, Any]]:
    read = []
    for number, line in enumerate(cell_string(cell).split("\n"), 1):
        if not line.strip():
            continue
        name, *rest = split_outside(line, ":", 1)
        words = rest[0].split() if rest else []
        bound = plain_figure(words[-1]) if words and [fold(word) for word in words[:-1]] in ([], ["tu"]) else None
        if bound is None:
            found.append(problem("band_not_understood", line=number, value=line.strip()[:SHOWN]))
        else:
            read.append({"name": _unquoted(name, found), "at_least": bound})
    return read


def rounding_cell(rounding: Rounding | None) -> str:
    """So many digits, and how: `4 chữ số; nửa làm tròn lên`; blank where nothing is rounded."""
    return f"{rounding.digits} chữ số; {CHOICE_WORDS[RoundingMode][rounding.mode]}" if rounding else ""


def read_rounding(cell: Cell, found: list[SetProblem]) -> dict[str, Any] | None:
    text = cell_string(cell)
    digits, *mode = [piece.strip() for piece in text.split(";", 1)]
    count = digits.removesuffix("chữ số").strip()
    chosen = meant(CHOICE_WORDS[RoundingMode], mode[0]) if mode else RoundingMode.HALF_UP
    if not (count.isascii() and count.isdecimal() and len(count) < 3) or chosen is None:
        found.append(problem("rounding_not_understood", value=text[:SHOWN]))
        return None
    return {"digits": int(count), "mode": chosen.value}


def read_yes(cell: Cell, found: list[SetProblem]) -> bool:
    text = cell_string(cell)
    yes = {fold(YES): True, fold(NO): False}.get(fold(text))
    if yes is None:
        found.append(problem("no_choice", value=text[:SHOWN], words=f"{YES}; {NO}"))
    return bool(yes)


def read_choice(words: Mapping[Any, str], cell: Cell, found: list[SetProblem]) -> Any:
    """The key of a word of a list."""
    text = cell_string(cell)
    chosen = meant(dict(words), text)
    if chosen is None:
        found.append(problem("no_choice", value=text[:SHOWN], words="; ".join(words.values())))
    return chosen


def _unquoted(text: str, found: list[SetProblem]) -> str:
    try:
        return unquoted(text)
    except ValueError:
        found.append(problem("quote_not_closed", value=text[:SHOWN]))
        return text
