"""Named points at which a test may kill the process, to prove that nothing is ever left half done."""

import os
import signal

from django.conf import settings


def faultpoint(name: str) -> None:
    """Do nothing; only in test mode, with `FAULT=name:kill` in the environment, die here like a power cut."""
    if settings.MODE == "test" and os.environ.get("FAULT") == f"{name}:kill":
        os.kill(os.getpid(), signal.SIGKILL)
