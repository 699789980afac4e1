"""Addresses of waiting lists."""

from django.urls import path

from sayeban.support.pages import lists, place, priorities

urlpatterns = [
    path("", lists.lists, name="waiting"),
    path("priorities/", priorities.rules, name="waiting_priorities"),
    path("priorities/rule/", priorities.rule, name="waiting_priority"),
    path("<int:number>/", place.place, name="waiting_place"),
    path("<int:number>/end/", place.end, name="waiting_end"),
    path("<str:province>/<slug:service>/", lists.one_list, name="waiting_list"),
]
