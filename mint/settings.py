"""One settings file; every difference between installations is an environment value (README, Configuration)."""

import os
from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from mint import env, logs

django_stubs_ext.monkeypatch()  # forms.ModelForm[User] and the like, which types need and Django lacks

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"

DEBUG = env.flag("DEBUG")
SITE_URL, _SCHEME, _HOST = env.site("SITE_URL", "http://localhost:8000")
_SECURE = _SCHEME == "https"
DEMO = env.demo("DEMO", _HOST)
SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or [_HOST, *env.LOCAL_HOSTS]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
METRICS_TOKEN = env.text("METRICS_TOKEN")

INSTALLED_APPS = [
    "mint.isolation",
    "mint.places",
    "mint.audit",
    "mint.outbox",
    "mint.accounts",
    "mint.tenancy",
    "mint.signon",
    "mint.projects",
    "mint.notifications",
    "mint.jobs",
    "mint.links",
    "mint.privacy",
    "mint.files",
    "mint.discussion",
    "mint.vocabulary",
    "mint.search",
    "mint.matching",
    "municipalities",
    "companies",
    "companies.effort",
    "challenges",
    "challenges.questions",
    "challenges.sharing",
    "challenges.behalf",
    "challenges.tagging",
    "challenges.curation",
    "challenges.lineage",
    "challenges.proposals",
    "challenges.evaluation",
    "experiments",
    "experiments.staging",
    "experiments.sensing",
    "experiments.follow_up",
    "experiments.replication",
    "experiments.learning",
    "experiments.shelf",
    "experiments.purchasing",
    "experiments.diary",
    "experiments.errands",
    "experiments.consents",
    "experiments.parties",
    "experiments.hours",
    "experiments.patterns",
    "placements",
    "reports",
    "reports.open_data",
    "reports.dossier",
    "reports.authority",
    "reports.corrections",
    "reports.cockpit",
    "reports.sections",
    "reports.reviews",
    "reports.yearly",
    "reports.submissions",
    "reports.approvals",
    "reports.changes",
    "reports.inquiries",
    "mint.pages",
    "mint",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "guardian",
    "django_celery_beat",
    "django_htmx",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    # headers first: they stand on what the others answer, too
    "mint.headers.KeepingMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mint.tracing.TracedMiddleware",
    "mint.web.CleanInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "mint.tenancy.middleware.ActorMiddleware",
    "mint.tenancy.middleware.SignInMiddleware",
    "mint.addresses.FormAddressMiddleware",
]

ROOT_URLCONF = "mint.urls"
WSGI_APPLICATION = "mint.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["mint.loading.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "mint.templating",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mint.tenancy.context.page",
                "mint.notifications.context.page",
                "mint.projects.context.page",
                "mint.pages.waiting.page",
            ],
        },
    }
]
FORM_RENDERER = "mint.templating.MintRenderer"

# Connections. The application is mint_app, sweeps are mint_system, migrations run as mint_owner (MINT_ROLE=owner).
_AS_OWNER = env.text("MINT_ROLE") == "owner"
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.database("DATABASE_OWNER_URL" if _AS_OWNER else "DATABASE_URL"),
    "system": env.database("DATABASE_SYSTEM_URL"),
}
# Values go to the server apart: a context's signature stands in no statement's text that another session might read.
# Statements are prepared on each connection (a policy costs more to plan than to run). A pooler between must know prepared
# statements (pgbouncer 1.21 or newer), or DATABASE_PREPARE=0.
_PREPARE = 1 if env.flag("DATABASE_PREPARE", default=True) else None
_PREPARED = {"server_side_binding": True, "prepare_threshold": _PREPARE}
for _database in DATABASES.values():
    _database["OPTIONS"] = {**_database.get("OPTIONS", {}), **_PREPARED}
    _database |= {
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": False,
    }
