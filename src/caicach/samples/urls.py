"""Addresses of frames and samples."""

from django.urls import path

from caicach.samples import views, views_drawing

app_name = "samples"
urlpatterns = [
    path("", views.frame_list, name="frame_list"),
    path("moi/", views.frame_new, name="frame_new"),
    path("<uuid:frame_id>/", views.frame_detail, name="frame_detail"),
    path("<uuid:frame_id>/bo/", views.frame_drop, name="frame_drop"),
    path("<uuid:frame_id>/rut/", views_drawing.draw_new, name="draw_new"),
    path("lan-rut/<uuid:draw_id>/", views_drawing.draw_detail, name="draw_detail"),
    path("lan-rut/<uuid:draw_id>/kiem-tra/", views_drawing.draw_verify, name="draw_verify"),
    path("lan-rut/<uuid:draw_id>/mau.xlsx", views_drawing.draw_export, name="draw_export"),
    path("don-vi/<uuid:sampled_id>/", views_drawing.outcome_tell, name="outcome_tell"),
    path("don-vi/<uuid:sampled_id>/goi-du-phong/", views_drawing.reserve_call, name="reserve_call"),
]
