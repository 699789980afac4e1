"""A layout and settings of its own, so that the package is tested without the packages above."""

from django.http import HttpRequest

from sayeban.design.parts import Banner, Layout, Link, SignedIn

SETTINGS = {
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "OPTIONS": {"environment": "sayeban.design.jinja.environment"},
        }
    ],
    "DESIGN_LAYOUT": "sayeban.design.tests.samples.layout",
}


def layout(_request: HttpRequest) -> Layout:
    """A page of somebody who is signed in."""
    return Layout(
        home_url="/",
        nav=(Link("کارها", "#"), Link("فهرست‌ها", "#", current=True), Link("پیشرفت", "#")),
        user=SignedIn("نام نمونه", "رئیس شهرستان نمونه", "/sign-out/"),
        phase="نسخهٔ آزمایشی: داده‌ها ساختگی است.",
        banners=(Banner("ok", "ذخیره شد."),),
        footer=(Link("دسترس‌پذیری", "#"), Link("حریم خصوصی", "#")),
    )
