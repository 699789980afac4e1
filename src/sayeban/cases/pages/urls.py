"""Addresses of cases."""

from django.urls import path

from sayeban.cases.pages.case import page

urlpatterns = [
    path("<int:case_id>/", page.case, name="case"),
    path("<int:case_id>/steps/<int:step>/", page.case_advance, name="case_advance"),
]
