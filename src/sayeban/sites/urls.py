"""Every address of the installation; each view behind it carries `@door`."""

from django.urls import URLPattern, URLResolver, include, path

from sayeban.design.gallery.view import gallery
from sayeban.desk.pages.survey import survey
from sayeban.exemptions.pages.deliveries import page
from sayeban.notices.pages.received import received
from sayeban.runtime.doors import door
from sayeban.sites import health
from sayeban.sites.api import token
from sayeban.sites.api_docs import api_docs
from sayeban.sites.metrics import metrics

urlpatterns: list[URLPattern | URLResolver] = [
    # First: programs ask it most, and addresses are tried in turn.
    path("utility/v1/", include("sayeban.sites.api")),
    path("", include("sayeban.sites.staff.urls")),
    path("campaigns/", include("sayeban.exemptions.pages.urls")),
    path("patterns/", include("sayeban.exemptions.pages.patterns.urls")),
    path("companies/", include("sayeban.exemptions.pages.companies.urls")),
    path("institutions/", include("sayeban.interop.pages.urls")),
    path("deliveries/", page.deliveries, name="deliveries"),
    path("deliveries/double/", include("sayeban.exemptions.pages.double_cover.urls")),
    path("deliveries/board.xlsx", page.deliveries_xlsx, name="deliveries_xlsx"),
    path("deliveries/said/", include("sayeban.exemptions.pages.reconciled.urls")),
    path("deliveries/consumption/", include("sayeban.exemptions.pages.consumption.urls")),
    path("field/", include("sayeban.exemptions.pages.field.urls")),
    path("counter/", include("sayeban.exemptions.pages.counter.urls")),
    path("village/", include("sayeban.exemptions.pages.village.urls")),
    path("mine/", include("sayeban.sites.citizen.urls")),
    path("people/", include("sayeban.people.pages.urls")),
    path("services/", include("sayeban.cases.pages.services.urls")),
    path("worklist/", include("sayeban.cases.pages.work.urls")),
    path("cases/", include("sayeban.cases.pages.urls")),
    path("needs/", include("sayeban.cases.pages.needs.urls")),
    path("track/", include("sayeban.cases.pages.track.urls")),
    path("", include("sayeban.facts.pages.urls")),
    path("forms/", include("sayeban.forms.pages.urls")),
    path("survey/<uuid:key>/", survey, name="survey"),
    path("desk/", include("sayeban.desk.pages.urls")),
    path("waiting/", include("sayeban.support.pages.urls")),
    path("rules/", include("sayeban.eligibility.pages.urls")),
    path("calendar/", include("sayeban.organisations.pages.urls")),
    path("notices/received/<str:secret>/", received, name="sms_received"),
    path("oauth2/token", token, name="oauth2_token"),
    path("utility/docs/", api_docs, name="api_docs"),
    path("utility/", include("sayeban.exemptions.pages.console.urls")),
    path("social/v1/", include("sayeban.sites.api_social")),
    path("dci/v1/", include("sayeban.interop.api.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("design/", door("signed_in")(gallery), name="gallery"),
]

handler404 = "sayeban.sites.pages.not_found"
handler500 = "sayeban.sites.pages.fault"
