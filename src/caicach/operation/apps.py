from django.apps import AppConfig


class OperationConfig(AppConfig):
    name = "caicach.operation"
    label = "operation"
