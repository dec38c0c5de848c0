"""Settings of one Liuhen: read from the environment alone, by readers that fail loudly. Rooms are found by walking."""

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from liuhen.lib.env import BadSetting, envbool, envint, envlist, envpath, envstr
from liuhen.lib.home import PROJECT, home
from liuhen.lib.postgres import APPLICATION, DATABASE, OWNER, PASSWORD_FILES
from liuhen.register.stores_s3 import Place

PACKAGE = Path(__file__).resolve().parent
HOME = home()
LIUHEN_HOME = HOME.root


def rooms_with(name: str) -> list[str]:
    """The rooms of this package that hold a file of this name."""
    return sorted(path.parent.name for path in PACKAGE.glob(f"*/{name}"))


def secret(name: str) -> str:
    """A secret of this home; where the home is not made yet (checks, builds) one that lasts as long as the process."""
    path = HOME.keys / name
    return path.read_text(encoding="ascii").strip() if path.exists() else secrets.token_hex(32)


def database(url: str, role: str) -> dict[str, Any]:
    """Django's settings for a libpq address, or for the embedded server when there is none."""
    facts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(facts.query))
    embedded = not url
    if role == APPLICATION:
        # a connection is tried before it is used, so that a restarted server costs a moment and not an error
        options["pool"] = {"min_size": 0, "max_size": envint("LIUHEN_POOL", 8, least=1), "timeout": 5.0, "reconnect_timeout": 2.0}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE if embedded else unquote(facts.path.lstrip("/")),
        "USER": role if embedded else unquote(facts.username or ""),
        "PASSWORD": secret(PASSWORD_FILES[role]) if embedded else unquote(facts.password or ""),
        "HOST": str(HOME.socket) if embedded else unquote(facts.hostname or options.pop("host", "")),
        "PORT": "" if embedded else str(facts.port or ""),
        "OPTIONS": {"connect_timeout": 5, "application_name": "liuhen", **options},
        "CONN_HEALTH_CHECKS": True,
    }


def s3_place() -> Place | None:
    """The S3 store that files lie in or are moved to; None where LIUHEN_S3_URL names none."""
    if not (url := envstr("LIUHEN_S3_URL")):
        return None
    if not (bucket := envstr("LIUHEN_S3_BUCKET")):
        raise BadSetting("LIUHEN_S3_URL is set and LIUHEN_S3_BUCKET is not; name the bucket")
    return Place(
        url=url,
        bucket=bucket,
        key=envstr("LIUHEN_S3_KEY"),
        secret=envstr("LIUHEN_S3_SECRET"),
        region=envstr("LIUHEN_S3_REGION", "us-east-1"),
        prefix=envstr("LIUHEN_S3_PREFIX"),
        path_style=envbool("LIUHEN_S3_PATH_STYLE", default=True),
    )


# the database: the application's role by default; the owner's makes and changes tables, and nothing else
DATABASE_URL = envstr("DATABASE_URL")
OWNER_DATABASE_URL = envstr("LIUHEN_OWNER_DATABASE_URL", DATABASE_URL)
DATABASES = {"default": database(DATABASE_URL, APPLICATION), "owner": database(OWNER_DATABASE_URL, OWNER)}
LIUHEN_APPLICATION_ROLE = DATABASES["default"]["USER"]
LIUHEN_CHECKPOINT_MIRROR = envpath("LIUHEN_CHECKPOINT_MIRROR", None)
LIUHEN_BOOK = envstr("LIUHEN_BOOK")  # the rulebook of another bureau, installed as a package; ours by default
LIUHEN_TSA_URL = envstr("LIUHEN_TSA_URL")  # a time-stamping service for issued papers; none by default
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"  # each room's deferred work
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# the web
SECRET_KEY = secret("web-secret")
DEBUG = False
LIUHEN_HTTPS = envbool("LIUHEN_HTTPS")
ALLOWED_HOSTS = list(envlist("LIUHEN_HOSTS", ("127.0.0.1", "localhost", "[::1]")))
CSRF_TRUSTED_ORIGINS = list(envlist("LIUHEN_ORIGINS"))
ROOT_URLCONF = "liuhen.urls"
WSGI_APPLICATION = "liuhen.wsgi.application"
INSTALLED_APPS = [
    *(f"liuhen.{room}" for room in rooms_with("apps.py")),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "liuhen.operating.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "liuhen.operating.middleware.keep_session_of_who_is_working",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "liuhen.access.sessions.who",
    "liuhen.pages.guard.Guard",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# people; who may do what is the room access
AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/signin/"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = envint("LIUHEN_SESSION_MINUTES", 30, least=1) * 60  # since the last request, not since signing in
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
# counts that every web process must share, such as failed sign-ins
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LIUHEN_HTTPS
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if LIUHEN_HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the preview of a paper is a frame of our own
if envbool("LIUHEN_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = envint("LIUHEN_FORM_BYTES", 10 * 1024 * 1024)

# files; what is written by people goes through the room recordings into LIUHEN_HOME/files
STATIC_URL = "/static/"
STATIC_ROOT = PROJECT / "staticfiles"
MEDIA_ROOT = HOME.files
LIUHEN_STORE = envstr("LIUHEN_STORE", "disk")  # where new files go: disk or s3
LIUHEN_S3 = s3_place()
if LIUHEN_STORE not in {"disk", "s3"} or (LIUHEN_STORE == "s3" and LIUHEN_S3 is None):
    raise BadSetting(f"LIUHEN_STORE is {LIUHEN_STORE!r}; say disk, or s3 with LIUHEN_S3_URL and LIUHEN_S3_BUCKET")
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = envbool("LIUHEN_STATIC_AS_IS")  # tests: no collecting, no hashed names
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# language and time
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"liuhen": {"level": envstr("LIUHEN_LOG_LEVEL", "WARNING")}},  # serve's processes are told INFO
}
