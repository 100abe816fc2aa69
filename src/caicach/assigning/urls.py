"""Addresses of handing a plan to agencies."""

from django.urls import path

from caicach.assigning import views

app_name = "assigning"
urlpatterns = [
    path("ke-hoach/<uuid:plan_id>/giao-viec/", views.assign_preview, name="assign_preview"),
    path("ke-hoach/<uuid:plan_id>/giao-viec/xac-nhan/", views.assign_confirm, name="assign_confirm"),
    path("ke-hoach/<uuid:plan_id>/giao-viec/tin-nhan/", views.assign_messages, name="assign_messages"),
    path("ke-hoach/<uuid:plan_id>/giao-viec/thu-hoi/", views.assign_withdraw, name="assign_withdraw"),
]
