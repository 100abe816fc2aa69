"""Addresses of drafts of criteria sets; they lie below those of the sets."""

from django.urls import path

from caicach.drafts import views, views_cells

app_name = "drafts"
urlpatterns = [
    path("<uuid:set_id>/chep/", views.set_copy, name="set_copy"),
    path("<uuid:set_id>/soan/", views.draft, name="draft"),
    path("<uuid:set_id>/soan/bang/", views_cells.draft_grid, name="draft_grid"),
    path("<uuid:set_id>/soan/thong-tin-chung/", views.draft_facts, name="draft_facts"),
    path("<uuid:set_id>/soan/them/", views.criterion_add, name="criterion_add"),
    path("<uuid:set_id>/soan/hoan-tac/", views.draft_undo, name="draft_undo"),
    path("tieu-chi/<uuid:criterion_id>/sua/", views.criterion_edit, name="criterion_edit"),
    path("tieu-chi/<uuid:criterion_id>/chuyen/", views.criterion_move, name="criterion_move"),
    path("tieu-chi/<uuid:criterion_id>/bo/", views.criterion_remove, name="criterion_remove"),
]
