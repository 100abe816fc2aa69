"""`caicach verify_files`"""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from caicach.files.models import StoredFile
from caicach.files.verification import findings, orphans


class Command(BaseCommand):
    help = "Compare every stored file with its hash. Ends with 1 when anything is damaged, missing or extra."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove-orphans", action="store_true", help="remove left-overs older than a day")

    def handle(self, *, remove_orphans: bool, **options: object) -> None:
        for path in orphans() if remove_orphans else []:
            path.unlink()
            self.stdout.write(f"removed: {path}")
        found = list(findings())
        for finding in found:
            name = finding.file.name if finding.file else ""
            self.stdout.write(f"{finding.defect}: {finding.path.name} {name} {'; '.join(finding.used_by)}".rstrip())
        self.stdout.write(f"{StoredFile.objects.count()} files compared, {len(found)} defects")
        if found:
            raise CommandError("restore the damaged files from a backup")
