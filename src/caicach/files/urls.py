"""Addresses of stored files and of the register of documents."""

from django.urls import path

from caicach.files import views, views_document, views_register, views_scanning

app_name = "files"
urlpatterns = [
    path("<uuid:file_id>/", views.download, name="download"),
    path("<uuid:file_id>/xem/<int:page>/", views.file_page, name="file_page"),
    path("<uuid:file_id>/trang/<int:page>/", views.file_picture, name="file_picture"),
    path("quet-vi-rut/", views_scanning.scan_list, name="scan_list"),
    path("so-van-ban/", views_register.document_list, name="document_list"),
    path("so-van-ban/bang.xlsx", views_register.document_export, name="document_export"),
    path("so-van-ban/them/", views_register.document_add, name="document_add"),
    path("so-van-ban/them/khong-kem-tep/", views_register.document_reference, name="document_reference"),
    path("so-van-ban/kiem-tra/", views_register.document_check, name="document_check"),
    path("so-van-ban/<uuid:document_id>/", views_document.document_detail, name="document_detail"),
    path("so-van-ban/<uuid:document_id>/sua/", views_document.document_edit, name="document_edit"),
    path("so-van-ban/<uuid:document_id>/ban-moi/", views_document.document_version, name="document_version"),
    path(
        "so-van-ban/<uuid:document_id>/doi-chieu/<int:number>/", views_document.document_verify, name="document_verify"
    ),
    path("so-van-ban/<uuid:document_id>/go/", views_document.document_withdraw, name="document_withdraw"),
    path("so-van-ban/<uuid:document_id>/khoi-phuc/", views_document.document_restore, name="document_restore"),
]
