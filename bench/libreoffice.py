"""LibreOffice without a screen, as the peer that a province has: it opens a workbook, calculates and saves it.

Each job has a profile of its own, which says whether a workbook is calculated when it is opened, always or never.
"""

import os
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

TIMEOUT_SECONDS = 900
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{mode}</value></prop></item>
</oor:items>
"""


@dataclass(frozen=True, slots=True)
class Converted:
    """A workbook that was saved anew, and what that took: by the clock, and of the processor."""

    path: Path
    wall: float
    processor: float

    def __str__(self) -> str:
        return f"{self.processor:.1f} s ({self.wall:.1f} s by the clock)"


def program() -> str | None:
    """Where LibreOffice is, or None."""
    return shutil.which("soffice")


def missing() -> str:
    """What is not installed, in words; empty where a workbook can be calculated."""
    found = program()
    if found is None:
        return "LibreOffice is not installed"
    has_calc = (Path(found).resolve().parent / "libsclo.so").exists()
    return "" if has_calc else "LibreOffice is installed without its Calc"


def convert(workbook: Path, folder: Path, *, calculates: bool) -> Converted:
    """Open, calculate or not, save. Raises RuntimeError where no file comes out."""
    made = folder / workbook.name
    made.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        (Path(profile) / "user").mkdir()
        (Path(profile) / "user" / "registrymodifications.xcu").write_text(
            _PROFILE.format(mode=0 if calculates else 1), encoding="utf-8"
        )
        command = [program() or "soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
        command += ["--convert-to", "xlsx", "--outdir", str(folder), str(workbook)]
        begun, before = time.perf_counter(), os.times()
        told = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False)
        wall, after = time.perf_counter() - begun, os.times()
    if not made.exists():
        raise RuntimeError(f"LibreOffice made no workbook: {told.stdout}{told.stderr}".strip())
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Converted(made, wall, used)
