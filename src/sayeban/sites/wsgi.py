"""Entry point of the web process: `granian --interface wsgi sayeban.sites.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sayeban.sites.settings")
application = get_wsgi_application()
# By name: the module needs the apps that the line above loads.
import_string("sayeban.sites.checks.refuse_undeclared")()
