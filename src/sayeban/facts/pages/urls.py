"""Addresses of welfare files, contests and the catalogue; keys that say nothing."""

from django.urls import path

from sayeban.facts.pages.catalogue import page as catalogue
from sayeban.facts.pages.contests import listing
from sayeban.facts.pages.contests import page as contests
from sayeban.facts.pages.file import page as file

urlpatterns = [
    path("facts/", catalogue.facts, name="facts"),
    path("files/<int:person_id>/", file.welfare_file, name="welfare_file"),
    path("files/<int:person_id>/contest/<int:value_id>/", listing.new_contest, name="contest_new"),
    path("contests/", listing.contests, name="contests"),
    path("contests/<int:number>/", contests.contest, name="contest"),
    path("contests/<int:number>/document", contests.contest_document, name="contest_document"),
    path("contests/<int:number>/refer/", contests.refer, name="contest_refer"),
    path("contests/<int:number>/decide/", contests.decide, name="contest_decide"),
    path("contests/<int:number>/withdraw/", contests.withdraw, name="contest_withdraw"),
]
