"""Addresses of appraising and of what is said against it."""

from django.urls import path

from caicach.appraisals import views, views_appeals

app_name = "appraisals"
urlpatterns = [
    path("<uuid:round_id>/tham-dinh/", views.queue, name="queue"),
    path("<uuid:round_id>/tham-dinh/<uuid:leaf_id>/", views.criterion_grid, name="criterion_grid"),
    path("<uuid:round_id>/chap-nhan/", views.accept_many, name="accept_many"),
    path("<uuid:round_id>/chenh-lech/", views_appeals.spread, name="spread"),
    path("<uuid:round_id>/giai-trinh/", views_appeals.appeal_list, name="appeal_list"),
    path("bai/<uuid:assessment_id>/tham-dinh/", views.agency_grid, name="agency_grid"),
    path("bai/<uuid:assessment_id>/khac-biet/", views_appeals.differences, name="differences"),
    path("diem/<uuid:entry_id>/tham-dinh/", views.entry_appraise, name="entry_appraise"),
    path("diem/<uuid:entry_id>/chap-nhan/", views.entry_accept, name="entry_accept"),
    path("diem/<uuid:entry_id>/sua-diem/", views.entry_change, name="entry_change"),
    path("diem/<uuid:entry_id>/tra-lai/", views.entry_return, name="entry_return"),
    path("diem/<uuid:entry_id>/dong-y/", views_appeals.entry_agree, name="entry_agree"),
    path("diem/<uuid:entry_id>/giai-trinh/", views_appeals.entry_appeal, name="entry_appeal"),
    path("giai-trinh/<uuid:appeal_id>/", views_appeals.appeal_decide, name="appeal_decide"),
]
