"""Addresses of rules; mounted under /rules/."""

from django.urls import path

from sayeban.eligibility.pages import ending, listing, version
from sayeban.eligibility.pages import person as rules_of_person
from sayeban.eligibility.pages.by_hand import listing as by_hand
from sayeban.eligibility.pages.by_hand import person
from sayeban.eligibility.pages.edit import condition, dropping, new, page, parts
from sayeban.eligibility.pages.means import page as means
from sayeban.eligibility.pages.means import person as means_person
from sayeban.eligibility.pages.parameters import entering
from sayeban.eligibility.pages.parameters import page as parameters

urlpatterns = [
    path("", listing.rules, name="rules"),
    path("parameters/", parameters.parameters, name="rule_parameters"),
    path("parameters/new/", entering.new, name="rule_parameter_new"),
    path("parameters/<int:number>/approve/", parameters.approve, name="rule_parameter_approve"),
    path("parameters/<int:number>/strike/", parameters.strike, name="rule_parameter_strike"),
    path("parameters/<str:name>/", parameters.parameter, name="rule_parameter"),
    path("parameters/<str:name>/enter/", entering.enter, name="rule_parameter_enter"),
    path("by-hand/", by_hand.by_hand, name="by_hand"),
    path("by-hand/list.xlsx", by_hand.as_workbook, name="by_hand_xlsx"),
    path("by-hand/papers/<int:number>/", person.paper, name="by_hand_paper"),
    path("by-hand/<int:person_id>/", person.person, name="by_hand_person"),
    path("by-hand/<int:person_id>/decide/", person.decide, name="by_hand_decide"),
    path("by-hand/<int:person_id>/<int:number>/end/", person.end, name="by_hand_end"),
    path("means/", means.means, name="means"),
    path("means/new/", means.new, name="means_new"),
    path("means/estimate/", means.estimate, name="means_estimate"),
    path("means/<int:number>/approve/", means.approve, name="means_approve"),
    path("means/<int:number>/indicators.xlsx", means.as_workbook, name="means_xlsx"),
    path("means/of/<int:person_id>/", means_person.person, name="means_person"),
    path("of/<int:person_id>/", rules_of_person.person, name="rules_of_person"),
    path("new/", new.new, name="rule_new"),
    path("ends/<int:number>/approve/", ending.approve, name="rule_end_approve"),
    path("ends/<int:number>/withdraw/", ending.withdraw, name="rule_end_withdraw"),
    path("<str:code>/end/", ending.end, name="rule_end"),
    path("<str:code>/edit/", page.edit, name="rule_edit"),
    path("<str:code>/edit/about/", parts.about, name="rule_about"),
    path("<str:code>/edit/add/<str:at>/", condition.add, name="rule_add"),
    path("<str:code>/edit/condition/<str:at>/", condition.condition, name="rule_condition"),
    path("<str:code>/edit/group/<str:at>/", parts.group, name="rule_group"),
    path("<str:code>/<int:number>/", version.rule_version, name="rule_version"),
    path("<str:code>/<int:number>/impact/", version.impact, name="rule_impact"),
    path("<str:code>/<int:number>/impact.xlsx", version.as_workbook, name="rule_impact_xlsx"),
    path("<str:code>/<int:number>/run/", version.run, name="rule_run"),
    path("<str:code>/<int:number>/approve/", version.approve, name="rule_approve"),
    path("<str:code>/<int:number>/drop/", dropping.drop, name="rule_drop"),
    path("<str:code>/<int:number>/return/", version.send_back, name="rule_return"),
]
