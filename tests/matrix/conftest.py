"""One scene for each module: its cells are undone one by one."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.matrix.scene import Scene, made


@pytest.fixture(scope="module")
def scene(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Scene]:
    with django_db_blocker.unblock(), made(tmp_path_factory.mktemp("matrix")) as scene:
        yield scene


@pytest.fixture(autouse=True)
def _slices_make_anew(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a slice made for a test is undone with it, so the scene forgets it too."""
    yield
    if "scene" in request.fixturenames:
        request.getfixturevalue("scene").objects.clear()
