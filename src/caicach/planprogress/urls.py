"""Addresses of a plan as it stands."""

from django.urls import path

from caicach.planprogress import views

app_name = "planprogress"
urlpatterns = [
    path("dong/<uuid:item_id>/", views.item_detail, name="item_detail"),
    path("ke-hoach/<uuid:plan_id>/", views.plan_status, name="plan_status"),
    path("ke-hoach/<uuid:plan_id>/nam/", views.plan_timeline, name="plan_timeline"),
]
