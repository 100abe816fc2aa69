"""What differs between SQLite and PostgreSQL when a database is copied out, brought in and exchanged."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import connections

from caicach.operation.errors import BackupFailed

BESIDE = "beside"
"""Alias of the database that a backup is restored into before it takes the place of the live one."""


class Engine(Protocol):
    """One kind of database: copies itself into a file, fills a second database from it, exchanges the two."""

    dump_name: str

    def dump(self, to: Path) -> None: ...

    def load_beside(self, dump: Path) -> dict[str, Any]: ...

    def drop_beside(self) -> None: ...

    def switch(self) -> str: ...


def engine() -> Engine:
    """The engine of the default database."""
    is_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    return SqliteEngine() if is_sqlite else PostgresqlEngine()


@contextmanager
def beside(database: dict[str, Any]) -> Iterator[str]:
    """Open the restored database under the alias `beside` for as long as the block lasts."""
    connections.settings[BESIDE] = connections["default"].settings_dict | database
    try:
        yield BESIDE
    finally:
        connections[BESIDE].close()
        del connections[BESIDE]
        del connections.settings[BESIDE]


class SqliteEngine:
    """SQLite copies itself with its own backup call: a file copy could catch it in the middle of a write."""

    dump_name = "database.sqlite3"

    @property
    def _live(self) -> Path:
        return Path(settings.DATABASES["default"]["NAME"])

    @property
    def _beside(self) -> Path:
        return self._live.with_suffix(".beside.sqlite3")

    def dump(self, to: Path) -> None:
        with closing(sqlite3.connect(self._live)) as live, closing(sqlite3.connect(to)) as copy:
            live.backup(copy)

    def load_beside(self, dump: Path) -> dict[str, Any]:
        self.drop_beside()
        with closing(sqlite3.connect(dump)) as copy:
            (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
            if verdict != "ok":
                raise BackupFailed(why=f"integrity_check: {verdict}")
            with closing(sqlite3.connect(self._beside)) as target:
                copy.backup(target)
        return {"NAME": self._beside}

    def drop_beside(self) -> None:
        for path in _with_journals(self._beside):
            path.unlink(missing_ok=True)

    def switch(self) -> str:
        connections["default"].close()
        kept = self._live.with_suffix(".before-restore.sqlite3")
        for path in _with_journals(self._live)[1:]:
            path.unlink(missing_ok=True)
        os.replace(self._live, kept)
        os.replace(self._beside, self._live)
        return str(kept)


def _with_journals(path: Path) -> list[Path]:
    return [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))]


class PostgresqlEngine:
    """PostgreSQL through its own programs pg_dump and pg_restore."""

    dump_name = "database.pgdump"

    @property
    def _database(self) -> dict[str, Any]:
        return dict(settings.DATABASES["default"])

    @property
    def _beside(self) -> str:
        return f"{self._database['NAME']}_beside"

    def dump(self, to: Path) -> None:
        self._run("pg_dump", "--format=custom", "--no-owner", f"--file={to}", self._database["NAME"])

    def load_beside(self, dump: Path) -> dict[str, Any]:
        self.drop_beside()
        self._run("createdb", "--template=template0", "--encoding=UTF8", self._beside)
        self._run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={self._beside}", str(dump))
        return {"NAME": self._beside}

    def drop_beside(self) -> None:
        self._run("dropdb", "--if-exists", self._beside)

    def switch(self) -> str:
        live = self._database["NAME"]
        kept = f"{live}_before_restore"
        connections["default"].close()
        self._run("dropdb", "--if-exists", kept)
        self._sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = '{live}' AND pid <> pg_backend_pid()"
        )
        self._sql(f'ALTER DATABASE "{live}" RENAME TO "{kept}"')
        self._sql(f'ALTER DATABASE "{self._beside}" RENAME TO "{live}"')
        return kept

    def _sql(self, sql: str) -> None:
        maintenance = "template1" if self._database["NAME"] == "postgres" else "postgres"
        self._run("psql", "--quiet", "--no-psqlrc", f"--dbname={maintenance}", "--command", sql)

    def _run(self, program: str, *arguments: str) -> None:
        database = self._database
        given = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
        environment = os.environ | {name: str(database[key]) for name, key in given.items() if database.get(key)}
        try:
            subprocess.run([program, *arguments], env=environment, check=True, capture_output=True, text=True)
        except FileNotFoundError as missing:
            raise BackupFailed(why=f"{program}: not installed (Debian package postgresql-client)") from missing
        except subprocess.CalledProcessError as failed:
            raise BackupFailed(why=f"{program}: {failed.stderr.strip()[-300:]}") from failed
