from django.urls import path

from caicach.ui import views

app_name = "ui"
urlpatterns = [
    path("che-do/", views.set_theme, name="set_theme"),
]
