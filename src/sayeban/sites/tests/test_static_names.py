"""Files of pages are asked for once: their names hold their content and say so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.http import HttpResponse
from django.templatetags.static import static
from django.test import RequestFactory, override_settings
from whitenoise.middleware import (  # type: ignore[import-untyped]  # no types
    WhiteNoiseMiddleware,
)

pytestmark = pytest.mark.slow

SOURCE = Path(__file__).resolve().parents[2]
SHEET, FONT = "design/ds.css", "vazirmatn"


@pytest.fixture
def collected(tmp_path: Path) -> Iterator[Path]:
    with override_settings(STATIC_ROOT=tmp_path, WHITENOISE_USE_FINDERS=False):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield tmp_path


def kept(rf: RequestFactory, address: str) -> str:
    answer = WhiteNoiseMiddleware(lambda _: HttpResponse(status=404))(rf.get(address))
    assert answer.status_code == 200
    return str(answer.headers["Cache-Control"])


def test_a_file_is_kept_for_ever_under_the_name_of_its_content(
    rf: RequestFactory, collected: Path
) -> None:
    named = static(SHEET)
    assert named != f"/static/{SHEET}"
    assert "immutable" in kept(rf, named)
    assert "immutable" not in kept(rf, f"/static/{SHEET}")
    inside = (collected / named.removeprefix("/static/")).read_text()
    assert f"../vendor/{FONT}.woff2" not in inside
    assert f"../vendor/{FONT}." in inside


def test_scripts_go_out_without_comments_and_indents(collected: Path) -> None:
    name = "exemptions/field/store.js"
    own = Path(str(finders.find(name))).read_text()
    for sent in (name, static(f"{name}").removeprefix("/static/")):
        lines = (collected / sent).read_text().splitlines()
        assert lines == [line.strip() for line in own.splitlines()
                         if line.strip() and not line.strip().startswith("//")]  # fmt: skip
    assert "\n//" in own
    assert "\n  " in own


def test_no_script_of_ours_has_a_text_of_many_lines_that_this_would_change() -> None:
    scripts = [path for path in SOURCE.rglob("static/**/*.js") if "vendor" not in path.parts]
    assert [path.name for path in scripts if many_lines(path.read_text())] == []
    assert many_lines("const a = `x\n  y`;")
    assert len(scripts) > 5


def many_lines(script: str) -> bool:
    """Whether a text between backticks goes over the end of a line."""
    return any(line.count("`") % 2 for line in script.splitlines())


def test_before_anything_is_collected_names_are_plain() -> None:
    assert static(SHEET) == f"/static/{SHEET}"


def test_another_content_has_another_name(collected: Path) -> None:
    before = static(SHEET)
    with override_settings(STATICFILES_DIRS=[collected.parent / "other"]):
        other = collected.parent / "other/design"
        other.mkdir(parents=True)
        (other / "ds.css").write_text("body { margin: 1px }")
        call_command("collectstatic", interactive=False, verbosity=0)
        assert static(SHEET) != before
