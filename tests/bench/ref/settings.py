"""As little as Django needs: no middleware, one application, the template loader it caches by default."""

import os
from pathlib import Path

import environ

SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = ["*"]
DEBUG = False
INSTALLED_APPS = ["tests.bench.ref"]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "tests.bench.ref.urls"
WSGI_APPLICATION = "tests.bench.ref.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {},
    }
]
DATABASES = {"default": {**environ.Env.db_url_config(os.environ["DATABASE_URL"]), "CONN_MAX_AGE": 600}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"
