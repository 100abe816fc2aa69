"""Addresses of gaps, trials and plans for improvement."""

from django.urls import path

from caicach.improvement import views, views_plans, views_today, views_trial, views_whatif

app_name = "improvement"
urlpatterns = [
    path("", views.round_list, name="round_list"),
    path("hom-nay/", views_today.today, name="today"),
    path("dot/<uuid:round_id>/", views.round_gaps, name="round_gaps"),
    path("dot/<uuid:round_id>/mat-diem.xlsx", views.round_gaps_xlsx, name="round_gaps_xlsx"),
    path("dot/<uuid:round_id>/hom-nay/", views_today.round_today, name="round_today"),
    path("dot/<uuid:round_id>/ke-hoach/", views_plans.round_plan_new, name="round_plan_new"),
    path("co-quan/<uuid:assessment_id>/", views.agency_gaps, name="agency_gaps"),
    path("co-quan/<uuid:assessment_id>/mat-diem.xlsx", views.agency_gaps_xlsx, name="agency_gaps_xlsx"),
    path("co-quan/<uuid:assessment_id>/thu/", views_whatif.what_if, name="what_if"),
    path("co-quan/<uuid:assessment_id>/nen-lam/", views_whatif.best_options, name="best_options"),
    path("co-quan/<uuid:assessment_id>/ke-hoach/", views_plans.plan_new, name="plan_new"),
    path("bo-tieu-chi/<uuid:set_id>/", views_trial.set_trial, name="set_trial"),
    path("ke-hoach/<uuid:plan_id>/", views_plans.plan_scores, name="plan_scores"),
]
