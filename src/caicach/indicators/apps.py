from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "caicach.indicators"
    label = "indicators"
