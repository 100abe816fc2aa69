from django.urls import path

from caicach.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("che-do/", views.set_theme, name="set_theme"),
]
