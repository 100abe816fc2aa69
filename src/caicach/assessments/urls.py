"""Addresses of rounds of assessment."""

from django.urls import URLPattern

app_name = "assessments"
urlpatterns: list[URLPattern] = []
