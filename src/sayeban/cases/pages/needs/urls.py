"""Addresses of need-finding; mounted under /needs/."""

from django.urls import path

from sayeban.cases.pages.needs import page

urlpatterns = [
    path("", page.needs, name="needs"),
    path("<str:code>/", page.need, name="need"),
]
