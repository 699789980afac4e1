from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "sayeban.notices"
    label = "notices"
