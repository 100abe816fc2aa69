"""Addresses of criteria sets."""

from django.urls import path

from caicach.criteria import views, views_cells, views_crosswalks, views_drafts

app_name = "criteria"
urlpatterns = [
    path("", views.set_list, name="set_list"),
    path("nhap/", views.set_read_in, name="set_read_in"),
    path("doi-chieu/", views_crosswalks.crosswalk_list, name="crosswalk_list"),
    path("doi-chieu/hai-bo/", views_crosswalks.crosswalk_begin, name="crosswalk_begin"),
    path("doi-chieu/nhap/", views_crosswalks.crosswalk_read_in, name="crosswalk_read_in"),
    path("doi-chieu/<uuid:crosswalk_id>/", views_crosswalks.crosswalk_detail, name="crosswalk_detail"),
    path("doi-chieu/<uuid:crosswalk_id>/tai-ve.yaml", views_crosswalks.crosswalk_yaml, name="crosswalk_yaml"),
    path("doi-chieu/<uuid:crosswalk_id>/xac-nhan/", views_crosswalks.crosswalk_confirm, name="crosswalk_confirm"),
    path("doi-chieu/<uuid:crosswalk_id>/noi/", views_crosswalks.link_add, name="link_add"),
    path("doi-chieu/<uuid:crosswalk_id>/bo-dong/", views_crosswalks.link_remove, name="link_remove"),
    path("<uuid:set_id>/", views.set_detail, name="set_detail"),
    path("<uuid:set_id>/tai-ve.yaml", views.set_yaml, name="set_yaml"),
    path("<uuid:set_id>/tai-ve.xlsx", views.set_xlsx, name="set_xlsx"),
    path("<uuid:set_id>/ban-hanh/", views.set_issue, name="set_issue"),
    path("<uuid:set_id>/thu-hoi/", views.set_withdraw, name="set_withdraw"),
    path("<uuid:set_id>/bo/", views.set_discard, name="set_discard"),
    path("<uuid:set_id>/chep/", views_drafts.set_copy, name="set_copy"),
    path("<uuid:set_id>/soan/", views_drafts.draft, name="draft"),
    path("<uuid:set_id>/soan/bang/", views_cells.draft_grid, name="draft_grid"),
    path("<uuid:set_id>/soan/thong-tin-chung/", views_drafts.draft_facts, name="draft_facts"),
    path("<uuid:set_id>/soan/them/", views_drafts.criterion_add, name="criterion_add"),
    path("<uuid:set_id>/soan/hoan-tac/", views_drafts.draft_undo, name="draft_undo"),
    path("tieu-chi/<uuid:criterion_id>/sua/", views_drafts.criterion_edit, name="criterion_edit"),
    path("tieu-chi/<uuid:criterion_id>/chuyen/", views_drafts.criterion_move, name="criterion_move"),
    path("tieu-chi/<uuid:criterion_id>/bo/", views_drafts.criterion_remove, name="criterion_remove"),
    path("tieu-chi/<uuid:criterion_id>/", views.criterion_detail, name="criterion_detail"),
]
