from django.apps import AppConfig


class RuntimeConfig(AppConfig):
    name = "sayeban.runtime"
    label = "runtime"
