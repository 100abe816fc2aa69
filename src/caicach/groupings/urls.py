"""Addresses of groups and domains."""

from django.urls import path

from caicach.groupings import views_domains, views_groups

app_name = "groupings"
urlpatterns = [
    path("nhom/", views_groups.group_list, name="group_list"),
    path("nhom/moi/", views_groups.group_create, name="group_create"),
    path("nhom/<int:group_id>/", views_groups.group_detail, name="group_detail"),
    path("nhom/<int:group_id>/sua/", views_groups.group_change, name="group_change"),
    path("nhom/<int:group_id>/thanh-vien/", views_groups.member_add, name="member_add"),
    path("nhom/thanh-vien/<int:member_id>/ket-thuc/", views_groups.member_end, name="member_end"),
    path("linh-vuc/", views_domains.domain_list, name="domain_list"),
    path("linh-vuc/moi/", views_domains.domain_create, name="domain_create"),
    path("linh-vuc/<int:domain_id>/", views_domains.domain_detail, name="domain_detail"),
    path("linh-vuc/<int:domain_id>/sua/", views_domains.domain_change, name="domain_change"),
    path("linh-vuc/<int:domain_id>/phu-trach/", views_domains.lead_set, name="lead_set"),
    path("linh-vuc/phu-trach/<int:lead_id>/ket-thuc/", views_domains.lead_end, name="lead_end"),
]
