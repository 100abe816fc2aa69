"""Addresses of acts on many duties."""

from django.urls import path

from caicach.manyduties import views, views_handing_over

app_name = "manyduties"
urlpatterns = [
    path("giao-nhieu/", views.hand_out_preview, name="hand_out_preview"),
    path("giao-nhieu/ghi/", views.hand_out_apply, name="hand_out_apply"),
    path("ban-giao/", views_handing_over.hand_over_list, name="hand_over_list"),
    path("ban-giao/<int:user_id>/", views_handing_over.person_hand_over, name="person_hand_over"),
    path("cho-xac-nhan/nhieu/", views.confirm_preview, name="confirm_preview"),
    path("cho-xac-nhan/nhieu/ghi/", views.confirm_apply, name="confirm_apply"),
]
