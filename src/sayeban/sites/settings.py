"""Settings, all from the environment.

DATABASE_URL       any PostgreSQL >= 15; the CLI sets it to the embedded one when it is empty
SAYEBAN_OWNER_URL  connection that owns the tables, for `migrate` only (default: DATABASE_URL)
SAYEBAN_HOME       where keys, uploads and embedded data live (default: .sayeban here)
SAYEBAN_SECRET_KEY signing key of sessions (default: a file in SAYEBAN_HOME)
SAYEBAN_HOSTS      host names of the site, comma separated
SAYEBAN_HTTPS      "1" where a reverse proxy speaks TLS: secure cookies and HSTS
"""

import os
import secrets
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from sayeban.runtime.context import WEB_ROLE

HOME = Path(os.environ.get("SAYEBAN_HOME", ".sayeban")).absolute()
PACKAGE = Path(__file__).resolve().parent.parent


def _secret_key() -> str:
    """The configured key, else one drawn once and kept beside the data."""
    if key := os.environ.get("SAYEBAN_SECRET_KEY"):
        return key
    path = HOME / "secret_key"
    if not path.exists():
        HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass
    return path.read_text()


def database(url: str, *, owner: bool) -> dict[str, Any]:
    """Django's description of a connection from a libpq URL or DSN.

    Except for migrations a connection takes the working role at once, which owns no table.
    """
    parts = dict(conninfo_to_dict(url))
    options: dict[str, Any] = {} if owner else {"assume_role": WEB_ROLE}
    named = {
        "NAME": parts.pop("dbname", "sayeban"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        **named,
        "OPTIONS": {**parts, **options},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": os.environ.get("SAYEBAN_TEST_DB", f"test_{named['NAME']}")},
    }


AS_OWNER = os.environ.get("SAYEBAN_AS_OWNER") == "1"
_URL = os.environ.get("DATABASE_URL", "")
if AS_OWNER:
    _URL = os.environ.get("SAYEBAN_OWNER_URL") or _URL
DATABASES = {"default": database(_URL, owner=AS_OWNER)}

SECRET_KEY = _secret_key()
DEBUG = False
HTTPS = os.environ.get("SAYEBAN_HTTPS") == "1"
ALLOWED_HOSTS = os.environ.get("SAYEBAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "sayeban.audit",
    "sayeban.runtime",
    "sayeban.design",
    "sayeban.documents",
    "sayeban.notices",
    "sayeban.organisations",
    "sayeban.accounts",
    "sayeban.people",
    "sayeban.exemptions",
    "sayeban.sites",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Asia/Tehran"
LANGUAGE_CODE = "fa"
USE_I18N = True
ROOT_URLCONF = "sayeban.sites.urls"
WSGI_APPLICATION = "sayeban.sites.wsgi.application"
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "files"
