"""One settings file, driven by the environment.

PARLEY_ENV      `production` turns on what a public server needs; anything else is a desk on loopback
SECRET_KEY      required in production
ALLOWED_HOSTS   comma-separated; required in production
DATABASE_URL    postgresql://user:password@host:port/name; without it the embedded cluster is used
PARLEY_DATA     where the embedded cluster lives (default: .parley beside manage.py)
PARLEY_FETCH_ALLOW   addresses or networks of your own house that articles and feeds may be fetched from, on any port,
                comma-separated, as 127.0.0.1,10.1.0.0/16 (default: none, only the public internet)
PARLEY_URL      where readers find this Parley, for links in mails (default: http://127.0.0.1 with PORT or 8000)
EMAIL_URL       smtp://user:password@host:port, or smtps:// for TLS from the start, smtp+tls:// for STARTTLS;
                without it mails are printed on the console
MAIL_FROM       whom digests come from (default: Parley <parley@localhost>)

Read when `ingest` or `suggest` runs, by negotiations.extraction.backends:

PARLEY_BACKEND      who suggests: `rules` (default), `spacy` or `llm`
PARLEY_SPACY        name or folder of a spaCy pipeline; without it one that is installed, an English one first
PARLEY_LLM_URL      an OpenAI-compatible endpoint, as https://api.example/v1; `llm` wants these three
PARLEY_LLM_MODEL    its model
PARLEY_LLM_KEY      its key; any word for a server that wants none
PARLEY_LLM_TIMEOUT  seconds to wait for an answer (default: 60)
PARLEY_LLM_PRICE_IN, PARLEY_LLM_PRICE_OUT   prices of a million tokens, from which the cost is told
"""

from __future__ import annotations

import os
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

import pgtrigger
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from negotiations.conf.database import database_settings
from negotiations.conf.mail import mail_settings


def required(name: str) -> str:
    """What production cannot do without."""
    if not os.environ.get(name):
        raise ImproperlyConfigured(f"{name}: required with PARLEY_ENV=production; set it in the environment")
    return os.environ[name]


def networks(name: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """None by default."""
    try:
        return tuple(ip_network(part.strip()) for part in os.environ.get(name, "").split(",") if part.strip())
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}; expected e.g. 127.0.0.1,10.1.0.0/16") from error


BASE_DIR = Path(__file__).resolve().parents[2]
PRODUCTION = os.environ.get("PARLEY_ENV") == "production"
DEBUG = False

DATA_DIR = Path(os.environ.get("PARLEY_DATA") or BASE_DIR / ".parley").expanduser()
SEEDS_DIR = BASE_DIR / "seeds"

# A desk on loopback needs no secret of its own: whoever reaches it already sits at the machine.
SECRET_KEY = required("SECRET_KEY") if PRODUCTION else os.environ.get("SECRET_KEY", "only-for-a-desk-on-loopback")
ALLOWED_HOSTS = (
    [host.strip() for host in required("ALLOWED_HOSTS").split(",")]
    if PRODUCTION
    else ["localhost", "127.0.0.1", "[::1]"]
)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_filters",
    "django_htmx",
    "pghistory",
    "pgtrigger",
    "procrastinate.contrib.django",
    "rest_framework",
    "template_partials",
    "accounts",
    "negotiations",
]

PGHISTORY_LEVEL = pgtrigger.Statement
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # outside of what serves files: a desk has no compressed ones beside them
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "negotiations.web.clocks.ReadAsKnown",
    "negotiations.web.former.LeadOn",
    "negotiations.web.errors.ExplainBadQueries",
]

ROOT_URLCONF = "negotiations.conf.urls"
WSGI_APPLICATION = "negotiations.conf.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "negotiations.templatetags.words",
                "negotiations.templatetags.links",
                "negotiations.templatetags.charts",
                "negotiations.templatetags.watching",
            ],
        },
    },
]

EMBEDDED_DATABASE = not os.environ.get("DATABASE_URL")
DATABASES = {"default": database_settings(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Parley"

SITE_URL = (os.environ.get("PARLEY_URL") or f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/")
EMAIL = mail_settings()
EMAIL_BACKEND = EMAIL.backend
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL.host, EMAIL.port, EMAIL.user, EMAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS, EMAIL_TIMEOUT = EMAIL.ssl, EMAIL.starttls, 30
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM") or "Parley <parley@localhost>"

FETCH_ALLOW = networks("PARLEY_FETCH_ALLOW")
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000  # bytes: a pasted text of the longest kind
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000

LANGUAGE_CODE = "en-gb"
USE_I18N = False
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles" if PRODUCTION else None  # a desk serves static/ itself
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "negotiations.api.tables.KnownFormats",
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.AnonRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"anon": "600/min"},
    "EXCEPTION_HANDLER": "negotiations.api.problems.as_problem",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "trafilatura": {"level": "CRITICAL"},  # what is wrong with a page, `ingest` says in its own words
    },
}
