"""Addresses of cases."""

from django.urls import path

from sayeban.cases.pages import reviews
from sayeban.cases.pages.case import do, page, paper

urlpatterns = [
    path("reviews/", reviews.reviews, name="case_reviews"),
    path("<int:case_id>/", page.case, name="case"),
    path("<int:case_id>/steps/<int:step>/", page.case_advance, name="case_advance"),
    path("<int:case_id>/do/<slug:do>/<slug:target>/", do.case_do, name="case_do"),
    path("<int:case_id>/papers/<uuid:key>/", paper.case_paper, name="case_paper"),
]
