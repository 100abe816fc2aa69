"""A throw-away site for a measurement: first on SQLite, then on a PostgreSQL of its own, both with durable writes."""

import os
import secrets
import subprocess
import sys
import tempfile
from importlib import import_module

NOT_INSTALLED = 77
PROVINCE = "Tỉnh Lạc Xuyên"


def on_both_databases(module: str) -> bool:
    """Run a module of the bench against an empty site of each kind; whether all its figures keep to their bars."""
    kept = [_run(module, []), _run(module, ["scripts/with-postgresql"])]
    return all(kept)


def _run(module: str, prefix: list[str]) -> bool:
    with tempfile.TemporaryDirectory(prefix="caicach-bench.") as var:
        command = [*prefix, sys.executable, "-m", "bench.site", module]
        finished = subprocess.run(command, env=_environment(var), check=False)
    if finished.returncode == NOT_INSTALLED:
        return True
    if finished.returncode not in (0, 1):
        raise RuntimeError(f"{module} ended with {finished.returncode}")
    return finished.returncode == 0


def _environment(var: str) -> dict[str, str]:
    """Production, as the bars mean it: second factor asked for, cookies for https."""
    given = {
        "CAICACH_MODE": "production",
        "CAICACH_SECRET_KEY": secrets.token_hex(32),
        "CAICACH_HOSTS": "testserver,127.0.0.1,localhost",
        "CAICACH_PROVINCE": PROVINCE,
        "CAICACH_VAR": var,
        "CAICACH_CLAMD": "off",
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "DURABLE": "1",
    }
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | given


def prepare() -> None:
    """Fill the site with the invented province as it stands today."""
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from bench.progress import live_through
    from bench.province import Size, make_province
    from bench.results import give_results

    today = timezone.localdate()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    make_province(today=today, size=Size())
    live_through(today=today)
    give_results(today=today)
    if connection.vendor == "postgresql":  # what its own housekeeping does within minutes
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    import django

    django.setup()
    prepare()
    sys.exit(0 if import_module(sys.argv[1]).measure() else 1)
