"""Digests by mail: of what one watches and may still see, once a period whatever happens."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from negotiations import tasks
from negotiations.models import Digest, Every, Letter, Watch
from negotiations.tasks import digests
from tests.jobs import waiting, work
from tests.talks import FIRST_DAY, Sketch, person, sketch

MONDAY = datetime(2025, 6, 2, 6, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def talks(db: None) -> Sketch:
    return sketch(parties=3, issues=2)


@pytest.fixture
def reader(talks: Sketch) -> User:
    user = person(Role.READER)
    user.email = "reader@example.org"
    user.save()
    return user


def watch(reader: User, talks: Sketch, **about: Any) -> Watch:
    """Since long ago, so that every period is due."""
    found = Watch.objects.start(reader, talks.negotiation, about.get("party"), about.get("other"), about.get("issue"))
    Watch.objects.filter(pk=found.pk).update(since=MONDAY - 30 * DAY)
    return found


def say(talks: Sketch, words: str, *, party: int = 0, issue: int = 0, outcome: int = 50) -> None:
    """Each a day after the one before."""
    day = FIRST_DAY + DAY * talks.negotiation.articles.count()
    talks.says(talks.article(f"It was said: {words}.", on=day), words, party=party, issue=issue, outcome=outcome)


def write(reader: User, period: str = "2025-06-02") -> list[str]:
    """What was sent, in words."""
    mail.outbox.clear()
    tasks.write_digest(reader.pk, period)
    return [str(letter.body) for letter in mail.outbox]


def test_tells_what_is_watched_and_nothing_else(reader: User, talks: Sketch) -> None:
    watch(reader, talks, party=talks.parties[0])
    watch(reader, talks, issue=talks.issues[1])
    say(talks, "Ours of the party")
    say(talks, "Ours of the issue", party=1, issue=1)
    say(talks, "Neither", party=1)
    (letter,) = write(reader)
    assert "Ours of the party" in letter
    assert "Ours of the issue" in letter
    assert "Neither" not in letter
    assert mail.outbox[0].subject == "Parley: 2 changes in Talks on the canal"
    assert mail.outbox[0].to == ["reader@example.org"]


@pytest.mark.parametrize("on_one_issue", [True, False])
def test_a_gap_is_both_sides_on_one_issue_or_overall(reader: User, talks: Sketch, on_one_issue: bool) -> None:
    issue = talks.issues[0] if on_one_issue else None
    watch(reader, talks, party=talks.parties[1], other=talks.parties[0], issue=issue)
    say(talks, "One side")
    say(talks, "The other side", party=1)
    say(talks, "A third", party=2)
    say(talks, "Elsewhere", issue=1)
    (letter,) = write(reader)
    assert [words in letter for words in ("One side", "The other side", "A third", "Elsewhere")] == [
        True,
        True,
        False,
        not on_one_issue,
    ]


def test_what_was_told_is_not_told_again(transactional_db: None, reader: User, talks: Sketch) -> None:
    watch(reader, talks, party=talks.parties[0])
    say(talks, "At first")
    assert len(write(reader)) == 1
    assert write(reader, "2025-06-03") == []
    say(talks, "And then", outcome=100)
    (letter,) = write(reader, "2025-06-04")
    assert "And then" in letter
    assert "At first" not in letter


def test_what_was_known_before_it_was_watched_is_not_told(transactional_db: None, reader: User, talks: Sketch) -> None:
    say(talks, "Before")
    Watch.objects.start(reader, talks.negotiation, talks.parties[0], None, None)
    say(talks, "After", outcome=100)
    (letter,) = write(reader)
    assert "After" in letter
    assert '"Before"' not in letter


def test_a_period_is_written_to_once(reader: User, talks: Sketch) -> None:
    watch(reader, talks, party=talks.parties[0])
    say(talks, "Something")
    assert len(write(reader)) == 1
    say(talks, "More", outcome=100)
    assert write(reader) == []


def test_one_who_dies_while_sending_has_perhaps_sent_it_so_it_is_told_in_the_next(
    reader: User, talks: Sketch, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die(*_: Any) -> None:
        raise Killed

    watch(reader, talks, party=talks.parties[0])
    say(talks, "Something")
    with monkeypatch.context() as patch:
        patch.setattr(digests, "send_digest", die)
        with pytest.raises(Killed):
            write(reader)
    assert write(reader) == []
    (letter,) = write(reader, "2025-06-03")
    assert "Something" in letter


@pytest.mark.parametrize("fault", [SMTPException("no such user"), ConnectionRefusedError()])
def test_what_surely_was_not_sent_is_tried_again(
    reader: User, talks: Sketch, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(*_: Any) -> None:
        raise fault

    watch(reader, talks, party=talks.parties[0])
    say(talks, "Something")
    with monkeypatch.context() as patch:
        patch.setattr(digests, "send_digest", fail)
        with pytest.raises(type(fault)):
            write(reader)
    assert not Letter.objects.exists()
    assert len(write(reader)) == 1


def test_nothing_of_a_negotiation_that_one_may_no_longer_see(reader: User) -> None:
    hidden = sketch("moat", public=False)
    grant = reader.grants.create(negotiation=hidden.negotiation, role=Role.READER)
    watch(reader, hidden, party=hidden.parties[0])
    say(hidden, "A secret")
    grant.delete()
    assert write(reader) == []
    reader.grants.create(negotiation=hidden.negotiation, role=Role.READER)
    Letter.objects.all().delete()
    (letter,) = write(reader)
    assert "A secret" in letter


@pytest.mark.parametrize(
    ("every", "now", "period"),
    [
        (Every.DAY, MONDAY - HOUR, "2025-06-01"),
        (Every.DAY, MONDAY, "2025-06-02"),
        (Every.DAY, MONDAY + 30 * HOUR, "2025-06-03"),
        (Every.WEEK, MONDAY - HOUR, "2025-05-26"),
        (Every.WEEK, MONDAY, "2025-06-02"),
        (Every.WEEK, MONDAY + 6 * DAY, "2025-06-02"),
        (Every.NEVER, MONDAY, None),
    ],
)
def test_is_due_at_six_every_day_or_every_monday_or_never(
    reader: User, talks: Sketch, every: str, now: datetime, period: str | None
) -> None:
    watch(reader, talks, party=talks.parties[0])
    Digest.objects.create(user=reader, every=every)
    found = [(user, str(day)) for user, day in digests.due(now)]
    assert found == ([(reader, period)] if period else [])


def test_nobody_is_written_to_without_an_address_an_account_or_a_watch(reader: User, talks: Sketch) -> None:
    assert digests.due(MONDAY) == []
    watch(reader, talks, party=talks.parties[0])
    assert len(digests.due(MONDAY)) == 1
    for changes in ({"email": ""}, {"email": "a@example.org", "is_active": False}):
        User.objects.filter(pk=reader.pk).update(**changes)
        assert digests.due(MONDAY) == []


def test_one_who_began_to_watch_after_the_hour_waits_for_the_next(reader: User, talks: Sketch) -> None:
    Watch.objects.start(reader, talks.negotiation, talks.parties[0], None, None)
    assert digests.due(timezone.now()) == []
    assert len(digests.due(timezone.now() + DAY)) == 1


def test_the_hourly_job_writes_to_all_who_are_due(reader: User, talks: Sketch) -> None:
    watch(reader, talks, party=talks.parties[0])
    say(talks, "Something")
    for _ in range(2):
        tasks.write_digests(0)
    assert waiting() == ["negotiations.tasks.digests.write_digest"]
    work()
    assert len(mail.outbox) == 1
    tasks.write_digests(0)
    assert waiting() == []


def test_is_written_as_text_and_html_and_nothing_in_it_is_taken_for_markup(reader: User, talks: Sketch) -> None:
    watch(reader, talks, party=talks.parties[0])
    say(talks, "We <b>&</b> they")
    write(reader)
    (letter,) = mail.outbox
    assert isinstance(letter, mail.EmailMultiAlternatives)
    (alternative,) = letter.alternatives
    text, markup = str(letter.body), str(alternative[0])
    assert "We <b>&</b> they" in text
    assert "We &lt;b&gt;&amp;&lt;/b&gt; they" in markup
    assert "<b>" not in markup
    links = re.findall(r"http://\S+/n/canal/\?cell=\S+", text)
    assert len(links) == 1
    assert Client().get(links[0].split("#")[0].removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_one_address_in_it_stops_it_after_one_question(reader: User, talks: Sketch) -> None:
    watch(reader, talks, party=talks.parties[0])
    say(talks, "Something")
    write(reader)
    (letter,) = mail.outbox
    stop = letter.extra_headers["List-Unsubscribe"].strip("<>").partition(":8000")[2]
    assert stop in str(letter.body)
    stranger = Client(enforce_csrf_checks=True)
    assert "Send no more" in stranger.get(stop).content.decode()
    assert not Digest.objects.filter(every=Every.NEVER).exists()
    assert "No digest will be sent" in stranger.post(stop, {"List-Unsubscribe": "One-Click"}).content.decode()
    assert Digest.objects.get(user=reader).every == Every.NEVER
    assert Watch.objects.count() == 1
    assert stranger.post(stop[:-2] + "x/").status_code == 400
