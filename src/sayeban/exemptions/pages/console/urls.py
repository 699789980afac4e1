"""Addresses of the company's own pages; mounted under /utility/."""

from django.urls import path

from sayeban.exemptions.pages.console import page

urlpatterns = [
    path("", page.console, name="console"),
    path("try/", page.console_try, name="console_try"),
    path("leave/", page.console_leave, name="console_leave"),
]
