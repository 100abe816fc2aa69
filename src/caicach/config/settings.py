"""Settings, all from the environment: safe by default, and unsafe values are refused in production.

`CAICACH_MODE` is `production` (the default), `demo` or `test`. `.env` files are not read: a service manager
or the Makefile sets the environment.
"""

import os
from pathlib import Path
from typing import Any

from caicach.config.environment import databases_from_url, mode, required_in_production, var_directory

MODE = mode()
DEBUG = False
VAR = var_directory()

SECRET_KEY = required_in_production("CAICACH_SECRET_KEY", otherwise="only-for-demonstration-and-tests")
ALLOWED_HOSTS = required_in_production("CAICACH_HOSTS", otherwise="localhost,127.0.0.1,testserver").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "caicach.config.urls"
DATABASES: dict[str, Any] = databases_from_url(os.environ.get("DATABASE_URL", ""), VAR)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["caicach.config.formats"]
BASE = Path(__file__).resolve().parent
