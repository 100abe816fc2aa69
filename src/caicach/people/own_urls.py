"""Addresses of this room under its own name."""

from django.urls import path

from caicach.people import views

app_name = "people"
urlpatterns = [
    path("", views.profile, name="profile"),
    path("moi/<str:secret>/", views.redeem_invitation, name="redeem_invitation"),
    path("phien/<uuid:session_name>/dung/", views.session_end, name="session_end"),
    path("phien/khac/dung/", views.session_end_others, name="session_end_others"),
    path("chua-gui/", views.kept_words, name="kept_words"),
    path("da-go/", views.typed_words, name="typed_words"),
    path("dung-thu/", views.demo_login, name="demo_login"),
]
