"""Addresses of rules; mounted under /rules/."""

from django.urls import path

from sayeban.eligibility.pages import listing, version

urlpatterns = [
    path("", listing.rules, name="rules"),
    path("parameters/<int:number>/approve/", listing.approve, name="rule_parameter_approve"),
    path("<str:code>/<int:number>/", version.rule_version, name="rule_version"),
    path("<str:code>/<int:number>/impact/", version.impact, name="rule_impact"),
    path("<str:code>/<int:number>/approve/", version.approve, name="rule_approve"),
    path("<str:code>/<int:number>/return/", version.send_back, name="rule_return"),
]
