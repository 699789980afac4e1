from django.apps import AppConfig
from django.utils.module_loading import import_string


class SitesConfig(AppConfig):
    name = "sayeban.sites"
    label = "sites"

    def ready(self) -> None:
        # By name: models must be loaded before the modules are.
        import_string("sayeban.sites.logs.configure")()
        import_string("sayeban.sites.checks.check_doors")
