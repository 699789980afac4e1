from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "sayeban.people"
    label = "people"
