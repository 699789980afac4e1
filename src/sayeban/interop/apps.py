from django.apps import AppConfig


class InteropConfig(AppConfig):
    name = "sayeban.interop"
    label = "interop"
