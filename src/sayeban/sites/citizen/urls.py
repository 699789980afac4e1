"""Addresses of the clients' own pages."""

from django.urls import path

from sayeban.sites.citizen import (
    cases,
    contests,
    enter,
    form,
    moved,
    own,
    papers,
    review,
    waiting,
    wards,
    welfare,
)

urlpatterns = [
    path("", own.own, name="own"),
    path("enter/", enter.enter, name="own_enter"),
    path("enter/code/", enter.code, name="own_code"),
    path("leave/", enter.leave, name="own_leave"),
    path("moved/", moved.moved, name="own_moved"),
    path("moved/<int:reference>/undo/", moved.unsay, name="own_moved_undo"),
    path("cases/", cases.own_cases, name="own_cases"),
    path("cases/<int:case_id>/", cases.own_case, name="own_case"),
    path("cases/<int:case_id>/form/begin/", form.begin, name="own_form_begin"),
    path("cases/<int:case_id>/form/", form.tasks, name="own_form"),
    path("cases/<int:case_id>/form/<int:n>/", form.one_question, name="own_form_question"),
    path("cases/<int:case_id>/form/check/", form.check, name="own_form_check"),
    path("cases/<int:case_id>/papers/<str:code>/", papers.own_paper, name="own_paper"),
    path("cases/<int:case_id>/review/", review.own_review, name="own_review"),
    path(
        "cases/<int:case_id>/papers/<str:code>/take-back/",
        papers.own_paper_back,
        name="own_paper_back",
    ),
    path("wards/<int:case_id>/", wards.own_ward_case, name="own_ward_case"),
    path("file/", welfare.own_welfare, name="own_welfare"),
    path("file/<str:part>/", welfare.own_welfare_part, name="own_welfare_part"),
    path("contests/", contests.own_contests, name="own_contests"),
    path("contests/new/<int:value_id>/", contests.new_contest, name="own_contest_new"),
    path("contests/<int:number>/", contests.own_contest, name="own_contest"),
    path("contests/<int:number>/withdraw/", contests.withdraw, name="own_contest_withdraw"),
    path("waiting/", waiting.own_waiting, name="own_waiting"),
]
