"""The command `caicach` as somebody meets it in a shell."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from caicach.__main__ import COMMANDS


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CAICACH", "DJANGO", "DATABASE"))}
    return subprocess.run(
        [sys.executable, "-m", "caicach", *arguments],
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("arguments", [(), ("help",), ("--help",)])
def test_without_a_command_all_commands_are_listed_and_nothing_is_needed(arguments: tuple[str, ...]) -> None:
    answer = run(*arguments)
    assert answer.returncode == 0
    assert not answer.stderr
    assert all(name in answer.stdout for name in COMMANDS)


def test_every_command_of_the_house_is_listed() -> None:
    own = {name for name, app in get_commands().items() if str(app).startswith("caicach.")}
    listed = {name.replace("-", "_") for name in COMMANDS}
    assert own <= listed
    assert listed - own == {"read", "verify", "lint", "migrate", "collectstatic"}


def test_a_site_without_its_secrets_is_refused_in_one_sentence() -> None:
    answer = run("doctor")
    assert answer.returncode == 78
    assert answer.stderr.startswith("caicach: CAICACH_SECRET_KEY must be set")
    assert "Traceback" not in answer.stderr


def test_names_of_commands_may_be_written_with_a_hyphen(tmp_path: Path) -> None:
    answer = run("verify-files", "--help", CAICACH_MODE="test", CAICACH_VAR=str(tmp_path))
    assert answer.returncode == 0
    assert "Compare every stored file" in answer.stdout
