"""Addresses of drafts of plans."""

from django.urls import path

from caicach.plandrafts import views, views_whole

app_name = "plandrafts"
urlpatterns = [
    path("moi/", views.draft_new, name="draft_new"),
    path("<uuid:plan_id>/phien-ban-moi/", views_whole.plan_new_version, name="plan_new_version"),
    path("<uuid:plan_id>/xoa/", views_whole.draft_discard, name="draft_discard"),
    path("<uuid:plan_id>/soan/", views.draft_grid, name="draft_grid"),
    path("<uuid:plan_id>/dau/", views.draft_head, name="draft_head"),
    path("<uuid:plan_id>/them/", views.item_add, name="item_add"),
    path("<uuid:plan_id>/dan/", views.rows_paste, name="rows_paste"),
    path("<uuid:plan_id>/dan/hoan-tac/", views.rows_unpaste, name="rows_unpaste"),
    path("dong/<uuid:item_id>/sua/", views.item_edit, name="item_edit"),
    path("dong/<uuid:item_id>/chuyen/", views.item_move, name="item_move"),
    path("dong/<uuid:item_id>/bo/", views.item_remove, name="item_remove"),
    path("da-bo/<int:removed_id>/khoi-phuc/", views.rows_restore, name="rows_restore"),
]
