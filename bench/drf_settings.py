"""Settings of the usual project that the companies' service is compared with."""

from sayeban.sites.settings import *  # noqa: F403 - the same tables and database
from sayeban.sites.settings import DATABASES
from sayeban.sites.settings import INSTALLED_APPS as _PRODUCT

INSTALLED_APPS = [*_PRODUCT, "django.contrib.contenttypes", "django.contrib.auth", "rest_framework"]
ROOT_URLCONF = "bench.drf_site"
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "UNAUTHENTICATED_USER": None,
}
# One transaction a request: without it each row that is kept would wait for the disk by itself.
DATABASES["default"]["ATOMIC_REQUESTS"] = True
