"""Databases of their own for tests that start processes, on the engine that the tests run on."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

SERVER = urlsplit(os.environ.get("DATABASE_URL", ""))
ACCESS = ["-h", str(SERVER.hostname), "-p", str(SERVER.port), "-U", str(SERVER.username)]
IS_ON_SERVER = bool(SERVER.scheme)


def new_name(folder: Path) -> str:
    """What a database may be called: a name on the server, or a file."""
    name = f"own_{os.getpid()}_{random.randrange(10**9)}"
    return name if IS_ON_SERVER else str(folder / f"{name}.sqlite3")


def create(name: str, *, like: str = "") -> None:
    """An empty database, or one that holds what another does."""
    if IS_ON_SERVER:
        subprocess.run(["createdb", *ACCESS, name, *(["-T", like] if like else [])], check=True)
    elif like:
        shutil.copy(like, name)


def drop(name: str) -> None:
    if IS_ON_SERVER:
        subprocess.run(["dropdb", "--if-exists", "--force", *ACCESS, name], check=True, capture_output=True)
    else:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def address_of(name: str) -> str:
    """What DATABASE_URL is for a process that shall work on it."""
    return SERVER._replace(path=f"/{name}").geturl() if IS_ON_SERVER else f"sqlite://{name}"


def copy_of_tests(name: str) -> bool:
    """Make a database with all tables as that of the tests, which holds no rows now. No, where there is none yet."""
    source = str(connection.settings_dict["NAME"])
    if not Path(source).name.startswith("test_"):
        return False
    if IS_ON_SERVER:
        connection.close()  # a database that somebody is connected to cannot be copied
        create(name, like=source)
    else:
        connection.ensure_connection()
        with closing(sqlite3.connect(name)) as copy:
            connection.connection.backup(copy)
    return True


def migrate(name: str) -> None:
    """All tables, made by the command that an administrator gives."""
    settings = {"CAICACH_MODE": "test", "DJANGO_SETTINGS_MODULE": "caicach.config.settings"}
    command = [sys.executable, "-m", "caicach", "migrate", "--verbosity", "0"]
    environment = os.environ | settings | {"DATABASE_URL": address_of(name)}
    subprocess.run(command, env=environment, check=True, capture_output=True)


def keep_house():
    """Let PostgreSQL count what its tables hold, as it does by itself within a minute: a plan that it made for an empty
    table is no plan for a full one. SQLite needs nothing."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
