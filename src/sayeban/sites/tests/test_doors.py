"""No URL without a door, or the site does not start."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import Client
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


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "page"),
    [
        ("/campaigns/c1405/rows/{key}/fill/", "/campaigns/c1405/rows/{key}/"),
        ("/field/c1405/rows/{key}/read/", "/field/c1405/rows/{key}/"),
        ("/campaigns/c1405/units/0701/sample/draw/", "/campaigns/c1405/units/0701/sample/"),
        ("/counter/1/", "/counter/"),
        ("/users/5/disable/", "/users/5/"),
        ("/users/post/7/end/", "/users/"),
        ("/leave/", "/"),
    ],
)
def test_the_address_of_what_is_sent_leads_to_its_page(
    client: Client, sent: str, page: str
) -> None:
    key = "3f0c4d0e-0000-4000-8000-000000000001"
    answer = client.get(sent.format(key=key))
    assert (answer.status_code, answer["Location"]) == (302, page.format(key=key))
    assert client.put(sent.format(key=key)).status_code == 405


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
