from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sayeban.accounts"
    label = "accounts"
