from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "caicach.people"
    label = "people"
