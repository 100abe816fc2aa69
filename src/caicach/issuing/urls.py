"""Addresses of issuing, withdrawing and correcting."""

from django.urls import path

from caicach.issuing import views

app_name = "issuing"
urlpatterns = [
    path("<uuid:plan_id>/ban-hanh/", views.plan_issue, name="plan_issue"),
    path("<uuid:plan_id>/thu-hoi/", views.plan_withdraw, name="plan_withdraw"),
    path("dong/<uuid:item_id>/dinh-chinh/", views.item_correct, name="item_correct"),
]
