"""Addresses of notices, urging, mails and calendars."""

from django.urls import URLPattern, path

from caicach.notices import views, views_sent, views_urging

app_name = "notices"
urlpatterns: list[URLPattern] = [
    path("", views.notice_list, name="notice_list"),
    path("da-doc/", views.notices_read, name="notices_read"),
    path("cach-nhan/", views.mail_choice, name="mail_choice"),
    path("lich/them/", views.feed_make, name="feed_make"),
    path("lich/<uuid:feed_id>/thu-hoi/", views.feed_revoke, name="feed_revoke"),
    path("lich/<str:feed_secret>.ics", views.feed, name="feed"),
    path("da-gui/", views_sent.mail_list, name="mail_list"),
    path("da-gui/bang.xlsx", views_sent.mail_export, name="mail_export"),
    path("da-gui/<uuid:mail_id>/gui-lai/", views_sent.mail_again, name="mail_again"),
    path("don-doc/", views_urging.reminder_list, name="reminder_list"),
    path("don-doc/qua-han/", views_urging.overdue_list, name="overdue_list"),
    path("don-doc/xem-truoc/", views_urging.urge_preview, name="urge_preview"),
    path("don-doc/gui/", views_urging.urge_send, name="urge_send"),
    path("don-doc/<uuid:reminder_id>/tra-loi/", views_urging.reminder_answer, name="reminder_answer"),
]
