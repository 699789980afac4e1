"""Settings, all from the environment.

DATABASE_URL       any PostgreSQL >= 15; the CLI sets it to the embedded one when it is empty
SAYEBAN_OWNER_URL  connection that owns the tables, for `migrate` only (default: DATABASE_URL)
SAYEBAN_HOME       where keys, uploads and embedded data live (default: .sayeban here)
SAYEBAN_SECRET_KEY signing key of sessions (default: a file in SAYEBAN_HOME)
SAYEBAN_HOSTS      host names of the site, comma separated
SAYEBAN_PUBLIC_URL address of the site as clients reach it, as https://sayeban.example.ir: short
                   messages and slips carry it (default: none; messages name the number alone)
SAYEBAN_HTTPS      "1" where a reverse proxy speaks TLS: secure cookies and HSTS
SAYEBAN_PROXIES    addresses of the reverse proxies, comma separated: what they say of where a
                   visitor comes from is believed. Without it all visitors behind a proxy count as
                   one address, and sign-in soon closes to all of them
SAYEBAN_SMS        "local" (default: shown in the outbox, sent nowhere) or "kavenegar" with
                   SAYEBAN_SMS_URL, SAYEBAN_SMS_KEY and SAYEBAN_SMS_SENDER
SAYEBAN_SMS_INBOUND  a long secret word: the provider posts answers of clients to
                   /notices/received/<word>/ (empty, the default: nothing is taken)
SAYEBAN_OUTSIDE_NETWORKS  networks besides the public ones to which signals and answers to
                   partners may be sent, comma separated, as of a government network; http is
                   spoken to loopback alone
SAYEBAN_BUS        name of the government service bus that hands calls on (default: none), with
                   SAYEBAN_BUS_FROM (its networks, comma separated), SAYEBAN_BUS_CLIENT and
                   SAYEBAN_BUS_REQUEST_ID (the headers that name the caller and the call) and
                   SAYEBAN_BUS_HEADERS (those that are kept with a call)
SAYEBAN_BUS_OUT_URL  base of the bus through which registers are asked (default: none), with
                   SAYEBAN_BUS_OUT_TOKEN_URL, SAYEBAN_BUS_OUT_CLIENT and SAYEBAN_BUS_OUT_SECRET (the
                   pair of its token address), SAYEBAN_BUS_OUT_USER and SAYEBAN_BUS_OUT_PASSWORD,
                   SAYEBAN_BUS_OUT_HEADERS (name=value, comma separated, with every call) and
                   SAYEBAN_BUS_OUT_ERROR (the header by which the bus says that a fault is its own)
SAYEBAN_DISK_MOST  how full the disk may be, in per cent, before files and lists are refused (90)
SAYEBAN_DCI_ID     receiver_id of this installation in the registry interface ("sayeban")
SAYEBAN_METRICS_FROM   addresses that may read /metrics, comma separated (default: this machine)
SAYEBAN_METRICS_TOKEN  what they have to bring as bearer token (default: nothing)
SAYEBAN_BACKUP_URL connection of a role that may replicate, for `sayeban backup`
SAYEBAN_AS_OWNER   "1" while migrating: the connection keeps the rights of the tables' owner
SAYEBAN_TEST_DB    name of the tests' database (default: test_ and the database's own name)
"""

import os
import secrets
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from sayeban.runtime.context import WEB_ROLE
from sayeban.sites.logs import LOGGING as LOGGING  # noqa: PLC0414 - a setting

HOME = Path(os.environ.get("SAYEBAN_HOME") or ".sayeban").absolute()
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


def networks(name: str) -> tuple[str, ...]:
    """The networks that a variable names; what is none stops the start."""
    written = filter(None, os.environ.get(name, "").split(","))
    return tuple(str(ip_network(each.strip())) for each in written)


def base_url(name: str) -> str:
    """The address of a site without a path; what is none stops the start."""
    written = os.environ.get(name, "").strip().rstrip("/")
    parts = urlsplit(written)
    if written and (
        parts.scheme not in ("http", "https") or written != f"{parts.scheme}://{parts.netloc}"
    ):
        raise ImproperlyConfigured(f"{name} is no address like https://sayeban.example.ir")
    return written


