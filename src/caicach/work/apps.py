from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "caicach.work"
    label = "work"
