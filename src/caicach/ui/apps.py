from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "caicach.ui"
    label = "ui"
