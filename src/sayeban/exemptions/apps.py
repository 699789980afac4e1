from django.apps import AppConfig


class ExemptionsConfig(AppConfig):
    name = "sayeban.exemptions"
    label = "exemptions"
