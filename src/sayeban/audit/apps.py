from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "sayeban.audit"
    label = "audit"
