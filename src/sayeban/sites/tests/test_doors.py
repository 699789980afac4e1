"""No URL without a door, or the site does not start."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from pytest_django.fixtures import Settings

from sayeban.runtime.doors import door
from sayeban.sites.checks import check_doors, refuse_undeclared


def open_to_anyone(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def no_such_post(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("right/", door("signed_in")(open_to_anyone), name="right"),
    path("deep/", include([path("forgotten/", open_to_anyone)])),
    path("king/", door(frozenset({"king"}))(no_such_post)),
]


def test_every_url_of_the_site_is_declared() -> None:
    refuse_undeclared()
    assert check_doors() == []


def test_a_forgotten_door_stops_the_start(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    with pytest.raises(ImproperlyConfigured, match="/deep/forgotten/ has no @door"):
        refuse_undeclared()


def test_the_system_check_names_each_of_them(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    assert [problem.msg for problem in check_doors()] == [
        "/deep/forgotten/ has no @door",
        "/king/ opens to unknown posts ['king']",
    ]
