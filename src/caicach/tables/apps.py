from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "caicach.tables"
    label = "tables"
