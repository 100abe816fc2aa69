"""Addresses of results from outside."""

from django.urls import path

from caicach.outside import views

app_name = "outside"
urlpatterns = [
    path("<uuid:round_id>/nguon-ngoai/", views.outside, name="outside"),
    path("<uuid:round_id>/nguon-ngoai/mau.xlsx", views.outside_sheet, name="outside_sheet"),
    path("<uuid:round_id>/nguon-ngoai/nhap/", views.outside_in, name="outside_in"),
    path("<uuid:round_id>/nguon-ngoai/<uuid:leaf_id>/", views.outside_leaf, name="outside_leaf"),
]
