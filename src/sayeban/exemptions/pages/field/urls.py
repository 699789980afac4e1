"""Addresses of the field pages, mounted under /field/: all that the service worker reaches.

Persons are named by the row's key alone: no national id stands in any address.
"""

from django.urls import path

from sayeban.exemptions.pages.field import card, fill, phone, send, today

_ROW = "<str:code>/rows/<uuid:key>"

urlpatterns = [
    path("", today.choose, name="field"),
    path("queue/", phone.queue, name="field_queue"),
    path("shell/", phone.shell, name="field_shell"),
    path("sw.js", phone.worker, name="field_worker"),
    path("contact/", send.contact, name="field_contact"),
    path("<str:code>/<str:unit>/", today.today, name="field_today"),
    path("<str:code>/<str:unit>/cases/", send.cases, name="field_cases"),
    path(f"{_ROW}/", card.card, name="field_card"),
    path(f"{_ROW}/fill/", fill.fill, name="field_fill"),
    path(f"{_ROW}/read/", fill.read_into, name="field_read"),
    path(f"{_ROW}/send/", send.send, name="field_send"),
]
