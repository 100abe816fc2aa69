from django.urls import URLPattern, path

from caicach.work import (
    views,
    views_assign,
    views_bulk,
    views_duty,
    views_evidence,
    views_figures,
    views_handing_over,
    views_plan,
)

app_name = "work"
urlpatterns: list[URLPattern] = [
    path("", views.my_work, name="my_work"),
    path("danh-sach/", views.assignment_list, name="assignment_list"),
    path("xuat/", views.assignment_export, {"scope": "own"}, name="my_work_export"),
    path("danh-sach/xuat/", views.assignment_export, {"scope": "all"}, name="assignment_export"),
    path("tinh-so-lieu/", views_figures.figures_count, name="figures_count"),
    path("giao-nhieu/", views_bulk.hand_out_preview, name="hand_out_preview"),
    path("giao-nhieu/ghi/", views_bulk.hand_out_apply, name="hand_out_apply"),
    path("ban-giao/", views_handing_over.hand_over_list, name="hand_over_list"),
    path("ban-giao/<int:user_id>/", views_handing_over.person_hand_over, name="person_hand_over"),
    path("cho-xac-nhan/", views.confirmation_queue, name="confirmation_queue"),
    path("cho-xac-nhan/nhieu/", views_bulk.confirm_preview, name="confirm_preview"),
    path("cho-xac-nhan/nhieu/ghi/", views_bulk.confirm_apply, name="confirm_apply"),
    path("nhiem-vu/<uuid:assignment_id>/", views_duty.assignment_detail, name="assignment_detail"),
    path("nhiem-vu/<uuid:assignment_id>/cap-nhat/", views_duty.assignment_report, name="assignment_report"),
    path("nhiem-vu/<uuid:assignment_id>/kiem-tra/", views_duty.assignment_check, name="assignment_check"),
    path("nhiem-vu/<uuid:assignment_id>/gui/", views_duty.assignment_submit, name="assignment_submit"),
    path("nhiem-vu/<uuid:assignment_id>/da-gui/", views_duty.assignment_sent, name="assignment_sent"),
    path("nhiem-vu/<uuid:assignment_id>/lay-lai/", views_duty.assignment_take_back, name="assignment_take_back"),
    path("nhiem-vu/<uuid:assignment_id>/mo-xem/", views_duty.assignment_look, name="assignment_look"),
    path("nhiem-vu/<uuid:assignment_id>/xac-nhan/", views_duty.assignment_confirm, name="assignment_confirm"),
    path("nhiem-vu/<uuid:assignment_id>/tra-lai/", views_duty.assignment_return, name="assignment_return"),
    path(
        "nhiem-vu/<uuid:assignment_id>/tai-lieu/<int:piece_id>/", views_evidence.evidence_judge, name="evidence_judge"
    ),
    path("nhiem-vu/<uuid:assignment_id>/giao-viec/", views_duty.assignment_hand_out, name="assignment_hand_out"),
    path("nhiem-vu/<uuid:assignment_id>/chuyen/", views_duty.assignment_move, name="assignment_move"),
    path("dong/<uuid:item_id>/", views_plan.item_detail, name="item_detail"),
    path("ke-hoach/<uuid:plan_id>/", views_plan.plan_status, name="plan_status"),
    path("ke-hoach/<uuid:plan_id>/nam/", views_plan.plan_timeline, name="plan_timeline"),
    path("ke-hoach/<uuid:plan_id>/giao-viec/", views_assign.assign_preview, name="assign_preview"),
    path("ke-hoach/<uuid:plan_id>/giao-viec/xac-nhan/", views_assign.assign_confirm, name="assign_confirm"),
    path("ke-hoach/<uuid:plan_id>/giao-viec/tin-nhan/", views_assign.assign_messages, name="assign_messages"),
    path("ke-hoach/<uuid:plan_id>/giao-viec/thu-hoi/", views_assign.assign_withdraw, name="assign_withdraw"),
]
