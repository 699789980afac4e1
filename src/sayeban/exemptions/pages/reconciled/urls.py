"""Addresses of the reconciliation; mounted under /deliveries/said/."""

from django.urls import path

from sayeban.exemptions.pages.reconciled import company, page, records

_COMPANY = "<slug:utility>/<str:company>"

urlpatterns = [
    path("", page.reconciliation, name="reconciliation"),
    path("said.xlsx", page.reconciliation_xlsx, name="reconciliation_xlsx"),
    path(f"{_COMPANY}/", company.reconciled_company, name="reconciled_company"),
    path(f"{_COMPANY}/records/", records.records, name="reconciled_records"),
    path(f"{_COMPANY}/records.xlsx", records.records_xlsx, name="reconciled_records_xlsx"),
]
