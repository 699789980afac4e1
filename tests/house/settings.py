"""The site's settings with the tool that keeps migrations in one line."""

from sayeban.sites.settings import *  # noqa: F403 - settings are what a module has
from sayeban.sites.settings import INSTALLED_APPS as SITE_APPS

INSTALLED_APPS = ["django_linear_migrations", *SITE_APPS]
