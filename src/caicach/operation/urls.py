from django.urls import path

from caicach.operation import views

app_name = "operation"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("bao-cao-csp", views.csp_report, name="csp_report"),
    path("readyz", views.readyz, name="readyz"),
]
