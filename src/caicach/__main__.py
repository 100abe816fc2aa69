"""The command `caicach`: what people do on pages, administrators can script."""

import os
import sys


def main() -> None:
    """Run one command; `caicach help` lists them."""
    if sys.argv[1:2] == ["read"]:  # needs no site, and starts four times faster without
        from caicach.core.documents.command import read_command

        sys.exit(read_command(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caicach.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["caicach", *sys.argv[1:]])


if __name__ == "__main__":
    main()
