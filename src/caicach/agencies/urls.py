"""Addresses of the register."""

from django.urls import path

from caicach.agencies import views, views_succession

app_name = "agencies"
urlpatterns = [
    path("", views.agency_list, name="agency_list"),
    path("moi/", views.agency_create, name="agency_create"),
    path("<int:agency_id>/", views.agency_detail, name="agency_detail"),
    path("<int:agency_id>/sua/", views.agency_change, name="agency_change"),
    path("<int:agency_id>/doi-ten/", views.agency_rename, name="agency_rename"),
    path("<int:agency_id>/ten/", views.name_add, name="name_add"),
    path("ten/<int:name_id>/ket-thuc/", views.name_end, name="name_end"),
    path("ke-thua/", views_succession.succession_create, name="succession_create"),
    path("ke-thua/phan-chia/", views_succession.succession_arrows, name="succession_arrows"),
]
