"""Addresses of the working calendar."""

from django.urls import path

from sayeban.organisations.pages.calendar import page as calendar

urlpatterns = [
    path("", calendar.own_calendar, name="calendar"),
    path("<str:unit>/", calendar.calendar, name="calendar_of"),
    path("<str:unit>/weekend/", calendar.weekend, name="calendar_weekend"),
    path("<str:unit>/<str:day>/open/", calendar.reopen, name="calendar_open"),
    path("<str:unit>/holidays/", calendar.holiday, name="calendar_holiday"),
    path("<str:unit>/holidays/<str:day>/strike/", calendar.strike, name="calendar_strike"),
]
