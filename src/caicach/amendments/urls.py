"""Addresses of amending plans."""

from django.urls import URLPattern, path

from caicach.amendments import views, views_reading

app_name = "amendments"
urlpatterns: list[URLPattern] = [
    path("<uuid:plan_id>/sua-doi/", views.amendment_issue, name="amendment_issue"),
    path("<uuid:plan_id>/doc-quyet-dinh/", views_reading.decision_read, name="decision_read"),
    path("<uuid:plan_id>/thay-doi/", views.amendment_detail, name="amendment_detail"),
    path("<uuid:plan_id>/thay-doi/van-ban/", views.document_link, name="document_link"),
]
