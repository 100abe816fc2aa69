"""Addresses of rounds of assessment."""

from django.urls import path

from caicach.assessments import (
    views_appeals,
    views_appraisal,
    views_entry,
    views_filling,
    views_rounds,
    views_setup,
)

app_name = "assessments"
urlpatterns = [
    path("", views_rounds.round_list, name="round_list"),
    path("moi/", views_setup.round_new, name="round_new"),
    path("<uuid:round_id>/", views_rounds.round_detail, name="round_detail"),
    path("<uuid:round_id>/thiet-lap/", views_setup.round_setup, name="round_setup"),
    path("<uuid:round_id>/mo/", views_setup.round_open, name="round_open"),
    path("<uuid:round_id>/bo/", views_setup.round_discard, name="round_discard"),
    path("<uuid:round_id>/thoi-han/", views_rounds.window_set, name="window_set"),
    path("<uuid:round_id>/khong-xep-hang/", views_rounds.unranked_set, name="unranked_set"),
    path("<uuid:round_id>/chot/", views_rounds.round_close, name="round_close"),
    path("<uuid:round_id>/tham-dinh/", views_appraisal.queue, name="queue"),
    path("<uuid:round_id>/tham-dinh/<uuid:leaf_id>/", views_appraisal.criterion_grid, name="criterion_grid"),
    path("<uuid:round_id>/chap-nhan/", views_appraisal.accept_many, name="accept_many"),
    path("<uuid:round_id>/chenh-lech/", views_appeals.spread, name="spread"),
    path("<uuid:round_id>/giai-trinh/", views_appeals.appeal_list, name="appeal_list"),
    path("bai/<uuid:assessment_id>/", views_filling.assessment_detail, name="assessment_detail"),
    path("bai/<uuid:assessment_id>/kiem-tra/", views_filling.assessment_check, name="assessment_check"),
    path("bai/<uuid:assessment_id>/trinh/", views_filling.assessment_ready, name="assessment_ready"),
    path("bai/<uuid:assessment_id>/ky/", views_filling.assessment_sign, name="assessment_sign"),
    path("bai/<uuid:assessment_id>/lay-lai/", views_filling.assessment_take_back, name="assessment_take_back"),
    path("bai/<uuid:assessment_id>/mo-lai/", views_filling.assessment_reopen, name="assessment_reopen"),
    path("bai/<uuid:assessment_id>/roi-dot/", views_filling.assessment_leave, name="assessment_leave"),
    path("bai/<uuid:assessment_id>/tham-dinh/", views_appraisal.agency_grid, name="agency_grid"),
    path("bai/<uuid:assessment_id>/khac-biet/", views_appeals.differences, name="differences"),
    path("diem/<uuid:entry_id>/", views_entry.entry_detail, name="entry_detail"),
    path("diem/<uuid:entry_id>/ghi/", views_entry.entry_fill, name="entry_fill"),
    path("diem/<uuid:entry_id>/thu/", views_entry.entry_try, name="entry_try"),
    path("diem/<uuid:entry_id>/tai-lieu/", views_entry.evidence_add, name="evidence_add"),
    path("diem/<uuid:entry_id>/tai-lieu/<uuid:document_id>/", views_entry.evidence_take, name="evidence_take"),
    path("diem/<uuid:entry_id>/go/<int:piece_id>/", views_entry.evidence_remove, name="evidence_remove"),
    path("diem/<uuid:entry_id>/tham-dinh/", views_appraisal.entry_appraise, name="entry_appraise"),
    path("diem/<uuid:entry_id>/chap-nhan/", views_appraisal.entry_accept, name="entry_accept"),
    path("diem/<uuid:entry_id>/sua-diem/", views_appraisal.entry_change, name="entry_change"),
    path("diem/<uuid:entry_id>/tra-lai/", views_appraisal.entry_return, name="entry_return"),
    path("diem/<uuid:entry_id>/dong-y/", views_appeals.entry_agree, name="entry_agree"),
    path("diem/<uuid:entry_id>/giai-trinh/", views_appeals.entry_appeal, name="entry_appeal"),
    path("giai-trinh/<uuid:appeal_id>/", views_appeals.appeal_decide, name="appeal_decide"),
]
