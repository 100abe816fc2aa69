from django.urls import path

from caicach.jobs import views

app_name = "jobs"
urlpatterns = [
    path("<uuid:job_id>/", views.job_detail, name="job_detail"),
    path("<uuid:job_id>/dung/", views.job_cancel, name="job_cancel"),
    path("<uuid:job_id>/chay/", views.job_run, name="job_run"),
]
