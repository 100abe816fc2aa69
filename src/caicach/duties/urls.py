"""Addresses of one duty."""

from django.urls import path

from caicach.duties import views, views_evidence

app_name = "duties"
urlpatterns = [
    path("nhiem-vu/<uuid:assignment_id>/", views.assignment_detail, name="assignment_detail"),
    path("nhiem-vu/<uuid:assignment_id>/cap-nhat/", views.assignment_report, name="assignment_report"),
    path("nhiem-vu/<uuid:assignment_id>/kiem-tra/", views.assignment_check, name="assignment_check"),
    path("nhiem-vu/<uuid:assignment_id>/gui/", views.assignment_submit, name="assignment_submit"),
    path("nhiem-vu/<uuid:assignment_id>/da-gui/", views.assignment_sent, name="assignment_sent"),
    path("nhiem-vu/<uuid:assignment_id>/lay-lai/", views.assignment_take_back, name="assignment_take_back"),
    path("nhiem-vu/<uuid:assignment_id>/mo-xem/", views.assignment_look, name="assignment_look"),
    path("nhiem-vu/<uuid:assignment_id>/xac-nhan/", views.assignment_confirm, name="assignment_confirm"),
    path("nhiem-vu/<uuid:assignment_id>/tra-lai/", views.assignment_return, name="assignment_return"),
    path(
        "nhiem-vu/<uuid:assignment_id>/tai-lieu/<int:piece_id>/", views_evidence.evidence_judge, name="evidence_judge"
    ),
    path("nhiem-vu/<uuid:assignment_id>/giao-viec/", views.assignment_hand_out, name="assignment_hand_out"),
    path("nhiem-vu/<uuid:assignment_id>/chuyen/", views.assignment_move, name="assignment_move"),
]
