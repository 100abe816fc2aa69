"""`caicach verify-files`"""

import json
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from caicach.files.models import StoredFile
from caicach.files.verification import Finding, findings, keep_findings, orphans


class Command(BaseCommand):
    help = "Compare every stored file with its hash. Ends with 1 when anything is damaged, missing or extra."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove-orphans", action="store_true", help="remove left-overs older than a day")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, remove_orphans: bool, **options: object) -> None:
        removed = orphans() if remove_orphans else []
        for path in removed:
            path.unlink()
        begun, compared, found = timezone.now(), StoredFile.objects.count(), list(findings())
        keep_findings(found, at=begun)
        if options["json"]:
            told = {"compared": compared, "removed": list(map(str, removed)), "defects": list(map(plain, found))}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            self.stdout.writelines(f"removed: {path}\n" for path in removed)
            self.stdout.writelines(_line(finding) for finding in found)
            self.stdout.write(f"{compared} files compared, {len(found)} defects")
        if found:
            raise CommandError("restore the damaged files from a backup")


def plain(finding: Finding) -> dict[str, object]:
    """A finding as JSON tells it."""
    name = finding.file.name if finding.file else ""
    place = {"path": str(finding.path), "sha256": finding.file.sha256 if finding.file else ""}
    return {"defect": finding.defect.value, **place, "name": name, "used_by": list(finding.used_by)}


def _line(finding: Finding) -> str:
    name = finding.file.name if finding.file else ""
    return f"{finding.defect}: {finding.path.name} {name} {'; '.join(finding.used_by)}".rstrip() + "\n"
