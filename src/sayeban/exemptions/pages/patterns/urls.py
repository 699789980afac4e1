"""Addresses of the patterns of messages; mounted under /patterns/."""

from django.urls import path

from sayeban.exemptions.pages.patterns import page

urlpatterns = [
    path("", page.pattern_list, name="text_patterns"),
    path("<str:code>/", page.one_pattern, name="text_pattern"),
    path("<str:code>/<int:version>/approve/", page.approve, name="text_pattern_approve"),
]
