from django.urls import URLPattern, path

from caicach.plans.views import cascades, decisions, drafts, exports, plans

app_name = "plans"
urlpatterns: list[URLPattern] = [
    path("", plans.plan_list, name="plan_list"),
    path("moi/", drafts.draft_new, name="draft_new"),
    path("<uuid:plan_id>/", plans.plan_detail, name="plan_detail"),
    path("<uuid:plan_id>/in/", plans.plan_print, name="plan_print"),
    path("<uuid:plan_id>/docx/", exports.plan_docx, name="plan_docx"),
    path("<uuid:plan_id>/xlsx/", exports.plan_xlsx, name="plan_xlsx"),
    path("<uuid:plan_id>/cu-the-hoa/", cascades.cascade, name="cascade"),
    path("<uuid:plan_id>/noi-dong/", cascades.plan_links, name="plan_links"),
    path("<uuid:plan_id>/do-phu/", cascades.plan_coverage, name="coverage"),
    path("<uuid:plan_id>/phien-ban/", plans.plan_versions, name="plan_versions"),
    path("<uuid:plan_id>/so-sanh/<uuid:other_id>/", plans.plan_compare, name="plan_compare"),
    path("<uuid:plan_id>/ban-hanh/", decisions.plan_issue, name="plan_issue"),
    path("<uuid:plan_id>/thu-hoi/", decisions.plan_withdraw, name="plan_withdraw"),
    path("<uuid:plan_id>/phien-ban-moi/", decisions.plan_new_version, name="plan_new_version"),
    path("<uuid:plan_id>/xoa/", decisions.draft_discard, name="draft_discard"),
    path("<uuid:plan_id>/soan/", drafts.draft_grid, name="draft_grid"),
    path("<uuid:plan_id>/dau/", drafts.draft_head, name="draft_head"),
    path("<uuid:plan_id>/them/", drafts.item_add, name="item_add"),
    path("<uuid:plan_id>/dan/", drafts.rows_paste, name="rows_paste"),
    path("<uuid:plan_id>/dan/hoan-tac/", drafts.rows_unpaste, name="rows_unpaste"),
    path("dong/<uuid:item_id>/", plans.item_detail, name="item_detail"),
    path("dong/<uuid:item_id>/sua/", drafts.item_edit, name="item_edit"),
    path("dong/<uuid:item_id>/chuyen/", drafts.item_move, name="item_move"),
    path("dong/<uuid:item_id>/bo/", drafts.item_remove, name="item_remove"),
    path("dong/<uuid:item_id>/dinh-chinh/", decisions.item_correct, name="item_correct"),
    path("da-bo/<int:removed_id>/khoi-phuc/", drafts.rows_restore, name="rows_restore"),
]
