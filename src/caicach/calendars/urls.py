"""Addresses of the calendar."""

from django.urls import path

from caicach.calendars import views

app_name = "calendars"
urlpatterns = [
    path("", views.month, name="month"),
    path("tuan/", views.week, name="week"),
    path("nam/", views.year, name="year"),
]
