from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "sayeban.documents"
    label = "documents"
