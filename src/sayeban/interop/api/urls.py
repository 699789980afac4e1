"""Addresses of the registry below /dci/v1/."""

from django.urls import path

from sayeban.interop.api import views
from sayeban.interop.api.notified import notify, on_subscribe

urlpatterns = [
    path("registry/sync/search", views.sync_search, name="dci_sync_search"),
    path("registry/search", views.search, name="dci_search"),
    path("registry/subscribe", views.subscribe, name="dci_subscribe"),
    path("registry/unsubscribe", views.unsubscribe, name="dci_unsubscribe"),
    path("registry/notify", notify, name="dci_notify"),
    path("registry/on-subscribe", on_subscribe, name="dci_on_subscribe"),
    path("registry/sync/txn/status", views.sync_status, name="dci_sync_status"),
    path("registry/txn/status", views.status, name="dci_status"),
    path(".well-known/jwks.json", views.key_set, name="dci_key_set"),
    path("oauth2/client/token", views.token, name="dci_token"),
    path("<path:path>", views.unknown, name="dci_unknown"),
]
