"""One browser a session, a fresh context a test, the bundled talks on a server of their own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from accounts.roles import Role
from tests.talks import SEEDS, load_talks, person

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    program = chromium()
    if not program:
        pytest.skip(f"no browser: none of {', '.join(NAMES)} is on PATH, and CHROMIUM names none")
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright keeps a loop running in this thread, in which Django would refuse to ask the database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield playwright.chromium.launch(executable_path=program, args=FLAGS)


@pytest.fixture(scope="package")
def site(django_db_setup: None, browser: Browser, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Its address. What it shows is committed, for the server's own connections, and taken away at the end."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)  # or they outlive the test database
        for bundle in sorted(SEEDS.iterdir()):
            load_talks(bundle)
        person(Role.EDITOR)
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()
        call_command("flush", interactive=False, verbosity=0, database="default")
        connections.close_all()


class Watched:
    """What a page complained of: errors in its console, faults of its scripts, answers that failed."""

    def __init__(self, page: Page) -> None:
        self.faults: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("response", lambda answer: self._answer(answer.status, answer.url))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(message.text)

    def _answer(self, status: int, url: str) -> None:
        if status >= 400:
            self.faults.append(f"{status} {url}")


@pytest.fixture
def visit(site: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a path of the site in a context of its own; at the end none may have complained but who `may_fail`."""
    contexts: list[BrowserContext] = []
    watched: list[Watched] = []

    def open_page(path: str, *, may_fail: bool = False, **context: Any) -> Page:
        contexts.append(browser.new_context(**({"viewport": {"width": 1440, "height": 900}} | context)))
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)
        if not may_fail:
            watched.append(Watched(page))
        page.goto(f"{site}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [fault for one in watched for fault in one.faults] == []


Visit = Callable[..., Page]
MATRIX = "/n/russia-ukraine-talks/"
ROUND_ONE = f"{MATRIX}?on=2025-05-16"
