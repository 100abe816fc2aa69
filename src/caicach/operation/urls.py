from django.urls import path

from caicach.operation import views

app_name = "operation"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
