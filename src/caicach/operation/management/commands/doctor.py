"""`caicach doctor`"""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict

from django.core.management.base import BaseCommand

from caicach.operation.doctor import examine


class Command(BaseCommand):
    help = "Check the health of this site. Exit status 1 when something is not well."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, **options: object) -> None:
        findings = examine()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
        else:
            for finding in findings:
                mark = {True: "ok  ", False: "BAD ", None: "-   "}[finding.is_well]
                mend = f"  → {finding.mend}" if finding.is_well is False and finding.mend else ""
                self.stdout.write(f"{mark} {finding.name:<11} {finding.says}{mend}")
        if any(finding.is_well is False for finding in findings):
            sys.exit(1)
