"""Entry point of the usual project."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
