"""Cells of a table as spreadsheets put them on the clipboard: divided by tabs, and by nothing else."""

import re

_QUOTED = re.compile(r'"((?:[^"\t]|"")*)"(?=\t|\r|\n|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*")


def tab_rows(text: str) -> list[list[str]]:
    """Rows of cells. Spreadsheets put a cell into quotes only where it holds a line end; other quotes are text.

    One line end behind the last row is theirs and no further row.
    """
    text = re.sub(r"(?:\r\n|\n|\r)\Z", "", text, count=1)
    rows: list[list[str]] = [[]]
    place = 0
    while True:
        quoted = _QUOTED.match(text, place)
        if quoted and ("\n" in quoted[1] or "\r" in quoted[1]):
            rows[-1].append(quoted[1].replace('""', '"').replace("\r\n", "\n").replace("\r", "\n"))
            place = quoted.end()
        else:
            plain = _PLAIN.match(text, place)
            rows[-1].append(plain[0] if plain else "")
            place = plain.end() if plain else place
        if place >= len(text):
            return rows
        if text[place] != "\t":
            rows.append([])
            place += len("\r\n") if text.startswith("\r\n", place) else 1
        else:
            place += 1
