"""Addresses of the service desk."""

from django.urls import path

from sayeban.desk.pages import counter, hall, settings

urlpatterns = [
    path("", counter.desk_list, name="desks"),
    path("hall/<uuid:key>/", hall.screen, name="desk_screen"),
    path("hall/<uuid:key>/number/", hall.kiosk, name="desk_kiosk"),
    path("<slug:code>/", counter.desk, name="desk"),
    path("<slug:code>/queue/", counter.queue, name="desk_queue"),
    path("<slug:code>/slip/<int:ticket>/", hall.slip, name="desk_slip"),
    path("<slug:code>/settings/", settings.settings, name="desk_settings"),
    path("<slug:code>/settings/key/", settings.new_key, name="desk_key"),
    path("<slug:code>/training/", settings.training, name="desk_training"),
]
