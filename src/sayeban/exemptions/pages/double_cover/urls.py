"""Addresses of double covers; mounted under /deliveries/double/."""

from django.urls import path

from sayeban.exemptions.pages.double_cover import page

urlpatterns = [
    path("", page.covers, name="double_covers"),
    path("<int:cover>/", page.one_cover, name="double_cover"),
    path("<int:cover>/end/", page.end_cover, name="double_cover_end"),
    path("<int:cover>/keep/", page.keep_cover, name="double_cover_keep"),
]
