"""Addresses of the worklist."""

from django.urls import path

from sayeban.cases.pages.work import act, bulk, find, load, page

urlpatterns = [
    path("", page.work, name="work"),
    path("list.xlsx", page.as_workbook, name="work_xlsx"),
    path("find/", find.find, name="work_find"),
    path("load/", load.load, name="work_load"),
    path("set/", bulk.bulk, name="work_bulk"),
    path("set/advance/", bulk.bulk_advance, name="work_advance"),
    path("set/hand-over/", bulk.bulk_hand_over, name="work_hand_over"),
    path("recorded/<int:when>/", act.act, name="work_act"),
]
