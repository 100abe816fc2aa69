"""The address where duties are counted."""

from django.urls import path

from caicach.workfigures import views

app_name = "workfigures"
urlpatterns = [
    path("tinh-so-lieu/", views.figures_count, name="figures_count"),
]
