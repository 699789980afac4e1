"""Addresses of a counter clerk, mounted under /counter/."""

from django.urls import path

from sayeban.exemptions.pages.counter import page

urlpatterns = [
    path("", page.counter, name="counter"),
    path("<int:entry>/", page.answer, name="counter_answer"),
]
