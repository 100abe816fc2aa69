"""The type of a request of somebody who has signed in."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from caicach.people.models import User


class Request(HttpRequest):
    """What views behind `login_required` receive."""

    user: User
    htmx: HtmxDetails
