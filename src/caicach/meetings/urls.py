"""Addresses of meetings."""

from django.urls import path

from caicach.meetings import views, views_acts, views_agenda, views_concluding

app_name = "meetings"
urlpatterns = [
    path("", views.meeting_list, name="meeting_list"),
    path("bang.xlsx", views.meeting_export, name="meeting_export"),
    path("ket-luan/", views.conclusion_list, name="conclusion_list"),
    path("moi/", views.meeting_new, name="meeting_new"),
    path("<uuid:meeting_id>/", views.meeting_detail, name="meeting_detail"),
    path("<uuid:meeting_id>/sua/", views.meeting_edit, name="meeting_edit"),
    path("<uuid:meeting_id>/giay-moi.docx", views.invitation_docx, name="invitation_docx"),
    path("<uuid:meeting_id>/thong-bao-ket-luan.docx", views.notice_docx, name="notice_docx"),
    path("<uuid:meeting_id>/moi-hop/", views_acts.meeting_invite, name="meeting_invite"),
    path("<uuid:meeting_id>/huy/", views_acts.meeting_cancel, name="meeting_cancel"),
    path("<uuid:meeting_id>/thanh-phan/", views_acts.participant_add, name="participant_add"),
    path(
        "<uuid:meeting_id>/thanh-phan/<int:participant_id>/bo/",
        views_acts.participant_remove,
        name="participant_remove",
    ),
    path(
        "<uuid:meeting_id>/thanh-phan/<int:participant_id>/tra-loi/",
        views_acts.invitation_answer,
        name="invitation_answer",
    ),
    path("<uuid:meeting_id>/diem-danh/", views_acts.attendance, name="attendance"),
    path("<uuid:meeting_id>/bien-ban/", views_acts.minutes, name="minutes"),
    path("<uuid:meeting_id>/ket-luan/", views_acts.conclusion_add, name="conclusion_add"),
    path("<uuid:meeting_id>/ket-luan/doc/", views_concluding.notice_read, name="notice_read"),
    path("<uuid:meeting_id>/gan-thong-bao/", views_acts.notice_attach, name="notice_attach"),
    path("<uuid:meeting_id>/noi-dung/", views_agenda.agenda_add, name="agenda_add"),
    path("<uuid:meeting_id>/noi-dung/tu-ket-luan/", views_agenda.agenda_propose, name="agenda_propose"),
    path("<uuid:meeting_id>/noi-dung/<int:agenda_id>/", views_agenda.agenda_edit, name="agenda_edit"),
    path("<uuid:meeting_id>/noi-dung/<int:agenda_id>/chuyen/", views_agenda.agenda_move, name="agenda_move"),
    path("<uuid:meeting_id>/noi-dung/<int:agenda_id>/bo/", views_agenda.agenda_remove, name="agenda_remove"),
]
