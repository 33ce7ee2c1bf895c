from __future__ import annotations

import pytest
from django.test import Client

from negotiations.management.bundle import load_bundle
from negotiations.models import Membership, Negotiation, Party
from negotiations.readers.cells import cell_on
from negotiations.readers.reading import reading_of
from tests.talks import BUNDLE, LONG_BEFORE_THE_LOAD, TODAY, person, sketch
from tests.web.conftest import MATRIX, Count
from tests.web.html import Page, words_of

PARTIES = f"{MATRIX}parties/"
QUERIES = 10
# the negotiation; its agenda: negotiation, parties, memberships, issues, options, saliences, rounds;
# revision, statements


def page(url: str = PARTIES) -> Page:
    response = Client().get(url)
    assert response.status_code == 200
    return Page(response)


def line(found: Page, slug: str) -> str:
    return words_of(found.one(f"//tbody/tr[th//a[contains(@href, '/parties/{slug}/')]]"))


def test_has_a_line_for_every_party_of_the_codebook_under_its_camp(talks: Negotiation) -> None:
    found = page()
    shown = [words_of(head) for head in found.all("//tr/th[@scope='row']")]
    assert len(shown) == talks.party_set.count()
    assert [words_of(head) for head in found.all("//tr[contains(@class, 'camp-row')]/th")] == [
        "Principals",
        "Mediators and hosts",
        "Backers",
    ]


def test_counts_the_issues_on_which_a_party_has_a_position_as_the_matrix_does(talks: Negotiation) -> None:
    reading = reading_of(talks, today=TODAY)
    party = Party.objects.get(negotiation=talks, slug="europe")
    with_scale = [issue for issue in reading.agenda.issues if issue.low is not None]
    cells = [cell_on(reading.agenda, reading.record, party, issue, reading.on) for issue in with_scale]
    stated = sum(cell.position is not None for cell in cells)
    assert f"{stated} of {len(with_scale)}" in line(page(), "europe")


def test_tells_of_each_side_how_far_the_other_is_and_of_nobody_else(talks: Negotiation) -> None:
    found = page()
    assert "from Ukraine" in line(found, "russia")
    assert "from Russia" in line(found, "ukraine")
    assert "from" not in line(found, "us")


def test_says_plainly_that_nothing_is_coded(talks: Negotiation) -> None:
    assert "Nothing coded" in line(page(), "hungary")
    assert "Nothing coded" not in line(page(), "turkey")


def test_says_when_each_was_last_heard(talks: Negotiation) -> None:
    last = max(statement.said_on for statement in talks.statements.filter(party__slug="turkey"))
    assert f"{last.day} {last:%b} {last.year}" in line(page(), "turkey")


def test_shows_the_bloc_of_a_member_on_the_days_it_was_one(db: None) -> None:
    found = sketch(parties=3)
    found.reports(4)
    Membership.objects.create(party=found.parties[1], bloc=found.parties[2], until="2025-05-02")
    assert "P2" in line(page("/n/canal/parties/?on=2025-05-02"), "p1")
    assert "P2" not in line(page("/n/canal/parties/?on=2025-05-03"), "p1")


def test_was_empty_before_anything_was_known(talks: Negotiation) -> None:
    found = page(f"{PARTIES}?known={LONG_BEFORE_THE_LOAD.date()}")
    assert found.text.count("Nothing coded") == talks.party_set.count()


def test_many_blocs_and_their_members(db: None) -> None:
    load_bundle(BUNDLE.parent / "cop29-climate-finance", by=person("editor", "coder"), today=TODAY)
    found = page("/n/cop29-climate-finance/parties/")
    assert "G77 and China" in line(found, "african-group")
    assert "Nothing coded" not in found.text


@pytest.mark.parametrize(
    ("query", "says"),
    [("?on=soon", ["on", "YYYY-MM-DD"]), ("?party=russia", ["party", "no such parameter"]), ("?onn=1", ["'on'"])],
)
def test_refuses_by_name_what_it_cannot_answer(talks: Negotiation, query: str, says: list[str]) -> None:
    response = Client().get(f"{PARTIES}{query}")
    assert response.status_code == 400
    assert all(word in response.content.decode().replace("&#x27;", "'") for word in says)


def test_one_party_alone_is_listed_without_a_gap(db: None) -> None:
    sketch(parties=1)
    assert "Nothing coded" in line(page("/n/canal/parties/"), "p0")


def test_no_party_at_all_is_said(db: None) -> None:
    sketch(parties=0)
    assert "names no party" in page("/n/canal/parties/").text


@pytest.mark.parametrize("size", [3, 6, 12])
def test_costs_the_same_queries_however_large(queries_of: Count, size: int) -> None:
    sketch(parties=size, issues=size, rounds=size).reports(4 * size)
    assert queries_of("/n/canal/parties/") == QUERIES
