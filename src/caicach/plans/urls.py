from django.urls import URLPattern, path

from caicach.plans.views import plans

app_name = "plans"
urlpatterns: list[URLPattern] = [
    path("", plans.plan_list, name="plan_list"),
    path("<uuid:plan_id>/", plans.plan_detail, name="plan_detail"),
    path("<uuid:plan_id>/phien-ban/", plans.plan_versions, name="plan_versions"),
    path("<uuid:plan_id>/so-sanh/<uuid:other_id>/", plans.plan_compare, name="plan_compare"),
    path("dong/<uuid:item_id>/", plans.item_detail, name="item_detail"),
]
