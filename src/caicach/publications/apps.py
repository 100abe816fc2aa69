from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "caicach.publications"
    label = "publications"