DATABASES["system"]["TEST"] = {"MIRROR": "default"}
DATABASE_ROUTERS = ["mint.isolation.router.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

# The broker's server also holds the cache (database 1); its time limits keep pages quick when it hangs.
REDIS_URL = env.text("REDIS_URL")
CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = env.broker(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT, CELERY_TASK_SOFT_TIME_LIMIT = 600, 540
JOB_LEASE_SECONDS = env.seconds(
    "JOB_LEASE_SECONDS", 120
)  # how long a worker may be silent before its work is another's
OUTBOX_RESEND_SECONDS = env.seconds(
    "OUTBOX_RESEND_SECONDS", CELERY_TASK_TIME_LIMIT + 60
)  # longer than the longest task
# long jobs have a queue of their own: what is quick (notices, sweeps) takes turns with them, or gets its own worker by -Q
CELERY_TASK_DEFAULT_QUEUE, CELERY_TASK_ROUTES = "celery", {"jobs.run": {"queue": "long"}}
CELERY_TASK_QUEUES: dict[str, Any] = {"celery": {}, "long": {}}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BEAT_SCHEDULER = "mint.jobs.beat:SlotScheduler"
CELERY_TIMEZONE = "Europe/Helsinki"
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "mint.cache.OpenCache",
        "LOCATION": env.text("CACHE_URL") or REDIS_URL.replace("redis+socket://", "unix://"),
        "OPTIONS": {"db": 1, "socket_timeout": 0.3, "socket_connect_timeout": 0.3},
    },
    # {% cache %}: what is the same on every page (header, footer, rail, filters), in each process's own memory
    "template_fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "template_fragments",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}
SESSION_ENGINE = "mint.accounts.store"
# unused, and in all; `elevated` are operators, coordinators, curators and project managers (mint/tenancy/entering.py)
_HOUR, _DAY = 3600, 24 * 3600
SESSION_IDLE_SECONDS = {"elevated": 12 * _HOUR, "other": 14 * _DAY}
SESSION_ABSOLUTE_SECONDS = {"elevated": 7 * _DAY, "other": 30 * _DAY}
SESSION_COOKIE_AGE = SESSION_IDLE_SECONDS["other"]
MESSAGE_STORAGE = "mint.headers.MessageStorage"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
# beside Django's twenty thousand: one a line in small letters, or gzipped
if PASSWORD_LIST := env.file("PASSWORD_LIST"):
    AUTH_PASSWORD_VALIDATORS.append(
        {
            "NAME": "django.contrib.auth.password_validation.CommonPasswordValidator",
            "OPTIONS": {"password_list_path": PASSWORD_LIST},
        }
    )
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "pages:mine"
LOGOUT_REDIRECT_URL = "pages:home"
ACCOUNT_ADAPTER = "mint.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "request_login_code": "mint.accounts.proving.CodeForm",
    "reset_password": "mint.accounts.proving.ResetForm",
}
ACCOUNT_SIGNUP_FORM_CLASS = "mint.accounts.forms.NameForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a change of how one signs in is told by mail
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""  # a host name tells the reader nothing
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # long enough to find the mail on a phone
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _SCHEME
# beside allauth's own limits: each request to join writes to the owners of a company, each look-up asks another's server
ACCOUNT_RATE_LIMITS = {
    "join": "10/d/user",
    "signon": "20/m/ip",
    "business_register": "10/m/ip,60/h/ip",
    "similar": "120/m/ip",
    "sensor": env.text("SENSOR_LIMIT") or "60/m/key,2000/d/key",
    "sensor_unknown": "20/m/ip",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _SECURE  # http of this machine: a browser knows no passkeys on any other
MFA_FORMS = {"add_webauthn": "mint.accounts.passkeys.PasskeyForm"}
MFA_TOTP_ISSUER = "MINT"
MFA_ADAPTER = "mint.accounts.factors.FactorAdapter"
MFA_TOTP_TOLERANCE = 0
# organisations' own sign-in: mint/signon
SOCIALACCOUNT_ADAPTER = "mint.signon.adapter.SignonAdapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 2
SOCIALACCOUNT_STORE_TOKENS = SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_LOGIN_ON_GET = False
SIGNON_ALLOWS_HTTP = DEBUG or DEMO  # for trials on this machine
# the business register (PRH open data, no key needed): companies are looked up there by their number; empty: typed by hand
OUTBOUND_HOSTS = frozenset(env.words("OUTBOUND_HOSTS") or ["avoindata.prh.fi"])
OUTBOUND_ALLOWS_INNER = False  # tests have their servers on this machine
BUSINESS_REGISTER_URL = env.outbound(
    "BUSINESS_REGISTER_URL", "" if DEMO else "https://avoindata.prh.fi/opendata-ytj-api/v3", OUTBOUND_HOSTS
)
BUSINESS_REGISTER_SECONDS = 2.0
ANONYMOUS_USER_NAME = None  # guardian: no row stands for everybody
GUARDIAN_MONKEY_PATCH_USER = False
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # grants are read by querysets and policies, never by has_perm in a loop

EMAIL_CONFIG = env.env.email_url("EMAIL_URL", default="consolemail://" if DEBUG else "dummymail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", f"MINT <mint@{_HOST}>")

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "mint" / "locale"]
LANGUAGE_COOKIE_NAME = "kieli"
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env.text("MEDIA_ROOT") or VAR / "media")
ERASURE_LEDGER = Path(
    env.text("ERASURE_LEDGER") or VAR / "erasures.jsonl"
)  # who was erased: survives a restored database
STORAGES = {
    "default": env.storage("S3_URL") or {"BACKEND": "mint.files.storage.WholeStorage"},
    "staticfiles": {"BACKEND": "mint.web.StaticStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DIARY_BYTES = env.whole("DIARY_MEGABYTES", 300) * 1_000_000  # pictures and files of one experiment's diary
CLAMAV_URL = env.text("CLAMAV_URL")  # unix:///run/clamav/clamd.ctl or tcp://host:3310; empty: nothing is scanned
LARGEST_REQUEST = 25 * 1024 * 1024  # with its files; a proxy in front says the same
FILE_UPLOAD_PERMISSIONS = 0o600

_PREFIX = "__Host-" if _SECURE else ""
SESSION_COOKIE_NAME = f"{_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{_PREFIX}csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_SSL_REDIRECT = _SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY") else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("BEHIND_PROXY") else 0
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
SECURE_REFERRER_POLICY = "same-origin"  # an address may hold a token: other sites learn none
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # nothing inline; the nonce is in it for a page that asks for `request.csp_nonce`
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
_UNUSED = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "geolocation"),
    *("gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking"),
)
_OWN = ("publickey-credentials-create", "publickey-credentials-get")  # passkeys
PERMISSIONS_POLICY: dict[str, list[str]] = {
    **{feature: [] for feature in _UNUSED},
    **{feature: ["self"] for feature in _OWN},
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "mint.logs.formatter"}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stdout"], "level": "INFO"},
}

# Watching, where it is wanted: metrics of all processes together, errors without personal data.
if METRICS_TOKEN:
    _METRICS = VAR / "metrics"
    _METRICS.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(_METRICS))
    INSTALLED_APPS += ["django_prometheus"]
    MIDDLEWARE = [
        "django_prometheus.middleware.PrometheusBeforeMiddleware",
        *MIDDLEWARE,
        "django_prometheus.middleware.PrometheusAfterMiddleware",
    ]
if SENTRY_DSN := env.text("SENTRY_DSN"):
    logs.watched_at(SENTRY_DSN)
