from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "sayeban.desk"
    label = "desk"
