from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "sayeban.forms"
    label = "forms"
