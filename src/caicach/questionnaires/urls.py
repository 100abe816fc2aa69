"""Addresses of questionnaires."""

from django.urls import path

from caicach.questionnaires import views, views_editing

app_name = "questionnaires"
urlpatterns = [
    path("", views.questionnaire_list, name="questionnaire_list"),
    path("moi/", views.questionnaire_new, name="questionnaire_new"),
    path("<uuid:questionnaire_id>/", views.questionnaire_detail, name="questionnaire_detail"),
    path("<uuid:questionnaire_id>/xem-thu/", views.questionnaire_preview, name="questionnaire_preview"),
    path("<uuid:questionnaire_id>/phieu.xlsx", views.questionnaire_xlsx, name="questionnaire_xlsx"),
    path("<uuid:questionnaire_id>/phieu.xml", views.questionnaire_xform, name="questionnaire_xform"),
    path("<uuid:questionnaire_id>/ban-in/", views.questionnaire_paper, name="questionnaire_paper"),
    path("<uuid:questionnaire_id>/so-sanh/", views.questionnaire_changes, name="questionnaire_changes"),
    path("<uuid:questionnaire_id>/cong-bo/", views.questionnaire_publish, name="questionnaire_publish"),
    path("<uuid:questionnaire_id>/thu-hoi/", views.questionnaire_withdraw, name="questionnaire_withdraw"),
    path("<uuid:questionnaire_id>/bo/", views.questionnaire_discard, name="questionnaire_discard"),
    path("<uuid:questionnaire_id>/phien-ban-moi/", views.edition_new, name="edition_new"),
    path("<uuid:questionnaire_id>/soan/", views_editing.questionnaire_edit, name="questionnaire_edit"),
    path("<uuid:questionnaire_id>/soan/thong-tin/", views_editing.facts_edit, name="facts_edit"),
    path("<uuid:questionnaire_id>/soan/yeu-to/", views_editing.parts_edit, name="parts_edit"),
    path("<uuid:questionnaire_id>/soan/hoan-tac/", views_editing.change_undo, name="change_undo"),
    path("<uuid:questionnaire_id>/soan/cau-moi/", views_editing.question_new, name="question_new"),
    path("<uuid:questionnaire_id>/soan/nhom-moi/", views_editing.group_new, name="group_new"),
    path("<uuid:questionnaire_id>/soan/danh-sach/<slug:list_name>/", views_editing.choices_edit, name="choices_edit"),
    path("<uuid:questionnaire_id>/soan/<slug:name>/", views_editing.member_edit, name="member_edit"),
    path("<uuid:questionnaire_id>/soan/<slug:name>/chuyen/", views_editing.member_move, name="member_move"),
    path("<uuid:questionnaire_id>/soan/<slug:name>/bo/", views_editing.member_drop, name="member_drop"),
]
