"""Settings of one county's installation. What differs between installations comes from the environment."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import dj_database_url

HERE = Path(__file__).resolve().parent
DEFAULT_DB = "luoshi.db"


def _database() -> dict[str, object]:
    """DATABASE_URL for PostgreSQL; else the SQLite file named by LUOSHI_DB, else ./luoshi.db."""
    url = os.environ.get("DATABASE_URL", "") if "LUOSHI_DB" not in os.environ else ""
    if url.startswith(("postgres://", "postgresql://")):
        found: dict[str, object] = dict(dj_database_url.parse(url, conn_max_age=60))
        return found
    name = os.environ.get("LUOSHI_DB") or url.removeprefix("sqlite:///") or DEFAULT_DB
    return {
        "ENGINE": "luoshi.facts.sqlite",
        "NAME": str(Path(name).resolve()),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON; "
            "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY",
        },
    }


def _home() -> Path:
    """Where files of this installation lie: beside the SQLite file, else the working folder."""
    name = DATABASES["default"].get("NAME")
    return Path(str(name)) if str(DATABASES["default"]["ENGINE"]).endswith("sqlite") else Path.cwd() / "luoshi"


def _secret() -> str:
    """The key that signs cookies: from the environment, else kept beside the data, else for this process alone."""
    try:
        return os.environ.get("LUOSHI_SECRET_KEY") or KEY_FILE.read_text()
    except FileNotFoundError:
        return secrets.token_urlsafe(50)


def keep_secret() -> None:
    """Makes a key beside the data, once: called before the server starts."""
    if not KEY_FILE.exists():
        KEY_FILE.touch(mode=0o600)
        KEY_FILE.write_text(secrets.token_urlsafe(50))


DATABASES = {"default": _database()}
DATABASE_ROUTERS: list[str] = []
HOME = _home()
EVIDENCE = Path(os.environ.get("LUOSHI_EVIDENCE") or HOME.with_name(HOME.name + ".evidence"))
KEY_FILE = HOME.with_name(HOME.name + ".key")
SECRET_KEY = _secret()
DEBUG = False
IS_DEMONSTRATION = False
"""Set by `luoshi demo` alone, in its own process. One of the three locks on the one-click sign-in."""
SETUP_WORD = os.environ.get("LUOSHI_SETUP_WORD", "")
"""Asked of whoever founds the county on the page; `luoshi serve` prints one while there is no county."""
ALLOWED_HOSTS = os.environ.get("LUOSHI_HOSTS", "127.0.0.1,localhost").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "luoshi.facts",
    "luoshi.shell",
    "luoshi.org",
    "luoshi.matters",
    "luoshi.indicators",
    "luoshi.appraisal",
    "luoshi.papers",
    "luoshi.intake",
    "luoshi.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "luoshi.shell.limits.UploadLimit",
    "luoshi.shell.origin.SameOriginOnly",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "luoshi.shell.language.ChosenLanguage",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "luoshi.org.middleware.Acting",
    "luoshi.org.accounts.middleware.OwnPasswordFirst",
    "luoshi.shell.faults.FaultsAsPages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "luoshi.web.urls"
WSGI_APPLICATION = "luoshi.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "luoshi.web.band.band",
            ],
            "builtins": ["luoshi.shell.templatetags.words", "django.templatetags.i18n"],
        },
    }
]
AUTH_USER_MODEL = "org.Account"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = os.environ.get("LUOSHI_HTTPS") == "1"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [HERE.parent / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

APPEND_SLASH = False

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

UPLOAD_LIMIT = 20 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT + 128 * 1024  # the whole body: a file of the limit, and its form
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = ["security.W003"]  # SameOriginOnly stands in the place of CSRF tokens
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
