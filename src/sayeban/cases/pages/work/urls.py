"""Addresses of the worklist."""

from django.urls import path

from sayeban.cases.pages.work import bulk, page

urlpatterns = [
    path("", page.work, name="work"),
    path("list.xlsx", page.as_workbook, name="work_xlsx"),
    path("set/", bulk.bulk, name="work_bulk"),
    path("set/advance/", bulk.bulk_advance, name="work_advance"),
]
