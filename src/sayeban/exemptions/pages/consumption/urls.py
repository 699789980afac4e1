"""Addresses of the figures of consumption; mounted under /deliveries/consumption/."""

from django.urls import path

from sayeban.exemptions.pages.consumption import page

urlpatterns = [
    path("", page.consumption, name="consumption"),
    path("consumption.xlsx", page.consumption_xlsx, name="consumption_xlsx"),
]
