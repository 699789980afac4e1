from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "sayeban.organisations"
    label = "organisations"