AS_OWNER = os.environ.get("SAYEBAN_AS_OWNER") == "1"
_URL = os.environ.get("DATABASE_URL", "")
if AS_OWNER:
    _URL = os.environ.get("SAYEBAN_OWNER_URL") or _URL
DATABASES = {"default": database(_URL, owner=AS_OWNER)}

SECRET_KEY = _secret_key()
DEBUG = False
HTTPS = os.environ.get("SAYEBAN_HTTPS") == "1"
PROXIES = frozenset(filter(None, os.environ.get("SAYEBAN_PROXIES", "").split(",")))
METRICS_FROM = frozenset(os.environ.get("SAYEBAN_METRICS_FROM", "127.0.0.1,::/64").split(","))
METRICS_TOKEN = os.environ.get("SAYEBAN_METRICS_TOKEN", "")
ALLOWED_HOSTS = os.environ.get("SAYEBAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
_PUBLIC_URL = base_url("SAYEBAN_PUBLIC_URL")
# Where a client follows his request, without its number; packages below know no URL trees.
TRACK_ADDRESS = f"{_PUBLIC_URL}/track/" if _PUBLIC_URL else ""
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
    "sayeban.facts",
    "sayeban.eligibility",
    "sayeban.forms",
    "sayeban.cases",
    "sayeban.support",
    "sayeban.desk",
    "sayeban.exemptions",
    "sayeban.interop",
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
# What a person recorded goes before the clips of the packages (docs/clips.md).
STATICFILES_DIRS = [each for each in (HOME / "recordings",) if each.is_dir()]
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "sayeban.sites.static_names.NamedByContent"},
}
# Until `collectstatic` has run, WhiteNoise finds the files in the packages themselves.
WHITENOISE_USE_FINDERS = not STATIC_ROOT.is_dir()
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 10 * 60  # of plain names; one that holds its content is kept for ever
WHITENOISE_AUTOREFRESH = False

# Where room must be left: the home, and the embedded database where it lies elsewhere (R13).
DISKS = (HOME, HOME / "pgdata")
DISK_MOST = int(os.environ.get("SAYEBAN_DISK_MOST", "90"))

# What a request may bring. Files above the first bound go to a disk as they arrive; what is no
# file is at most 2.5 MB (Django). Several large files are sent in turns.
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2621440
MOST_BODY = 2300 * 1024 * 1024  # a ZIP of documents and a worksheet
MOST_BODY_OF_STRANGER = 64 * 1024
MOST_BODY_OF_CITIZEN = 16 * 1024 * 1024  # one photo of a document, from his own page
MOST_BODY_OF_PROGRAM = DATA_UPLOAD_MAX_MEMORY_SIZE
MOST_LINES_OF_PROGRAM = 256 * 1024 * 1024  # a file of consumption reports, one a line
LONG_POLLS = 4  # calls of programs that may wait at a time in one web process

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django_http_compression.middleware.HttpCompressionMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "sayeban.sites.middleware.RequestLog",
    "sayeban.sites.middleware.Sessions",
    "sayeban.sites.middleware.LostPhones",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "sayeban.sites.middleware.WhoVisits",
    "sayeban.sites.middleware.BodySize",
    "sayeban.sites.middleware.Refusals",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "OPTIONS": {"environment": "sayeban.design.jinja.environment"},
    }
]
DESIGN_LAYOUT = "sayeban.sites.layout.layout"
# Pages of packages above about one person, offered on his own page: text, name of the address.
PERSON_PAGES = (
    ("پروندهٔ رفاهی", "welfare_file"),
    ("فرم‌ها", "forms_of_person"),
    ("قاعده‌ها دربارهٔ او", "rules_of_person"),
    ("تصمیم دستی", "by_hand_person"),
    ("آزمون وسع", "means_person"),
)
# What packages above say of themselves before a rule that they ask ends (eligibility.users).
RULE_USERS = (
    "sayeban.cases.reads.rule_users.services_by_rule",
    "sayeban.exemptions.reads.rule_users.campaigns_by_rule",
)
# Services that a rule can lead to, for packages below them.
RULE_SERVICES = "sayeban.cases.reads.rule_users.services_for_rules"
CENTRES_FROZEN = "sayeban.desk.freezing.frozen_by"
DESK_FROZEN = "sayeban.sites.freezing.frozen_on"
CALENDAR_MOVES = "sayeban.cases.reads.redating.moves_of"
SEND_CODE = "sayeban.sites.citizen.sending.send_later"
TRACK_BESIDE = "sayeban.sites.waits.beside_case"
CLIPS_RECORDED = "sayeban.desk.public.recorded_clips"
LIAISON_TRAINED = "sayeban.desk.public.liaison_trained"
LOGIN_URL = "/enter/"
CITIZEN_PATH = "/mine/"
CITIZEN_LOGIN_URL = "/mine/enter/"
CSRF_FAILURE_VIEW = "sayeban.sites.pages.forged"

