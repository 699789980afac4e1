"""The sound of a question: a file forms/clips/<form>/<question>.ogg among the static files."""

from django.contrib.staticfiles import finders
from django.templatetags.static import static


def clip_of(form: str, question: str) -> str:
    """Its address, "" where nobody has recorded it yet."""
    name = f"forms/clips/{form}/{question}.ogg"
    return static(name) if finders.find(name) else ""
