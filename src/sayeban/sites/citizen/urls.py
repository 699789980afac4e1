"""Addresses of the clients' own pages."""

from django.urls import path

from sayeban.sites.citizen import enter, moved, own

urlpatterns = [
    path("", own.own, name="own"),
    path("enter/", enter.enter, name="own_enter"),
    path("enter/code/", enter.code, name="own_code"),
    path("leave/", enter.leave, name="own_leave"),
    path("moved/", moved.moved, name="own_moved"),
    path("moved/<int:reference>/undo/", moved.unsay, name="own_moved_undo"),
]
