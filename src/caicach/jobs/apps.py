from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "caicach.jobs"
    label = "jobs"
