from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from negotiations.models import Negotiation, Round
from negotiations.readers.matrix import matrix
from negotiations.readers.reading import reading_of
from tests.talks import FIRST_DAY, LONG_BEFORE_THE_LOAD, TODAY, sketch
from tests.web.conftest import MATRIX, Count
from tests.web.html import Page, words_of
from tests.web.test_party import furnished

ROUNDS = f"{MATRIX}rounds/"
SECOND = f"{ROUNDS}istanbul-2025-2/"
ROWS = "//section[@aria-labelledby='around']//li[starts-with(@id, 's')]/@id"
LIST_QUERIES = 14
# the negotiation; its agenda: negotiation, parties, memberships, issues, options, saliences, rounds;
# revision, statements; delegations, delegates, their persons, offices
QUERIES = LIST_QUERIES + 5
# the words of the moves, the options of their issues; the words listed, the options of theirs; the articles


def page(url: str) -> Page:
    response = Client().get(url)
    assert response.status_code == 200
    return Page(response)


def section(found: Page, name: str) -> str:
    return words_of(found.one(f"//section[@aria-labelledby='{name}']"))


def line(found: Page, slug: str) -> str:
    return words_of(found.one(f"//tbody/tr[th//a[contains(@href, '/rounds/{slug}/')]]"))


def test_lists_every_round_newest_first(talks: Negotiation) -> None:
    shown = page(ROUNDS).all("//tbody/tr/th//a/@href")
    rounds = Round.objects.filter(negotiation=talks).order_by("-start", "-ordinal")
    assert [href.split("/")[-2] for href in shown] == [round_.slug for round_ in rounds]


def test_tells_who_sat_and_who_led(talks: Negotiation) -> None:
    told = line(page(ROUNDS), "istanbul-2025-2")
    assert "RU Russia, Vladimir Medinsky" in told
    assert "UA Ukraine, Rustem Umerov" in told
    assert "not in the codebook" in line(page(ROUNDS), "easter-truce-2025")


def test_the_gap_before_and_after_is_that_of_the_matrix_on_the_issues_known_on_both_days(talks: Negotiation) -> None:
    found = matrix(reading_of(talks, today=TODAY, on=date(2025, 6, 3)), since=date(2025, 6, 1))
    assert found.change is not None
    change = round(found.change)
    assert change < 0
    assert f"{-change} closer" in line(page(ROUNDS), "istanbul-2025-2")
    lead = section(page(SECOND), "lead")
    assert f"{-change} points closer" in lead
    assert f"{len(found.compared_issues)} issues known on both days" in lead


def test_a_round_after_the_day_shown_has_not_been_held(talks: Negotiation) -> None:
    assert "not yet" in line(page(f"{ROUNDS}?on=2025-06-01"), "istanbul-2025-2")
    ahead = page(f"{SECOND}?on=2025-06-01")
    assert "lay ahead" in section(ahead, "lead")
    assert not ahead.all("//section[@aria-labelledby='before-after']")
    assert ahead.all("//section[@aria-labelledby='lead']//a[contains(@href, 'on=2025-06-02')]")


def test_no_round_at_all_is_said(db: None) -> None:
    sketch()
    assert "names no round" in page("/n/canal/rounds/").text


def test_too_few_parties_for_a_gap_are_said(db: None) -> None:
    sketch(parties=1, rounds=1)
    assert "two sides" in page("/n/canal/rounds/").text


def test_shows_the_delegations_side_by_side(talks: Negotiation) -> None:
    found = page(f"{ROUNDS}istanbul-2025-1/")
    teams = found.all("//*[@class='teams']/section")
    assert len(teams) == 3
    russia, ukraine, turkey = (words_of(team) for team in teams)
    assert "Vladimir Medinsky rank 2 Aide to the President of Russia" in russia
    assert "Same rank: after Sergei Lavrov, Minister of Foreign Affairs" in russia
    assert "its level then: minister and presidential aide" in russia
    assert "7 other members" in russia
    assert "A ceasefire first (decree 306/2025)." in ukraine
    assert "its first delegation of these talks" in turkey


def test_the_rank_is_that_of_the_office_held_then(talks: Negotiation) -> None:
    third = words_of(page(f"{ROUNDS}istanbul-2025-3/").all("//*[@class='teams']/section")[1])
    assert "Rustem Umerov rank 2 Secretary, National Security and Defence Council" in third
    assert "Same rank, same head in another office: Minister of Defence then" in third


def test_who_led_unnamed_leaves_the_change_unknown(talks: Negotiation) -> None:
    europe = words_of(page(f"{ROUNDS}washington-aug-2025/").all("//*[@class='teams']/section")[2])
    assert "Nobody is named as its head" in europe
    assert "not known" in europe


