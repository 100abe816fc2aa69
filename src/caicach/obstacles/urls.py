from django.urls import path

from caicach.obstacles import views, views_events, views_requests

app_name = "obstacles"
urlpatterns = [
    path("vuong-mac/", views.obstacle_list, name="obstacle_list"),
    path("vuong-mac/bang.xlsx", views.obstacle_export, name="obstacle_export"),
    path("vuong-mac/<uuid:obstacle_id>/", views.obstacle_detail, name="obstacle_detail"),
    path("vuong-mac/<uuid:obstacle_id>/tra-loi/", views.obstacle_answer, name="obstacle_answer"),
    path("vuong-mac/<uuid:obstacle_id>/chuyen/", views.obstacle_pass_on, name="obstacle_pass_on"),
    path("vuong-mac/<uuid:obstacle_id>/thao-go/", views.obstacle_close, name="obstacle_close"),
    path("vuong-mac/<uuid:obstacle_id>/neu-lai/", views.obstacle_reopen, name="obstacle_reopen"),
    path("nhiem-vu/<uuid:assignment_id>/vuong-mac/", views.obstacle_add, name="obstacle_add"),
    path("nhiem-vu/<uuid:assignment_id>/de-nghi/", views_requests.request_add, name="request_add"),
    path("de-nghi/", views_requests.request_list, name="request_list"),
    path("de-nghi/<uuid:request_id>/", views_requests.request_detail, name="request_detail"),
    path("de-nghi/<uuid:request_id>/quyet-dinh/", views_requests.request_decide, name="request_decide"),
    path("de-nghi/<uuid:request_id>/rut/", views_requests.request_take_back, name="request_take_back"),
    path("su-kien/", views_events.event_list, name="event_list"),
    path("su-kien/ghi/<slug:event_code>/", views_events.event_record, name="event_record"),
    path("su-kien/<uuid:event_id>/", views_events.event_detail, name="event_detail"),
    path("su-kien/<uuid:event_id>/hoan-tac/", views_events.event_undo, name="event_undo"),
]
