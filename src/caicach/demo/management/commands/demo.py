"""Set up the demonstration: an invented province whose plans come through the real importer."""

from argparse import ArgumentParser
from datetime import date
from time import monotonic

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from caicach.demo.amendments import amend_a_plan
from caicach.demo.cast import engage, person
from caicach.demo.consolidation import consolidate
from caicach.demo.criteria import issue_shipped_sets
from caicach.demo.delegations import act_for_others
from caicach.demo.errors import NotADemonstration
from caicach.demo.ledger import fill_ledger
from caicach.demo.letters import edit_template, plan_inspections
from caicach.demo.meetings import hold_meetings
from caicach.demo.notices import urge_some
from caicach.demo.obstacles import meet_obstacles
from caicach.demo.papers import PAPERS, Told, bring_in
from caicach.demo.progress import live_through
from caicach.demo.publications import publish_rounds
from caicach.demo.questionnaires import keep_questionnaires
from caicach.demo.register import load_register
from caicach.demo.reports import send_reports
from caicach.demo.rounds import hold_rounds
from caicach.demo.samples import draw_samples
from caicach.demo.targets import measure_targets
from caicach.ui.errors import CaicachError


class Command(BaseCommand):
    help = "Make the invented province of the demonstration. Safe to run again: what is there already stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="live through the year until YYYY-MM-DD")

    def handle(self, *, on: date | None, **options: object) -> None:
        if settings.MODE == "production":
            raise CommandError(str(NotADemonstration()))
        begun = monotonic()
        settings.VAR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        try:
            self._make(on or timezone.localdate())
        except CaicachError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"ready in {monotonic() - begun:.0f} s")
        self.stdout.write("Log in at http://localhost:8000/ with one click: the sign-in page has a card for each role.")

    def _make(self, today: date) -> None:
        self.stdout.write(f"agencies: {load_register()}, people with a card: {engage()}")
        self.stdout.write(f"criteria sets: {issue_shipped_sets()}")
        coordinator = person("demo-coordinator")
        for paper in PAPERS:
            told = bring_in(paper)
            if told is None:
                self.stdout.write(f"{paper.file}: known already")
                continue
            self.stdout.write(_line(paper.file, told))
            if paper.is_assigned:
                story = live_through(told.plan, coordinator=coordinator, today=today)
                self.stdout.write("  progress: " + ", ".join(f"{name} {count}" for name, count in story.items()))
                met = meet_obstacles(told.plan, coordinator=coordinator, today=today)
                self.stdout.write("  met: " + ", ".join(f"{name} {count}" for name, count in met.items()))
        self.stdout.write(f"plans amended: {amend_a_plan(today)}")
        self.stdout.write(f"urged and answered: {urge_some(today)}")
        self.stdout.write(f"meetings: {hold_meetings(today)}")
        self.stdout.write(f"acting for others: {act_for_others(today)}")
        told_of = fill_ledger(by=coordinator, today=today)
        self.stdout.write("figures: " + ", ".join(f"{name} {count}" for name, count in told_of.items()))
        told_of = measure_targets(by=coordinator, today=today)
        self.stdout.write("targets: " + ", ".join(f"{name} {count}" for name, count in told_of.items()))
        for name, counts in hold_rounds(today).items():
            self.stdout.write(f"{name}: " + ", ".join(f"{code} {count}" for code, count in sorted(counts.items())))
        self.stdout.write(f"rounds prepared for publication or published: {publish_rounds()}")
        self.stdout.write(f"letters made from an edited template: {edit_template(today)}")
        self.stdout.write(f"inspections planned: {plan_inspections(today)}")
        self.stdout.write(f"questionnaires: {keep_questionnaires()}")
        self.stdout.write(f"samples drawn: {draw_samples(today)}")
        told_of = send_reports(today)
        self.stdout.write("reports: " + ", ".join(f"{name} {count}" for name, count in told_of.items()))
        told_of = consolidate(today)
        self.stdout.write("consolidated: " + ", ".join(f"{name} {count}" for name, count in told_of.items()))


def _line(file: str, told: Told) -> str:
    problems = ", ".join(f"{code.partition('.')[2]} {count}" for code, count in told.problems.most_common(4))
    links = f"{told.links} rows linked to the province's, " if told.links else ""
    return (
        f"{file}: {told.rows} rows, {told.agencies} agencies, {told.duties} assignments, {links}"
        f"{sum(told.problems.values())} problems{f' ({problems})' if problems else ''}"
    )
