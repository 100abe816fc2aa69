"""Addresses of criteria sets as files; they lie below those of the sets."""

from django.urls import path

from caicach.workbooks import views

app_name = "workbooks"
urlpatterns = [
    path("nhap/", views.set_read_in, name="set_read_in"),
    path("<uuid:set_id>/tai-ve.xlsx", views.set_xlsx, name="set_xlsx"),
]
