from django.apps import AppConfig


class EligibilityConfig(AppConfig):
    name = "sayeban.eligibility"
    label = "eligibility"
