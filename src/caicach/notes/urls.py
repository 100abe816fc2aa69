"""Addresses of notes on paragraphs."""

from django.urls import path

from caicach.notes import views

app_name = "notes"
urlpatterns = [
    path("phan/<uuid:part_id>/", views.part_notes, name="part_notes"),
    path("muc/<uuid:section_id>/doan/<int:paragraph>/", views.note_new, name="note_new"),
    path("<uuid:note_id>/", views.note_detail, name="note_detail"),
    path("<uuid:note_id>/xong/", views.note_settle, name="note_settle"),
    path("<uuid:note_id>/mo-lai/", views.note_reopen, name="note_reopen"),
]
