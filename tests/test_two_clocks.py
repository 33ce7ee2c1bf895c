"""What was known at an instant stays what it was, on pages and in the API, whatever is done later."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from threading import Event
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from lxml import html  # type: ignore[import-untyped]

from accounts.roles import Role
from negotiations.actions import (
    coding_of,
    correct_statement,
    edit_entry,
    merge_entries,
    rescale_issue,
    retract_statement,
    tag_statement,
)
from negotiations.actions.codebook.merging import merge_basis
from negotiations.actions.codebook.rows import codebook_rows, version_of
from negotiations.actions.codebook.scales import basis_of
from negotiations.codebook.export import export_codebook
from negotiations.codebook.store import save_codebook
from negotiations.models import Article, Issue, Negotiation, Option, Party, Revision, Round, Salience, Statement
from negotiations.models.known import as_known
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


def test_a_merge_changes_no_answer_known_before(found: Sketch, said: Statement) -> None:
    found.says(found.article("No, here."), "No", party=1, outcome=100)
    third = Party.objects.create(negotiation=found.negotiation, slug="p2", name="P2", code="P2", ordinal=2)
    before = timezone.now()
    shown = answers(before)
    gone = found.parties[1]
    merge_entries(gone, third, seen=merge_basis(gone, third), by=person(Role.ADMIN, "admin"))
    assert answers(before) == shown
    assert "P1" not in Client().get("/n/canal/parties/").content.decode()


def test_two_rounds_merged_change_no_answer_known_before(found: Sketch, said: Statement) -> None:
    other = Round.objects.create(
        negotiation=found.negotiation, slug="r1", label="R1", start=FIRST_DAY, end=FIRST_DAY, ordinal=1
    )
    Article.objects.update(round=other)
    before = timezone.now()
    shown = answers(before)
    first = Round.objects.get(slug="r0")
    merge_entries(other, first, seen=merge_basis(other, first), by=person(Role.ADMIN, "admin"))
    assert answers(before) == shown
    assert "We stand" in Client().get("/n/canal/timeline/?round=r0").content.decode()


def test_another_scale_changes_no_answer_known_before(found: Sketch, said: Statement) -> None:
    before = timezone.now()
    shown = answers(before)
    issue = found.issues[0]

    def save() -> None:
        issue.options.all().delete()
        Issue.objects.filter(pk=issue.pk).update(kind="numeric", unit="boats", low=200, high=300)

    outcomes = {("statement", said.pk): (Decimal(250), Decimal(250))}
    rescale_issue(issue, save, outcomes, seen=basis_of(issue), by=person(Role.ADMIN, "admin"))
    assert answers(before) == shown
    assert "250" in Client().get("/n/canal/issues/i0/").content.decode()


def test_a_codebook_loaded_anew_changes_no_answer_known_before(found: Sketch, said: Statement) -> None:
    before = timezone.now()
    shown = answers(before)
    book = export_codebook(found.negotiation)
    book.parties[0].name, book.silent_after_days, book.rounds = "Northerners", 3, []
    save_codebook(book)
    assert answers(before) == shown


def test_names_lead_where_they_led_at_the_instant_asked(found: Sketch, said: Statement) -> None:
    before = timezone.now().isoformat()
    renamed(found.parties[0], slug="northerners")
    assert Client().get("/n/canal/parties/p0/", {"known": before}).status_code == 200
    assert Client().get("/n/canal/parties/p0/").headers["Location"] == "/n/canal/parties/northerners/"
    back = Client().get("/n/canal/parties/northerners/", {"known": before})
    assert (back.status_code, back.headers["Location"].split("?")[0]) == (302, "/n/canal/parties/p0/")


def test_who_may_not_see_it_now_does_not_see_it_as_it_was_when_all_could(found: Sketch, said: Statement) -> None:
    before = timezone.now().isoformat()
    Negotiation.objects.update(public=False)
    for place in ("/n/canal/", "/n/canal/parties/p0/", "/api/v1/negotiations/canal/matrix/"):
        assert Client().get(place, {"known": before}).status_code == 404
    assert "/n/canal/" not in Client().get("/", {"known": before}).content.decode()
    assert "We stand" not in Client().get("/api/v1/statements/", {"known": before}).content.decode()


def test_an_edited_codebook_is_a_new_revision(found: Sketch) -> None:
    before = Revision.objects.get()
    renamed(found.parties[0], name="Northerners")
    assert Revision.objects.get().number == before.number + 1
    version = Party.pgh_event_model.objects.order_by("-pgh_id").first()  # type: ignore[attr-defined]
    assert version.pgh_created_at == Revision.objects.get().at


def test_what_is_read_as_known_is_not_written(found: Sketch) -> None:
    with as_known(timezone.now()), pytest.raises(DatabaseError), transaction.atomic():
        Party.objects.filter(slug="p0").update(name="Another")
    assert Party.objects.get(slug="p0").name == "P0"


def test_what_is_gone_is_still_read_as_known_before(found: Sketch) -> None:
    Round.objects.create(negotiation=found.negotiation, slug="r1", label="R1", start=FIRST_DAY, end=FIRST_DAY)
    before = timezone.now()
    Round.objects.filter(slug="r1").delete()
    with as_known(before):
        assert [r.slug for r in Round.objects.all()] == ["r0", "r1"]
        with as_known(None):
            assert [r.slug for r in Round.objects.all()] == ["r0"]
        assert Round.objects.filter(slug="r1").exists()
    assert not Round.objects.filter(slug="r1").exists()


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
