from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "sayeban.design"
    label = "design"
