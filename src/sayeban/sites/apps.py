from django.apps import AppConfig


class SitesConfig(AppConfig):
    name = "sayeban.sites"
    label = "sites"
