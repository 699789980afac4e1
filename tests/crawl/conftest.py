"""The scene of the matrix, committed, behind a server like the product's."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from playwright.sync_api import Browser
from pytest_django.plugin import DjangoDbBlocker

from sayeban.design.testing import launch_browser
from tests.crawl.visits import Stage, staged
from tests.journeys.conftest import empty_tables, refuse_real_data
from tests.journeys.site import serving
from tests.matrix.scene import standing


@pytest.fixture(scope="module")
def transactional_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """For all tests of a module, in place of pytest-django's; see tests.journeys.conftest."""
    refuse_real_data()
    with django_db_blocker.unblock():
        yield
        empty_tables()


@pytest.fixture(scope="module")
def stage(transactional_db: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Every visit that may be made; made before a browser starts, which bars the database here."""
    static = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=static, WHITENOISE_USE_FINDERS=False):
        call_command("collectstatic", interactive=False, verbosity=0)
        # It sets up the log; an ear from before would be taken out of it.
        application = get_wsgi_application()
        with _written() as log, standing(tmp_path_factory.mktemp("crawl")) as scene:
            visits = staged(scene)
            with serving(application) as site:
                yield Stage(site, scene, visits, log)


@contextmanager
def _written() -> Iterator[StringIO]:
    """Everything that the site logs, as it would stand in its log."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    own = (each for each in logging.root.handlers if type(each) is logging.StreamHandler)
    handler.setFormatter(next(own).formatter)
    logging.root.addHandler(handler)
    try:
        yield written
    finally:
        logging.root.removeHandler(handler)


@pytest.fixture(scope="module")
def browser(stage: Stage) -> Iterator[Browser]:
    with launch_browser() as browser:
        yield browser