# Sessions and cookies. The __Host- prefix binds a cookie to this host; it needs TLS.
_PREFIX = "__Host-" if HTTPS else ""
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = f"{_PREFIX}sayeban_session"
SESSION_COOKIE_AGE = 10 * 60 * 60  # a working day
SESSION_IDLE = 60 * 60  # at a desk; a phone of the field has the whole day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CITIZEN_COOKIE_NAME = f"{_PREFIX}sayeban_mine"
DEVICE_COOKIE_NAME = f"{_PREFIX}sayeban_device"
CONSOLE_COOKIE_NAME = f"{_PREFIX}sayeban_console"
CSRF_COOKIE_NAME = f"{_PREFIX}sayeban_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]

OUTSIDE_NETWORKS = networks("SAYEBAN_OUTSIDE_NETWORKS")
_X_ROAD = (
    "pid,X-Road-Client,X-Road-Service,X-Road-Id,X-Road-UserId,X-Road-Issue"
    ",X-Road-Represented-Party,X-Road-Request-Id"
)
BUS: dict[str, Any] = {
    "name": os.environ.get("SAYEBAN_BUS", ""),
    "networks": networks("SAYEBAN_BUS_FROM"),
    "client": os.environ.get("SAYEBAN_BUS_CLIENT", "X-Road-Client"),
    "request_id": os.environ.get("SAYEBAN_BUS_REQUEST_ID", "X-Road-Request-Id"),
    "headers": tuple(os.environ.get("SAYEBAN_BUS_HEADERS", _X_ROAD).split(",")),
}
BUS_OUT: dict[str, Any] = {
    "url": os.environ.get("SAYEBAN_BUS_OUT_URL", ""),
    "token_url": os.environ.get("SAYEBAN_BUS_OUT_TOKEN_URL", ""),
    "client": os.environ.get("SAYEBAN_BUS_OUT_CLIENT", ""),
    "secret": os.environ.get("SAYEBAN_BUS_OUT_SECRET", ""),
    "user": os.environ.get("SAYEBAN_BUS_OUT_USER", ""),
    "password": os.environ.get("SAYEBAN_BUS_OUT_PASSWORD", ""),
    "headers": dict(
        each.split("=", 1)
        for each in os.environ.get("SAYEBAN_BUS_OUT_HEADERS", "").split(",")
        if "=" in each
    ),
    "error": os.environ.get("SAYEBAN_BUS_OUT_ERROR", "X-Road-Error"),
}
SMS = {
    "adapter": os.environ.get("SAYEBAN_SMS", "local"),
    "url": os.environ.get("SAYEBAN_SMS_URL", "https://api.kavenegar.com"),
    "key": os.environ.get("SAYEBAN_SMS_KEY", ""),
    "sender": os.environ.get("SAYEBAN_SMS_SENDER", ""),
    "inbound": os.environ.get("SAYEBAN_SMS_INBOUND", ""),
}

# The name under which partners of the registry interface write to this installation.
DCI_ID = os.environ.get("SAYEBAN_DCI_ID", "sayeban")

# The runtime is below accounts; it reaches up only through this name.
ACTOR_BY_ID = "sayeban.accounts.public.actor_by_id"
