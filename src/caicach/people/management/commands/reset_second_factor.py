"""`caicach reset-second-factor USERNAME`"""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from caicach.people.models import User
from caicach.people.services import reset_second_factor


class Command(BaseCommand):
    help = (
        "Take the second factor from a person who has lost it with all recovery codes, after making sure in person who "
        "it is. Open sessions end; at the next sign-in it is set up anew. The trail keeps the reason."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--reason", required=True, help="who asked, and how it was made sure who it is")

    def handle(self, *, username: str, reason: str, **options: object) -> None:
        user = User.objects.filter(username=username.strip().lower()).first()
        if user is None:
            raise CommandError(f"nobody is called {username} here")
        if not reset_second_factor(user=user, reason=reason):
            raise CommandError(f"{username} has no second factor; nothing changed")
        self.stdout.write(f"{username} sets up the second factor at the next sign-in")
