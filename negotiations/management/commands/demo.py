from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, connections
from django.utils import timezone
from tqdm import tqdm

from accounts.models import User
from accounts.roles import Role
from negotiations.codebook.reading import FileError
from negotiations.ingest.files import article_files
from negotiations.management.bundle import load_bundle
from negotiations.management.serve import Loopback
from negotiations.management.worker import worker_beside

SIGN_INS = {
    "reader": Role.READER,
    "editor": Role.EDITOR,
    "colleague": Role.EDITOR,
    "adjudicator": Role.ADJUDICATOR,
    "admin": Role.ADMIN,
}
CODER = "seed editor"
PREPARING = 7_245_002
"""The advisory lock under which a database is prepared."""


class Command(BaseCommand):
    help = "Starts everything on this machine alone: the database, both bundled negotiations, the pages and the API."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))
        parser.add_argument("--load-only", action="store_true", help="prepare the data and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "`demo` is for a desk; with PARLEY_ENV=production use `migrate` and gunicorn (see README)."
            )
        if not options["load_only"]:
            _check_free(options["port"])
        with _alone():
            call_command("migrate", verbosity=0)
            _make_people()
            self._load_bundles()
        if options["load_only"]:
            return
        connections.close_all()  # no worker may inherit one
        self._welcome(options["port"])
        with worker_beside():
            Loopback(options["port"]).run()

    def _load_bundles(self) -> None:
        coder = User.objects.get(username=CODER)
        folders = sorted(path.parent for path in settings.SEEDS_DIR.glob("*/statements.yaml"))
        files = len(list(article_files(folder / "articles" for folder in folders)))
        with tqdm(total=files, desc="Reading articles", unit="article", disable=None, leave=False) as bar:
            for folder in folders:
                self._load(folder, coder, bar)

    def _load(self, folder: Path, coder: User, bar: tqdm[Any]) -> None:
        try:
            load_bundle(folder, by=coder, today=timezone.localdate(), done=lambda _: bar.update())
        except FileError as error:
            raise CommandError(str(error)) from error

    def _welcome(self, port: int) -> None:
        self.stdout.write(f"\nParley: http://127.0.0.1:{port}   (Ctrl-C stops it)")
        if _owns_its_database():
            self.stdout.write("Reading needs no account. To sign in, on this machine only:")
            for name in SIGN_INS:
                self.stdout.write(f"  {name:12} password: {_password(name)}")
        else:
            self.stdout.write("DATABASE_URL is set, so no sign-ins were made: `manage.py createsuperuser` makes yours.")
        self.stdout.flush()


@contextmanager
def _alone() -> Iterator[None]:
    """One `demo` prepares a database at a time; the next waits, and then finds everything done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARING])


def _owns_its_database() -> bool:
    """Only the embedded cluster, which nobody else reaches, may hold accounts whose passwords are public."""
    return bool(settings.EMBEDDED_DATABASE)


def _password(name: str) -> str:
    """Of a demo sign-in: public, so these accounts exist only where `demo` made them."""
    return f"{name}-on-loopback"


def _make_people() -> None:
    for name, role in SIGN_INS.items() if _owns_its_database() else ():
        user, created = User.objects.get_or_create(
            username=name, defaults={"role": role, "is_staff": role == Role.ADMIN, "is_superuser": role == Role.ADMIN}
        )
        if created:
            user.set_password(_password(name))
            user.save(update_fields=["password"])
    coder, created = User.objects.get_or_create(username=CODER, defaults={"role": Role.EDITOR})
    if created:
        coder.set_unusable_password()
        coder.save(update_fields=["password"])


def _check_free(port: int) -> None:
    """Says at once that the port is taken, before anything is loaded."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OverflowError as error:
            raise CommandError(f"port {port} is none; expected 1 to 65535") from error
        except OSError as error:
            raise CommandError(
                f"port {port} is taken ({error.strerror}); choose another: PORT=8001 make demo"
            ) from error
