"""Addresses of the catalogue of services and its editor."""

from django.urls import path

from sayeban.cases.pages.services import (
    books,
    drafts,
    editor,
    guard,
    listing,
    migrate,
    one,
    part,
    trial,
)

urlpatterns = [
    path("", listing.catalogue, name="services"),
    path("all.xlsx", books.as_workbook, name="services_xlsx"),
    path("upload/", books.upload, name="services_upload"),
    path("drafts/", drafts.service_drafts, name="services_drafts"),
    path("new/", editor.new, name="service_new"),
    path("<slug:code>/", one.one_service, name="service"),
    path("<slug:code>/v/<int:number>/", one.one_version, name="service_version"),
    path("<slug:code>/v/<int:number>/walk/", trial.trial, name="service_walk"),
    path("<slug:code>/edit/", editor.edit, name="service_edit"),
    path("<slug:code>/edit/<slug:part>/<int:nth>/", part.part, name="service_part"),
    path("<slug:code>/edit/<slug:part>/<int:nth>/<slug:do>/", part.part_do, name="service_part_do"),
    path("<slug:code>/condition/<slug:part>/<int:nth>/", guard.guard, name="service_guard"),
    path("<slug:code>/publish/", editor.publish, name="service_publish"),
    path("<slug:code>/migrate/", migrate.migrate, name="service_migrate"),
]
