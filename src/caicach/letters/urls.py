"""Addresses where letters and papers of plans are made."""

from django.urls import path

from caicach.letters import views

app_name = "letters"
urlpatterns = [
    path("don-doc/", views.reminder_new, name="reminder_new"),
    path("ke-hoach/<uuid:plan_id>/quyet-dinh/", views.decision_new, name="decision_new"),
    path("ke-hoach/<uuid:plan_id>/cai-thien/", views.improvement_new, name="improvement_new"),
]
