"""Settings, all from the environment: safe by default, and unsafe values are refused in production.

`CAICACH_MODE` is `production` (the default), `demo` or `test`. `.env` files are not read: a service manager
or the Makefile sets the environment.
"""

import os
from pathlib import Path
from typing import Any

from caicach.config.environment import (
    databases_from_url,
    mode,
    required_in_production,
    scanner_address,
    site_address,
    smtp_server,
    var_directory,
)

MODE = mode()
DEBUG = False
VAR = var_directory()

SECRET_KEY = required_in_production("CAICACH_SECRET_KEY", otherwise="only-for-demonstration-and-tests")
ALLOWED_HOSTS = required_in_production("CAICACH_HOSTS", otherwise="localhost,127.0.0.1,testserver").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "template_partials",
    "csp",
    "lucide",
    "caicach.ui",
    "caicach.audit",
    "caicach.people",
    "caicach.agencies",
    "caicach.tables",
    "caicach.memberships",
    "caicach.groupings",
    "caicach.agencyfiles",
    "caicach.delegations",
    "caicach.jobs",
    "caicach.files",
    "caicach.documentregister",
    "caicach.papers",
    "caicach.intake",
    "caicach.indicators",
    "caicach.criteria",
    "caicach.workbooks",
    "caicach.drafts",
    "caicach.crosswalks",
    "caicach.plans",
    "caicach.plandrafts",
    "caicach.issuing",
    "caicach.cascades",
    "caicach.annexes",
    "caicach.targets",
    "caicach.wizard",
    "caicach.work",
    "caicach.assigning",
    "caicach.duties",
    "caicach.manyduties",
    "caicach.planprogress",
    "caicach.workfigures",
    "caicach.amendments",
    "caicach.notices",
    "caicach.assessments",
    "caicach.obstacles",
    "caicach.letters",
    "caicach.rounds",
    "caicach.selfassessments",
    "caicach.appraisals",
    "caicach.outside",
    "caicach.publications",
    "caicach.improvement",
    "caicach.meetings",
    "caicach.steering",
    "caicach.calendars",
    "caicach.questionnaires",
    "caicach.samples",
    "caicach.reports",
    "caicach.notes",
    "caicach.consolidation",
    "caicach.comments",
    "caicach.dashboards",
    "caicach.demo",
    "caicach.operation",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "caicach.ui.middleware.HeadMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # a plan of 300 rows is 16 KB instead of 110 on a line of 1 Mbit/s
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "caicach.ui.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "caicach.people.middleware.SessionLimitMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "caicach.ui.middleware.ErrorPagesMiddleware",
    "caicach.people.middleware.KeptWordsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "caicach.people.middleware.IdleTimeMiddleware",
    "caicach.people.middleware.SecondFactorMiddleware",
]
ROOT_URLCONF = "caicach.config.urls"
WSGI_APPLICATION = "caicach.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    }
]
DATABASES: dict[str, Any] = databases_from_url(os.environ.get("DATABASE_URL", ""), VAR)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
FORMAT_MODULE_PATH = ["caicach.config.formats"]

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "caicach.people.adapters.AccountAdapter"
MFA_ADAPTER = "caicach.people.adapters.SecondFactorAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_DISPLAY = str
ACCOUNT_SESSION_REMEMBER = True  # the length of a session is SESSION_COOKIE_AGE for everybody
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip,5/15m/key"}  # a whole office shares one address
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Caicach"
PROVINCE_NAME = os.environ.get("CAICACH_PROVINCE", "Tỉnh Lạc Xuyên" if MODE == "demo" else "")

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
FILES_ROOT = VAR / "files"
CLAMD = scanner_address()  # "off", or where the virus scanner listens
PREVIEWS_ROOT = VAR / "previews"  # made again when it is gone
QUOTA_MB = int(os.environ.get("CAICACH_QUOTA_MB", "5120"))  # of each agency; 0 for none
MOST_FILES_EACH_QUARTER = int(os.environ.get("CAICACH_MOST_FILES", "200"))  # of each agency; 0 for none

SMTP = smtp_server()  # None: notices stay in the application
SITE_ADDRESS = site_address(ALLOWED_HOSTS)

_SECURE = MODE == "production"
SECURE_SSL_REDIRECT = False  # the proxy in front does it; see the admin guide
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_NAME = "__Host-caicach" if _SECURE else "caicach"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = int(os.environ.get("CAICACH_SESSION_MINUTES", "60")) * 60
SESSION_ENGINE = "caicach.people.sessions"
SESSION_LIMIT = int(os.environ.get("CAICACH_SESSION_HOURS", "12")) * 3600  # whatever happens, one signs in again
DEVICE_COOKIE_NAME = "__Host-caicach-device" if _SECURE else "caicach_device"
SESSION_SAVE_EVERY_REQUEST = False  # IdleTimeMiddleware makes these idle minutes, with fewer writes
CSRF_FAILURE_VIEW = "caicach.ui.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "report-uri": ["/bao-cao-csp"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
