from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "caicach.rounds"
    label = "rounds"
