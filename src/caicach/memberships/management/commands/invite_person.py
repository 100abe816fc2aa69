"""`caicach invite-person USERNAME`"""

import json
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from caicach.agencies.models import Agency
from caicach.memberships.services import add_membership
from caicach.people.invitations import VALID_FOR, renew_invitation
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.people.services import create_invited_user
from caicach.ui.errors import CaicachError


class Command(BaseCommand):
    help = (
        "Enter a person with a role in an agency and print a one-time link, so the first person of a new site gets in. "
        "Of a person who is known already, only a new link is made; the earlier ones end."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", help="full name; needed for a new person")
        parser.add_argument("--agency", metavar="CODE", help="code of the agency in the register; needed as well")
        parser.add_argument("--role", choices=Role.values, default=Role.SYSADMIN.value)
        parser.add_argument("--json", action="store_true")

    def handle(self, *, username: str, json: bool, **options: str | None) -> None:
        try:
            with override("en"):
                secret = _link_for(username, options["name"], options["agency"], str(options["role"]))
        except CaicachError as error:
            raise CommandError(str(error)) from error
        self._say(username, reverse("people:redeem_invitation", args=[secret]), as_json=json)

    def _say(self, username: str, path: str, *, as_json: bool) -> None:
        hours = int(VALID_FOR.total_seconds() // 3600)
        if as_json:
            self.stdout.write(json.dumps({"username": username, "path": path, "hours": hours}))
        else:
            self.stdout.write(f"{username} chooses a password within {hours} hours, once, on the site at\n{path}")


@transaction.atomic
def _link_for(username: str, name: str | None, agency_code: str | None, role: str) -> str:
    """The secret of a new link, for a person who is known or for one who is entered now."""
    known = User.objects.filter(username=username.strip().lower()).first()
    if known:
        return renew_invitation(user=known, by=None)
    if not name or not agency_code:
        raise CommandError(f"nobody is called {username} here; a new person needs --name and --agency")
    agency = Agency.objects.filter(code=agency_code).first()
    if agency is None:
        raise CommandError(f"no agency has the code {agency_code}; import-agencies fills the register")
    user, secret = create_invited_user(username=username, full_name=name, by=None)
    add_membership(user=user, agency=agency, role=role, by=None)
    return secret
