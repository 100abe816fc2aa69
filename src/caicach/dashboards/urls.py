from django.urls import URLPattern, path

from caicach.dashboards import views

app_name = "dashboards"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("dieu-hanh/", views.overview, name="overview"),
    path("nhat-ky/", views.audit_trail, name="audit_trail"),
    path("nhat-ky/kiem-tra/", views.audit_check, name="audit_check"),
]
