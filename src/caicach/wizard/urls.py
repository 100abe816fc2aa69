from django.urls import URLPattern, path

from caicach.wizard.views import check, finish, review, structure

app_name = "wizard"
urlpatterns: list[URLPattern] = [
    path("<uuid:run_id>/cau-truc/", structure.structure, name="structure"),
    path("<uuid:run_id>/can-xem/", review.review, name="review"),
    path("<uuid:run_id>/hoan-tac/", review.undo_answers, name="undo"),
    path("<uuid:run_id>/giu-nguyen/", review.keep_notices, name="keep"),
    path("<uuid:run_id>/kiem-tra/", check.check, name="check"),
    path("<uuid:run_id>/khac-biet/", check.difference, name="difference"),
    path("<uuid:run_id>/ban-hanh/", finish.finish, name="finish"),
]
