from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "sayeban.cases"
    label = "cases"
