"""Addresses of a village helper, mounted under /village/."""

from django.urls import path

from sayeban.exemptions.pages.village import page

urlpatterns = [
    path("", page.villages, name="village"),
    path("<str:code>/<uuid:key>/", page.known, name="village_known"),
]
