"""The address of tracking."""

from django.urls import path

from sayeban.cases.pages.track.page import track_case

urlpatterns = [path("", track_case, name="track")]
