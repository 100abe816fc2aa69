"""What the environment says, checked: a production site does not start with a guess."""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from caicach.files.clamd import is_address

SMTP_PORTS = {"starttls": 587, "tls": 465, "none": 25}
MODES = ("production", "demo", "test")
SQLITE_INIT = "PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON"


def mode() -> str:
    chosen = os.environ.get("CAICACH_MODE", "production")
    if chosen not in MODES:
        raise ImproperlyConfigured(f"CAICACH_MODE is {chosen!r}; it must be one of {', '.join(MODES)}")
    return chosen


def var_directory() -> Path:
    """Where the site keeps its database, files and backups."""
    return Path(os.environ.get("CAICACH_VAR", "var")).resolve()


def required_in_production(name: str, *, otherwise: str) -> str:
    """The value of a variable that a demo may do without and a production site may not."""
    value = os.environ.get(name, "")
    if mode() != "production":
        return value or otherwise
    if not value or value == otherwise or value == "*" or (name.endswith("KEY") and len(value) < 40):
        raise ImproperlyConfigured(f"{name} must be set to a safe value in production (see docs/admin)")
    return value


def scanner_address() -> str:
    """Where clamd listens, or "off", which a production site has to say."""
    chosen = os.environ.get("CAICACH_CLAMD", "")
    if not chosen and mode() != "production":
        return "off"
    if chosen != "off" and not is_address(chosen):
        raise ImproperlyConfigured(
            f"CAICACH_CLAMD is {chosen!r}; it must be off, unix:/path or tcp:host:port: say whether files are scanned"
        )
    return chosen


def smtp_server() -> dict[str, Any] | None:
    """The mail server from CAICACH_SMTP_…; None where none is named."""
    host = os.environ.get("CAICACH_SMTP_HOST", "")
    if not host:
        return None
    security = os.environ.get("CAICACH_SMTP_SECURITY", "starttls")
    if security not in SMTP_PORTS:
        raise ImproperlyConfigured(f"CAICACH_SMTP_SECURITY is {security!r}; it must be starttls, tls or none")
    sender = os.environ.get("CAICACH_SMTP_FROM", "")
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", sender):
        raise ImproperlyConfigured(f"CAICACH_SMTP_FROM is {sender!r}; it must be a mail address")
    port = os.environ.get("CAICACH_SMTP_PORT") or str(SMTP_PORTS[security])
    if not port.isdigit():
        raise ImproperlyConfigured(f"CAICACH_SMTP_PORT is {port!r}; it must be a number")
    names = {"user": "CAICACH_SMTP_USER", "password": "CAICACH_SMTP_PASSWORD"}
    signs_in = {name: os.environ.get(variable, "") for name, variable in names.items()}
    return {"host": host, "port": int(port), "security": security, "sender": sender, **signs_in}


def site_address(hosts: list[str]) -> str:
    """How people reach the site: CAICACH_ADDRESS, else the first host; the links of mails begin with it."""
    given = os.environ.get("CAICACH_ADDRESS", "").rstrip("/")
    if given and not given.startswith(("https://", "http://")):
        raise ImproperlyConfigured(f"CAICACH_ADDRESS is {given!r}; it must begin with https://")
    return given or f"{'https' if mode() == 'production' else 'http'}://{hosts[0]}"


def databases_from_url(url: str, var: Path) -> dict[str, Any]:
    """`postgresql://user:password@host:port/name`, or SQLite below `var` where no address is given."""
    if not url:
        return {"default": _sqlite(var / "caicach.sqlite3")}
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {"default": _sqlite(Path(unquote(parts.path)))}
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"DATABASE_URL begins with {parts.scheme!r}; it must be postgresql:// or sqlite://")
    return {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_INIT.format(journal=safe_journal_mode()),
        },
    }


def safe_journal_mode() -> str:
    """WAL only where SQLite has the correction of the WAL-reset defect (3.51.3), else the rollback journal."""
    import sqlite3

    may_be_old = os.environ.get("SQLITE_ALLOW_OLD_WAL") == "1"
    return "WAL" if sqlite3.sqlite_version_info >= (3, 51, 3) or may_be_old else "DELETE"
