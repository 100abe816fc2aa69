from django.urls import URLPattern, path

from caicach.work import views

app_name = "work"
urlpatterns: list[URLPattern] = [
    path("", views.my_work, name="my_work"),
    path("danh-sach/", views.assignment_list, name="assignment_list"),
    path("xuat/", views.assignment_export, {"scope": "own"}, name="my_work_export"),
    path("danh-sach/xuat/", views.assignment_export, {"scope": "all"}, name="assignment_export"),
    path("cho-xac-nhan/", views.confirmation_queue, name="confirmation_queue"),
]
