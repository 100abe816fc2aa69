"""Addresses of acting for another."""

from django.urls import path

from caicach.delegations import views

app_name = "delegations"
urlpatterns = [
    path("", views.delegation_list, name="delegation_list"),
    path("giao/", views.giver_choose, name="giver_choose"),
    path("giao/<int:post_id>/", views.delegation_new, name="delegation_new"),
    path("<uuid:delegation_id>/ket-thuc/", views.delegation_end, name="delegation_end"),
]
