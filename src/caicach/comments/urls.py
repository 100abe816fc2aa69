"""Addresses of comments on drafts."""

from django.urls import path

from caicach.comments import views

app_name = "comments"
urlpatterns = [
    path("<uuid:report_id>/", views.comment_list, name="comment_list"),
    path("<uuid:report_id>/moi/", views.comment_ask, name="comment_ask"),
    path("<uuid:report_id>/tong-hop.docx", views.comments_docx, name="comments_docx"),
    path("co-quan/<uuid:call_id>/", views.call_answer, name="call_answer"),
    path("y-kien/<uuid:comment_id>/", views.comment_decide, name="comment_decide"),
]
