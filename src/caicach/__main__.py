"""The command `caicach`: what people do on pages, administrators can script."""

import gc
import os
import sys

COMMANDS = {
    "read": "read a plan document and print what it says; needs no site",
    "lint": "check papers (DOCX) against the form of Decree 30/2020, and mend what is mechanical; needs no site",
    "verify": "compute a published result once more from its bundle and compare; needs no site",
    "demo": "make the invented province of the demonstration",
    "serve": "serve the site, with a worker for long work beside it",
    "work": "carry out long work only; several workers may run",
    "migrate": "bring the tables of the database up to date",
    "collectstatic": "put the static files where the server finds them",
    "import-agencies": "read agencies from an XLSX or CSV file into the register",
    "export-agencies": "write the register to an XLSX or CSV file",
    "invite-person": "enter the first person of a site, or make a new one-time link",
    "reset-second-factor": "let a person set up a lost second factor anew",
    "import-criteria": "read a criteria set from YAML or XLSX, or check one",
    "export-criteria": "write a criteria set to a YAML or XLSX file",
    "import-crosswalk": "read from YAML what became of the criteria of one set in another, or check it",
    "export-crosswalk": "write a crosswalk between two criteria sets to YAML, with proposals where it is asked",
    "read-improvement": "read the table of an improvement plan: sums, faults, fit to a criteria set",
    "load-indicators": "bring the indicators that come with the project into the ledger",
    "load-report-kinds": "bring the kinds of reports that come with the project into the system",
    "open-reports": "open the periodic report whose window has ended; for a daily timer",
    "paper": "make a paper of a kind from its template and a file of values",
    "templates": "list the kinds of papers, their fields and the templates in use",
    "targets": "tell how the targets of a plan stand on a day",
    "consolidate": "tell how far a report is put together: origins of sentences and numbers, contradictions",
    "write-figures": "count the duties of a period into the ledger of figures",
    "send-notices": "make the digests of the day and send the mails that wait",
    "backup": "back up database and files, restored and compared before it counts",
    "restore": "restore a backup beside the live site, and switch",
    "verify-files": "compare every stored file with its hash",
    "scan-files": "look for viruses in files that wait for it",
    "questionnaire": "keep a questionnaire from an XLSForm, or one that is shipped, or check a file",
    "draw": "draw a sample from a file by a printed seed",
    "forget-labels": "empty names and addresses of sampling frames whose day has come; for a daily timer",
    "doctor": "check the health of this site",
}
WRONG_CONFIGURATION = 78  # EX_CONFIG of sysexits.h


def main() -> None:
    """Run one command; without one, list them."""
    name, arguments = (sys.argv[1] if len(sys.argv) > 1 else ""), sys.argv[2:]
    if name in ("", "-h", "--help") or (name == "help" and not arguments):
        sys.stdout.write(overview())
        return
    if name == "read":  # starts four times faster without Django
        gc.set_threshold(50_000, 20, 20)  # ends soon: looking for garbage costs more than it finds
        from caicach.core.documents.command import read_command

        sys.exit(read_command(arguments))
    if name == "lint":
        from caicach.core.officialdocs.command import lint_command

        sys.exit(lint_command(arguments))
    if name == "verify":
        from caicach.core.publishing.command import verify_command

        sys.exit(verify_command(arguments))
    if name == "demo":
        os.environ.setdefault("CAICACH_MODE", "demo")
    _run_in_site(name.replace("-", "_") if name in COMMANDS else name, arguments)


def overview() -> str:
    """The list of commands, one line each."""
    width = max(map(len, COMMANDS)) + 2
    lines = (f"  {name:<{width}}{what}" for name, what in COMMANDS.items())
    return "usage: caicach COMMAND [options]\n\n" + "\n".join(lines) + "\n\ncaicach COMMAND --help tells more.\n"


def _run_in_site(name: str, arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caicach.config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["caicach", name, *arguments])
    except ImproperlyConfigured as wrong:
        sys.stderr.write(f"caicach: {wrong}\nTo try the demonstration, set CAICACH_MODE=demo.\n")
        sys.exit(WRONG_CONFIGURATION)


if __name__ == "__main__":
    main()
