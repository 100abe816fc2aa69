"""Answers in columns, for DuckDB to read: a Parquet or CSV file, or columns of Python values."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

_SETTINGS = {
    "autoinstall_known_extensions": "false",  # DuckDB fetches them from the Internet; what we use is built in
    "autoload_known_extensions": "false",
    "temp_directory": "",  # ballots are not written to disk: what does not fit into memory fails
    "preserve_insertion_order": "false",  # a third faster; no figure asks for the order of ballots
}

Column = Sequence[float | int | bool | str | None]


def quoted(name: str) -> str:
    """A name of a column as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


class Answers:
    """One row for each ballot. Closes its connection as a context."""

    def __init__(self, relation: str, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        connection.execute(f"CREATE TEMP VIEW answers AS SELECT * FROM {relation}")
        described = connection.execute("DESCRIBE answers").fetchall()
        self.types: dict[str, str] = {name: kind for name, kind, *_ in described}
        if odd := [name for name in self.types if name.startswith("#")]:
            raise ValueError(f"a name of ours: {odd[0]}")

    @classmethod
    def of_parquet(cls, path: Path, *, threads: int = 0, memory_mb: int = 1024) -> "Answers":
        """A file that bears the types of its columns; only the columns that are asked for are read."""
        return cls(f"read_parquet({literal(str(path))})", _connected(threads, memory_mb))

    @classmethod
    def of_csv(
        cls, path: Path, *, texts: Sequence[str], numbers: Sequence[str], threads: int = 0, memory_mb: int = 1024
    ) -> "Answers":
        """The named columns of a file with a line of names, read once. Empty cells are missing.

        Nothing is guessed: codes keep their zeros, and "No" is a text.
        """
        connection = _connected(threads, memory_mb)
        chosen = [quoted(name) for name in texts] + [f"{quoted(name)}::DOUBLE AS {quoted(name)}" for name in numbers]
        reader = f"read_csv({literal(str(path))}, header = true, all_varchar = true, delim = ',', quote = '\"')"
        connection.execute(f"CREATE TEMP TABLE given AS SELECT {', '.join(chosen)} FROM {reader}")
        return cls("given", connection)

    @classmethod
    def of_columns(cls, columns: Mapping[str, Column]) -> "Answers":
        """Columns of equal length; a column is of text where one of its values is."""
        if len({len(column) for column in columns.values()}) != 1:
            raise ValueError("columns differ in length, or there are none")
        connection = _connected(0, 1024)
        kinds = {name: _kind(column) for name, column in columns.items()}
        chosen = ", ".join(f"unnest(?::{kind}[]) AS {quoted(name)}" for name, kind in kinds.items())
        values = [
            [None if one is None else str(one) if kinds[name] == "VARCHAR" else float(one) for one in column]
            for name, column in columns.items()
        ]
        connection.execute(f"CREATE TEMP TABLE given AS SELECT {chosen}", values)
        return cls("given", connection)

    def __enter__(self) -> "Answers":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()


def _connected(threads: int, memory_mb: int) -> duckdb.DuckDBPyConnection:
    settings: dict[str, str | bool | int | float | list[str]] = {**_SETTINGS, "memory_limit": f"{memory_mb}MB"}
    return duckdb.connect(config=settings | ({"threads": threads} if threads else {}))


def _kind(column: Column) -> str:
    return "VARCHAR" if any(isinstance(one, str) for one in column) else "DOUBLE"
