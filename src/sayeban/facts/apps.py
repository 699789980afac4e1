from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "sayeban.facts"
    label = "facts"
