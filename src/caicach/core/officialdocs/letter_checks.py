"""How the letters of one line should be set, and what is otherwise."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from caicach.core.officialdocs.faults import Faults
from caicach.core.officialdocs.lines import Line, set_alignment, set_letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How letters should be set; none: either way. sizes: from, to; the nearer one is set."""

    sizes: tuple[float, float]
    is_bold: bool | None = None
    is_italic: bool | None = None
    is_centred: bool = False
    is_capital: bool = False


def check_letters(line: Line, code: str, wanted: Wanted, faults: Faults) -> None:
    """Enter one fault for all that is otherwise in a line. Capitals are words, which only people change."""
    found = list(_otherwise(line, wanted))
    if found:
        is_free = all(piece.is_whole for piece in line.pieces)
        mends = [mend for _, mend in found if mend is not None and is_free]
        faults.add(code, line, mends=mends, found=" ".join(token for token, _ in found))


def nearest(size: float, sizes: tuple[float, float]) -> float:
    """The size between two bounds that is nearest to one."""
    return min(max(size, sizes[0]), sizes[1])


def _otherwise(line: Line, wanted: Wanted) -> Iterator[tuple[str, Callable[[], None] | None]]:
    if wanted.is_capital and line.text != line.text.upper():
        yield "small", None
    if wanted.is_bold is not None and any(piece.letters.is_bold is not wanted.is_bold for piece in line.pieces):
        yield "plain" if wanted.is_bold else "bold", lambda: _set(line, is_bold=wanted.is_bold)
    if wanted.is_italic is not None and any(piece.letters.is_italic is not wanted.is_italic for piece in line.pieces):
        yield "upright" if wanted.is_italic else "italic", lambda: _set(line, is_italic=wanted.is_italic)
    for size in line.sizes:
        if not wanted.sizes[0] <= size <= wanted.sizes[1]:
            yield f"size={size:g}", lambda: resize(line, wanted.sizes)
    if wanted.is_centred and line.alignment != "center":
        yield "beside", lambda: set_alignment(line, "center")


def resize(line: Line, sizes: tuple[float, float]) -> None:
    """Set every run that is too small or too large to the nearest size that is right."""
    for piece in line.pieces:
        if piece.letters.size != (size := nearest(piece.letters.size, sizes)):
            set_letters(piece, size=size)


def _set(line: Line, **letters: object) -> None:
    for piece in line.pieces:
        set_letters(piece, **letters)
