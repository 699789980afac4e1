from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "sayeban.sheets"
    label = "sheets"
