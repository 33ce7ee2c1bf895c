"""The choice of a back-end, as the commands offer it."""

from __future__ import annotations

from django.core.management.base import CommandError, CommandParser

from negotiations.extraction.backends import NAMES, Backend, Unavailable, find_backend


def add_backend_option(parser: CommandParser) -> None:
    parser.add_argument("--backend", choices=NAMES, help="who suggests; without it PARLEY_BACKEND, or the rules")


def chosen_backend(name: str | None) -> Backend:
    """Raises CommandError saying what to install or to set."""
    try:
        return find_backend(name)
    except Unavailable as error:
        raise CommandError(str(error)) from error
