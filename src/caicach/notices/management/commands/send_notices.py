"""`caicach send-notices`"""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from caicach.notices.running import keep_going


class Command(BaseCommand):
    help = "Make the digests of the day from 07:30 on and send what waits. For a timer; the worker does the same."

    def handle(self, **options: object) -> None:
        done = keep_going(now=timezone.now())
        if not settings.SMTP:
            self.stdout.write("no mail server is set (CAICACH_SMTP_HOST): notices stay in the application")
            return
        self.stdout.write(
            f"{done.digests} digests made, {done.sent} mails sent, {done.refused} refused, {done.waiting} to try later"
        )
