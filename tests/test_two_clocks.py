"""What was known at an instant stays what it was, on pages and in the API, whatever is done later."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from lxml import html  # type: ignore[import-untyped]

from accounts.roles import Role
from negotiations.actions import coding_of, correct_statement, edit_entry, retract_statement, tag_statement
from negotiations.actions.codebook.rows import codebook_rows, version_of
from negotiations.models import Article, Option, Party, Salience, Statement
from negotiations.readers.compare import TwoDays, compared
from negotiations.readers.reading import reading_of
from tests.talks import FIRST_DAY, Sketch, person, sketch
from tests.web.test_appearances import printed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def found() -> Sketch:
    return sketch(rounds=1)


@pytest.fixture
def said(found: Sketch) -> Statement:
    return found.says(found.article("We stand here."), "We stand", outcome=0)


PAGES = [
    *("/", "/n/canal/?cell=i0.p0", "/n/canal/timeline/", "/n/canal/issues/", "/n/canal/issues/i0/"),
    *("/n/canal/parties/", "/n/canal/parties/p0/", "/n/canal/rounds/", "/n/canal/rounds/r0/", "/n/canal/demands/"),
    *("/n/canal/compare/", "/n/canal/articles/", "/search/?q=stand", "/search/?q=stand&kind=articles"),
]
DRAWINGS = ["gap.svg", "timeline.svg", "issues/i0/lanes.svg", "parties/p0/tone.svg", "rounds.svg"]
COMPUTED = ["matrix/", "gaps/", "moves/", "positions/", "compare/", "demands/", "tone/?party=p0"]
COMPUTED += ["contradictions/?party=p0", "rounds/", "rounds/r0/"]
FILES = [f"/n/canal/{name}" for name in DRAWINGS] + [f"/api/v1/negotiations/canal/{name}" for name in COMPUTED]


def answers(known: datetime) -> list[str]:
    """What pages show between head and foot, what drawings draw, and what the API answers."""
    told = [answered(url, known) for url in [*FILES, "/api/v1/statements/"]]
    articles = [
        f"/n/canal/articles/{pk}/" for pk in Article.objects.filter(stored_at__lte=known).values_list("pk", flat=True)
    ]
    pages = [html.fromstring(answered(url, known)).get_element_by_id("main") for url in [*PAGES, *articles]]
    return [*told, *(page.text_content() for page in pages)]


def answered(url: str, known: datetime) -> str:
    response = Client().get(url, QueryDict(url.partition("?")[2]).dict() | {"known": known.isoformat()})
    assert response.status_code == 200, url
    return response.content.decode()


def test_a_correction_changes_no_answer_known_before_it(said: Statement) -> None:
    before = timezone.now()
    shown = answers(before)
    coding = coding_of(said)
    correct_statement(said, type(coding)(**(vars(coding) | {"act": "demand"})), by=person(Role.EDITOR, "coder"))
    assert answers(before) == shown
    assert answers(timezone.now()) != shown


def test_a_retraction_changes_no_answer_known_before_it(said: Statement) -> None:
    before = timezone.now()
    shown = answers(before)
    retract_statement(said, by=person(Role.EDITOR, "coder"))
    assert answers(before) == shown
    now = Client().get("/n/canal/").content.decode()
    assert "cell-link" not in now


def test_a_retracted_statement_is_marked_in_its_article_only_as_known_before(said: Statement) -> None:
    before = timezone.now().isoformat()
    retract_statement(said, by=person(Role.EDITOR, "coder"))
    url = f"/n/canal/articles/{said.article_id}/"
    assert b"data-statements" not in Client().get(url).content
    assert b"data-statements" in Client().get(url, {"known": before}).content


def test_an_article_and_a_statement_that_come_later_change_no_answer_known_before(
    found: Sketch, said: Statement
) -> None:
    before = timezone.now()
    shown = answers(before)
    found.says(found.article("No, here."), "No", party=1, outcome=100)
    assert answers(before) == shown


def test_an_article_is_not_there_as_known_before_it_was_stored(found: Sketch, said: Statement) -> None:
    before = timezone.now()
    later = found.article("No, here.", title="Later")
    for place in (f"/n/canal/articles/{later.pk}/", f"/n/canal/articles/{later.pk}/?party=p0"):
        assert Client().get(place, {"known": before.isoformat()}).status_code == 404
        assert Client().get(place).status_code == 200


def test_the_permanent_link_of_the_articles_shows_the_one_stored_last(found: Sketch, said: Statement) -> None:
    found.article("No, here.", title="Later")
    listed = html.fromstring(Client().get("/n/canal/articles/").content)
    (lasting,) = listed.xpath("//*[@id='foot']//a[contains(text(), 'Permanent')]/@href")
    again = html.fromstring(Client().get(f"/n/canal/articles/{lasting}").content)
    assert again.xpath("//tbody//th//a/text()") == listed.xpath("//tbody//th//a/text()")
    assert "Later" in listed.xpath("//tbody//th//a/text()")


def test_what_is_printed_again_later_changes_no_answer_known_before(found: Sketch) -> None:
    first = printed(found, "The Post")
    before = timezone.now()
    shown = answers(before)
    printed(found, "The Star", 1, first.article)
    assert answers(before) == shown
    assert "Also printed by" in "".join(answers(timezone.now()))


def renamed(row: Any, **values: object) -> None:
    """By a deed of an admin, as the form does it."""
    version = version_of(codebook_rows(row.negotiation), type(row), row.pk)

    def write() -> None:
        for name, value in values.items():
            setattr(row, name, value)
        row.save()

    edit_entry(row, write, made_from=version, by=person(Role.ADMIN, "admin"))


def test_a_new_name_and_address_change_no_answer_known_before(found: Sketch, said: Statement) -> None:
    before = timezone.now()
    shown = answers(before)
    renamed(found.parties[0], name="Northerners", code="NOR")
    renamed(found.issues[0], title="The bridge", silent_after_days=1)
    assert answers(before) == shown
    assert "Northerners" in "".join(answers(timezone.now()))


def test_what_is_added_to_a_codebook_changes_no_answer_known_before(found: Sketch, said: Statement) -> None:
    before = timezone.now()
    shown = answers(before)
    Party.objects.create(negotiation=found.negotiation, slug="p9", name="P9", code="P9")
    Option.objects.filter(issue=found.issues[0]).update(label="anything")
    Salience.objects.create(issue=found.issues[0], party=found.parties[0], weight=5)
    assert answers(before) == shown


def test_who_asks_for_an_instant_waits_for_the_write_of_that_instant(found: Sketch) -> None:
    article, coder = found.article("We stand here. Here we stand."), person(Role.EDITOR, "coder")
    found.says(article, "We stand", outcome=0)
    written, told = Event(), Event()

    def write_slowly() -> None:
        """Commits only after somebody asks for the instant between the write and the commit."""
        with transaction.atomic():
            tag_statement(replace(coding_of(Statement.objects.get()), start=15, end=28), by=coder)
            written.set()
            told.wait(timeout=0.5)
        connection.close()

    with ThreadPoolExecutor() as pool:
        writing = pool.submit(write_slowly)
        written.wait(timeout=10)
        between = timezone.now()
        first = answers(between)
        told.set()
        writing.result()
    assert Statement.objects.count() == 2
    assert answers(between) == first


def told(found: Sketch, since: datetime) -> TwoDays:
    reading = reading_of(found.negotiation, today=FIRST_DAY, on=FIRST_DAY)
    return compared(reading, known_from=since)


def test_what_the_record_learned_is_no_move_of_a_party(found: Sketch, said: Statement) -> None:
    before = timezone.now()
    found.says(found.article("Half, they had said."), "Half, they had said", party=1, outcome=50)
    page = told(found, before)
    assert (page.start, page.learned, page.dropped) == (FIRST_DAY, 1, 0)
    assert [(one.told.party.slug, one.kind) for one in page.rows] == [("p1", "first")]
    assert [(one.was is None, one.now is None) for one in page.gaps] == [(True, False)]
    assert told(found, timezone.now()).rows == []


def test_what_was_corrected_shows_both_versions(found: Sketch, said: Statement) -> None:
    before = timezone.now()
    wrong = coding_of(said)
    correct_statement(said, replace(wrong, outcome=(Decimal(100), Decimal(100))), by=person(Role.EDITOR, "coder"))
    (change,) = told(found, before).rows
    assert (change.kind, change.told.before_words, change.told.after_words) == ("shift", "no", "yes")
    assert (told(found, before).learned, told(found, before).dropped) == (1, 1)


def test_what_was_taken_back_is_told_with_the_words_that_stood(found: Sketch, said: Statement) -> None:
    before = timezone.now()
    retract_statement(said, by=person(Role.EDITOR, "coder"))
    page = told(found, before)
    (change,) = page.rows
    assert (change.kind, page.learned, page.dropped) == ("withdrawal", 0, 1)
    assert change.told.before
    assert change.told.before.span == "We stand"
