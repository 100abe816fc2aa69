"""Addresses that break a rule, for the tests of the pages that tell of it."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from caicach.config.urls import urlpatterns as of_the_site
from caicach.ui.errors import NotAllowed, RowMovedOn


def moved_on(request: HttpRequest) -> HttpResponse:
    raise RowMovedOn(row="Nhiệm vụ 1.9")


def not_allowed(request: HttpRequest) -> HttpResponse:
    raise NotAllowed()


def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def asked_by(request: HttpRequest) -> HttpResponse:
    return HttpResponse("x", headers={"X-Asked-By": str(request.method)})


handler500 = "caicach.ui.views.server_error"
urlpatterns = [
    path("da-sua/", moved_on),
    path("khong-duoc/", not_allowed),
    path("hong/", broken),
    path("cach-hoi/", asked_by),
    *of_the_site,
]
