"""Addresses of waiting lists."""

from django.urls import path

from sayeban.support.pages import lists

urlpatterns = [
    path("", lists.lists, name="waiting"),
    path("<int:number>/", lists.place, name="waiting_place"),
    path("<int:number>/end/", lists.end, name="waiting_end"),
    path("<str:province>/<slug:service>/", lists.one_list, name="waiting_list"),
]
