"""The addresses of the site, and the page that all others are compared with."""

from functools import cache

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import Template, engines
from django.urls import path
from django.views.decorators.http import require_GET

from caicach.config.urls import handler500 as handler500
from caicach.config.urls import urlpatterns as site

EMPTY = "/rong/"


@cache
def _template() -> Template:
    return engines["django"].from_string('{% extends "ui/base.html" %}{% block heading %}—{% endblock %}')


@require_GET
@login_required
def empty(request: HttpRequest) -> HttpResponse:
    """The base page of somebody who has signed in, with nothing on it."""
    return HttpResponse(_template().render({}, request))


urlpatterns = [*site, path(EMPTY[1:], empty)]