def test_says_nothing_of_what_the_codebook_lacks(talks: Negotiation) -> None:
    facts = page(f"{ROUNDS}easter-truce-2025/").words("//dl[@class='facts']")
    assert "When 19 April 2025 to 20 April 2025" in facts
    assert "Host" not in facts
    assert "Where" not in facts


def test_shows_each_side_before_and_after_on_every_issue_known(talks: Negotiation) -> None:
    rows = page(SECOND).all("//section[@aria-labelledby='before-after']//tbody/tr")
    assert len(rows) == 12
    ceasefire = words_of(rows[0])
    assert "Truce after withdrawal – Truce on conditions was Truce to be negotiated" in ceasefire
    assert "75 to 62" in ceasefire
    assert "13 closer" in ceasefire


def test_tells_moves_with_both_quotes(talks: Negotiation) -> None:
    moves = page(SECOND).all("//section[@aria-labelledby='moved']//li[contains(@class, 'move')]")
    assert moves
    for move in moves:
        assert len(move.xpath(".//blockquote")) == 2


def test_lists_what_was_said_within_three_days_each_once(talks: Negotiation) -> None:
    first, last = date(2025, 5, 30), date(2025, 6, 5)
    said = talks.statements.filter(said_on__range=(first, last), repeat_of=None, superseded_at=None)
    url, seen = SECOND, []
    for _ in range(9):
        found = page(url)
        seen += found.all(ROWS)
        more = found.all("//*[@id='more']//a/@href")
        if not more:
            break
        url = SECOND + more[0].split("#")[0]
    assert len(seen) == len(set(seen))
    assert {int(row[1:]) for row in seen} == set(said.values_list("pk", flat=True))


def test_more_as_a_fragment_goes_on_where_the_page_ends(talks: Negotiation) -> None:
    more = page(SECOND).all("//*[@id='more']//a/@href")[0]
    url = SECOND + more.split("#")[0]
    part = Client().get(url, headers={"HX-Request": "true", "HX-Target": "more"})
    rows = Page(part).all("//li[starts-with(@id, 's')]/@id")
    assert rows == page(url).all(ROWS)
    assert "<html" not in part.content.decode()


def test_names_the_articles_that_belong_to_it(talks: Negotiation) -> None:
    titles = talks.articles.filter(round__slug="istanbul-2025-2").values_list("title", flat=True)
    aside = page(SECOND).words("//aside[@aria-labelledby='arts']")
    assert titles
    assert all(title in aside for title in titles)


def test_leads_to_the_round_before_and_to_the_next(talks: Negotiation) -> None:
    found = page(f"{SECOND}?on=2025-11-01")
    assert found.one("//a[@rel='prev']").get("href") == f"{ROUNDS}istanbul-2025-1/?on=2025-11-01"
    assert found.one("//a[@rel='next']").get("href") == f"{ROUNDS}istanbul-2025-3/?on=2025-11-01"
    assert not page(f"{ROUNDS}istanbul-2022/").all("//a[@rel='prev']")


def test_shows_the_two_sides_that_are_asked_for(talks: Negotiation) -> None:
    found = page(f"{ROUNDS}anchorage-2025/?a=us&b=russia")
    heads = [words_of(head) for head in found.all("//section[@aria-labelledby='before-after']//thead//th")]
    assert heads == ["Issue", "United States", "Gap", "Russia"]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?a=rusia", ["a", "'russia'"]),
        ("?a=us&b=us", ["b"]),
        ("?before=now", ["before", "no place in the list"]),
        ("?befor=1", ["befor", "'before'"]),
    ],
)
def test_refuses_by_name_what_it_cannot_answer(talks: Negotiation, query: str, says: list[str]) -> None:
    response = Client().get(f"{SECOND}{query}")
    assert response.status_code == 400
    assert all(word in response.content.decode().replace("&#x27;", "'") for word in says)


def test_an_unknown_round_is_not_found(talks: Negotiation) -> None:
    assert Client().get(f"{ROUNDS}yalta-1945/").status_code == 404


def test_nothing_was_known_before_the_load(talks: Negotiation) -> None:
    found = page(f"{SECOND}?known={LONG_BEFORE_THE_LOAD.date()}&on=2025-06-05")
    assert "is not known" in section(found, "lead")
    assert not found.all("//blockquote")
    assert "No article is assigned" in found.text


@pytest.mark.parametrize("size", [2, 4, 8])
def test_costs_the_same_queries_however_large(queries_of: Count, size: int) -> None:
    furnished(size)
    on = FIRST_DAY + timedelta(days=60)
    assert queries_of(f"/n/canal/rounds/?on={on}") == LIST_QUERIES
    assert queries_of(f"/n/canal/rounds/r1/?on={on}") == QUERIES
