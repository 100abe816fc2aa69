"""Addresses of published results."""

from django.urls import URLPattern

app_name = "publications"
urlpatterns: list[URLPattern] = []
