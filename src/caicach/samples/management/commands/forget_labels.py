"""Empty the names and addresses of frames whose day has come."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from caicach.samples.services import forget_labels


class Command(BaseCommand):
    help = "Empty names and addresses of sampling frames whose day has come. For a daily timer; safe to run again."

    def handle(self, **options: object) -> None:
        self.stdout.write(f"frames whose names were emptied: {forget_labels(today=timezone.localdate())}")
