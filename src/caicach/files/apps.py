from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "caicach.files"
    label = "files"
