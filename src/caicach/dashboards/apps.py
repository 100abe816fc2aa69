from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "caicach.dashboards"
    label = "dashboards"
