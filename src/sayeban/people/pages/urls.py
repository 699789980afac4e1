"""Addresses of persons' files: keys that say nothing, never a national id."""

from django.urls import path

from sayeban.people.pages.person import page as person
from sayeban.people.pages.search import page as search

urlpatterns = [
    path("", search.search, name="people"),
    path("<int:person_id>/", person.one_person, name="person"),
    path("<int:person_id>/<str:kind>/", person.change, name="person_change"),
]
