"""Jinja2 as Django's template backend, and the one way to answer with a page.

Settings: TEMPLATES holds
`{"BACKEND": "django.template.backends.jinja2.Jinja2",
"OPTIONS": {"environment": "sayeban.design.jinja.environment"}}`
and DESIGN_LAYOUT names the callable `(HttpRequest) -> Layout`.
Templates are in `templates/<package>/` of each app.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as django_render
from django.template import engines
from django.template.utils import get_app_template_dirs
from django.templatetags.static import static
from django.urls import reverse
from django.utils.module_loading import import_string
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sayeban.design import filters, forms, labels
from sayeban.design.declared import page_class
from sayeban.design.parts import Column

FILTERS = {
    "fa": filters.fa,
    "number": filters.number,
    "percent": filters.percent,
    "jdate": filters.jdate,
    "jdatetime": filters.jdatetime,
    "grouped": filters.grouped,
    "ident": filters.ident,
    "phone": filters.phone,
    "labelled": labels.labelled,
    "field_kind": forms.field_kind,
    "folds": forms.folds,
    "narrowed": forms.narrowed,
    "date_parts": forms.date_parts,
    "summary_errors": forms.summary_errors,
}


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a named page; NoReverseMatch for a name that does not exist."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:
    """The environment of every page: strict about names, escaping, without stray blank lines."""
    ours: dict[str, Any] = {
        "loader": FileSystemLoader(get_app_template_dirs("templates")),
        "undefined": StrictUndefined,
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    env = Environment(**{**options, **ours})  # noqa: S701 - `ours` switches escaping on
    env.filters.update(FILTERS)
    env.globals.update({"url": url, "static": static, "Column": Column})
    return env


def render(request: HttpRequest, template: str, page: object, *, status: int = 200) -> HttpResponse:
    """Answer with a page.

    `page` is the frozen dataclass that the template's first line names; the template sees it as
    `page`, beside `layout`, `request` and `csrf_input`. A form with errors goes out with 422.
    TypeError for a page of another class: the template was checked against the one it names.
    """
    named = page_class(engines["jinja2"].env, template)  # type: ignore[attr-defined]  # Jinja2 has it
    given = f"{type(page).__module__}.{type(page).__qualname__}"
    if named is not None and named != given:
        raise TypeError(f"{template} is made for {named}, not for {given}")
    layout = import_string(settings.DESIGN_LAYOUT)(request)
    context = {"page": page, "layout": layout}
    return django_render(request, template, context, status=status, using="jinja2")
