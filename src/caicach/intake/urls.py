from django.urls import path

from caicach.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.run_list, name="run_list"),
    path("luot/<uuid:run_id>/", views.run_detail, name="run_detail"),
    path("luot/<uuid:run_id>/da-co/", views.run_known, name="run_known"),
    path("luot/<uuid:run_id>/bo/", views.run_abandon, name="run_abandon"),
    path("luot/<uuid:run_id>/doc-lai/", views.run_read_again, name="run_read_again"),
    path("<slug:importer_code>/", views.upload, name="upload"),
]
