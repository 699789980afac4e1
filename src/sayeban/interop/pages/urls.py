"""Addresses of agreements with institutions; mounted under /institutions/."""

from django.urls import path

from sayeban.interop.pages import changes, page

urlpatterns = [
    path("", page.institutions, name="institutions"),
    path("<str:client_id>/", page.institution, name="institution"),
    path("<str:client_id>/secret/", changes.another_secret, name="institution_secret"),
    path("<str:client_id>/activate/", changes.activate, name="institution_activate"),
    path("<str:client_id>/close/", changes.close, name="institution_close"),
]
