"""Reads an XLSX from standard input in a process with limits, and writes its rows as JSON. Run by `sheet`."""

import io
import json
import resource
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

MAX_SECONDS, MAX_MEMORY, MAX_UNPACKED = 10, 1024**3, 100 * 1024**2
MAX_COLUMNS, MAX_SHEETS = 60, 20


def main() -> None:
    """The whole life of the child."""
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    content = sys.stdin.buffer.read()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > MAX_UNPACKED:
            sys.exit(3)
    sheets = [
        [name, [[cell_value(cell) for cell in row] for row in rows]]
        for name, rows in _sheets(content, int(sys.argv[1]))
    ]
    sys.stdout.buffer.write(json.dumps(sheets).encode())


def cell_value(cell: Any) -> str | float | bool:
    """A cell as JSON holds it: days as dd/mm/yyyy, spans of time as nothing."""
    if isinstance(cell, bool | float):
        return cell
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    return "" if isinstance(cell, time | timedelta) else str(cell)


def cell_text(cell: str | float | bool) -> str:
    """A value as people see it: whole numbers without ".0", the decimal comma."""
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    return str(cell)


def _sheets(content: bytes, most_rows: int) -> list[tuple[str, list[list[Any]]]]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    names = book.sheet_names[:MAX_SHEETS]
    sheets = (book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=most_rows + 1) for name in names)
    return [(name, [row[:MAX_COLUMNS] for row in sheet]) for name, sheet in zip(names, sheets, strict=True)]


if __name__ == "__main__":
    main()
