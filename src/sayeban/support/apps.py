from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "sayeban.support"
    label = "support"
