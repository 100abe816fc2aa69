"""Addresses of the register."""

from django.urls import path

from caicach.agencies import views, views_agency_import, views_domains, views_groups, views_people, views_succession

app_name = "agencies"
urlpatterns = [
    path("", views.agency_list, name="agency_list"),
    path("xuat.xlsx", views.agency_export, {"form": "xlsx"}, name="agency_export_xlsx"),
    path("xuat.csv", views.agency_export, {"form": "csv"}, name="agency_export_csv"),
    path("moi/", views.agency_create, name="agency_create"),
    path("nhap/", views_agency_import.agency_import, name="agency_import"),
    path("nhap/ghi/", views_agency_import.agency_import_apply, name="agency_import_apply"),
    path("<int:agency_id>/", views.agency_detail, name="agency_detail"),
    path("<int:agency_id>/sua/", views.agency_change, name="agency_change"),
    path("<int:agency_id>/doi-ten/", views.agency_rename, name="agency_rename"),
    path("<int:agency_id>/ten/", views.name_add, name="name_add"),
    path("ten/<int:name_id>/ket-thuc/", views.name_end, name="name_end"),
    path("ke-thua/", views_succession.succession_create, name="succession_create"),
    path("ke-thua/phan-chia/", views_succession.succession_arrows, name="succession_arrows"),
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
    path("nguoi-dung/", views_people.person_list, name="person_list"),
    path("nguoi-dung/moi/", views_people.person_invite, name="person_invite"),
    path("nguoi-dung/nhap/", views_people.person_import, name="person_import"),
    path("nguoi-dung/nhap/ghi/", views_people.person_import_apply, name="person_import_apply"),
    path("nguoi-dung/<int:user_id>/", views_people.person_detail, name="person_detail"),
    path("nguoi-dung/<int:user_id>/vai-tro/", views_people.membership_add, name="membership_add"),
    path("nguoi-dung/vai-tro/<int:membership_id>/ket-thuc/", views_people.membership_end, name="membership_end"),
    path("nguoi-dung/<int:user_id>/lien-ket/", views_people.person_link, name="person_link"),
    path("nguoi-dung/<int:user_id>/ngung/", views_people.person_deactivate, name="person_deactivate"),
    path("nguoi-dung/<int:user_id>/mo-lai/", views_people.person_reactivate, name="person_reactivate"),
]
