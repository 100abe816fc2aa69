"""The settings of the site in test mode; the mode must be known before Django reads them.

Passwords are hashed quickly: a hash is slow on purpose, and no test but the ones that say so is about that. SQLite
works on a file of the process, as it does for people: in memory a browser's request is refused at once where it should
wait for a lock. The file outlives no run, so nothing waits for the disk.
"""

import os
import tempfile
from pathlib import Path

os.environ["CAICACH_MODE"] = "test"

from caicach.config.settings import *  # noqa: E402, F403
from caicach.config.settings import DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": Path(tempfile.gettempdir()) / f"test_caicach_{os.getpid()}.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON"
    )
