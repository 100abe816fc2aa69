"""Two sets of addresses: the room's own, and those that the login library knows by fixed names."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("caicach.people.own_urls")),
    path("", include("caicach.people.account_urls")),
]
