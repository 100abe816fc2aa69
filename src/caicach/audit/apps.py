from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "caicach.audit"
    label = "audit"
