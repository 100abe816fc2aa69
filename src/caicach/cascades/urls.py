"""Addresses of what agencies take over from the plan of the province."""

from django.urls import path

from caicach.cascades import views

app_name = "cascades"
urlpatterns = [
    path("<uuid:plan_id>/cu-the-hoa/", views.cascade, name="cascade"),
    path("<uuid:plan_id>/noi-dong/", views.plan_links, name="plan_links"),
    path("<uuid:plan_id>/do-phu/", views.plan_coverage, name="coverage"),
]
