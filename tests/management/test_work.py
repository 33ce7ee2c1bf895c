"""Workers as an operator meets them: real processes, killed in the middle of their work."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from django.db import connection

from accounts.models import User
from negotiations.actions import bring_articles
from negotiations.ingest.unpacking import file_arrivals
from negotiations.models import Arrival, Article, Negotiation, State, Suggestion
from tests.management.running import MANAGE

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ARTICLES = 200
PATIENCE = 2  # seconds
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a worker on the tests' own database; none outlives its test."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(*options: str) -> subprocess.Popen[bytes]:
        environment = os.environ | {"DATABASE_URL": address_of_the_database()}
        command = [*MANAGE, "work", "--patience", str(PATIENCE), *options]
        started.append(subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


def address_of_the_database() -> str:
    given = connection.get_connection_params()
    password = f":{quote(given['password'])}" if given.get("password") else ""
    return (
        f"postgresql://{quote(given['user'])}{password}@:{given['port']}/{given['dbname']}?host={quote(given['host'])}"
    )


def waits_until(holds: Callable[[], bool], seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, Counter(Arrival.objects.values_list("state", flat=True))
        time.sleep(0.05)


def many_texts(number: int) -> bytes:
    """Too short to be much like one another, and each with something to suggest."""
    said = "Norland demands an unconditional truce, President Ada Berg said."
    rows = (
        {"title": f"Report {at}", "date": f"2021-05-{at % 28 + 1:02}", "body": f"Report {at}. {said}"}
        for at in range(number)
    )
    return "\n".join(map(json.dumps, rows)).encode()


def test_a_worker_killed_in_the_middle_of_200_loses_and_doubles_nothing(
    negotiation: Negotiation, editor: User, start: Start
) -> None:
    bring_articles(negotiation, file_arrivals("many.jsonl", many_texts(ARTICLES)), what="1 file", by=editor)
    worker = start()
    waits_until(lambda: Article.objects.count() >= ARTICLES // 4)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    done = Article.objects.count()
    assert done < ARTICLES
    time.sleep(PATIENCE + 0.5)
    start()
    waits_until(lambda: not Arrival.objects.under_way().exists())
    states = Counter(Arrival.objects.values_list("state", flat=True))
    assert states == {State.STORED: ARTICLES}
    assert Article.objects.count() == ARTICLES
    assert Arrival.objects.values("article").distinct().count() == ARTICLES
    made = Counter(Suggestion.objects.values_list("article", flat=True))
    assert len(made) == ARTICLES
    assert len(set(made.values())) == 1  # the same text but for its number: the same suggestions, each once
