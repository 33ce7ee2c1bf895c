from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.test import Client

from negotiations.models import Delegate, Delegation, Demand, Membership, Negotiation, Office, Party, Person, Round
from negotiations.positions import tone_of
from tests.talks import FIRST_DAY, LONG_BEFORE_THE_LOAD, Sketch, sketch
from tests.web.conftest import MATRIX, Count
from tests.web.html import Page, words_of

RUSSIA = f"{MATRIX}parties/russia/"
UKRAINE = f"{MATRIX}parties/ukraine/"
QUERIES = 21
# the negotiation; its agenda: negotiation, parties, memberships, issues, options, saliences, rounds;
# revision, statements; demands, their addressees, when they were made; persons, offices;
# delegations, delegates, their persons, offices; words, the options of their issues


def page(url: str) -> Page:
    response = Client().get(url)
    assert response.status_code == 200
    return Page(response)


def section(found: Page, name: str) -> str:
    return words_of(found.one(f"//section[@aria-labelledby='{name}']"))


def test_every_party_of_the_codebook_has_a_page(talks: Negotiation) -> None:
    for party in Party.objects.filter(negotiation=talks):
        assert party.name in page(f"{MATRIX}parties/{party.slug}/").words("//h2[contains(@class, 'h-issue')]")


def test_opens_with_its_finding(talks: Negotiation) -> None:
    lead = section(page(f"{RUSSIA}?on=2025-06-03"), "lead")
    assert re.search(r"12 of 12 issues", lead)
    assert re.search(r"\d+ points of 100 from Ukraine", lead)
    assert re.search(r"Since Istanbul 2 \(2 Jun 2025\)", lead)


def test_shows_a_line_an_issue_with_its_words_place_and_age(talks: Negotiation) -> None:
    found = page(f"{UKRAINE}?on=2025-05-16")
    row = found.one("//section[@aria-labelledby='positions']//tr[.//a[contains(@href, 'cell=ceasefire.ukraine')]]")
    assert "Full truce, unconditional" in words_of(row)
    assert row.xpath(".//*[local-name()='circle' and contains(@class, 'place')]")
    assert len(found.all("//section[@aria-labelledby='positions']//tbody/tr")) == 12


def test_each_position_leads_to_its_words(talks: Negotiation) -> None:
    found = page(f"{UKRAINE}?on=2025-05-16")
    (href,) = {link.get("href") for link in found.all("//a[contains(@href, 'cell=ceasefire.ukraine')][@class='ans']")}
    evidence = page(href.split("#")[0])
    assert evidence.all("//*[@id='evidence']//blockquote")
    assert "2025" in evidence.words("//*[@id='evidence']")


def test_a_change_is_told_with_its_size_and_what_it_was(db: None) -> None:
    found = sketch()
    found.says(found.article("Other side at yes."), "Other", party=1, outcome=100)
    found.says(found.article("We want no."), "We want", outcome=0)
    found.says(found.article("Half then.", on=FIRST_DAY + timedelta(days=3)), "Half", outcome=50)
    told = section(page("/n/canal/parties/p0/"), "positions")
    assert "50 points closer concession 4 May 2025, from no" in told


def test_demands_are_told_with_the_answers_of_whom_they_were_asked(talks: Negotiation) -> None:
    asked = page(f"{UKRAINE}?on=2025-11-27")
    row = words_of(asked.one("//tr[@id='d-ua-unconditional-ceasefire']"))
    assert "RU refuses 21 Oct 2025" in row
    assert "23 Apr 2025" in row


def test_what_is_asked_of_it_is_told_too(talks: Negotiation) -> None:
    assert "A full and unconditional ceasefire" in section(page(RUSSIA), "asked-of")


def test_a_demand_that_nobody_was_heard_to_make_is_told_apart(db: None) -> None:
    found = sketch()
    found.reports(2)
    Demand.objects.create(
        negotiation=found.negotiation, slug="d", title="A bridge", party=found.parties[0], issue=found.issues[0]
    )
    told = section(page("/n/canal/parties/p0/"), "demands")
    assert "No demand of P0 is on the record; the codebook names 1" in told
    assert "never heard" in told
    assert "A bridge" in told


def test_tells_who_spoke_how_often_and_in_which_office(talks: Negotiation) -> None:
    spoke = talks.statements.filter(superseded_at=None, repeat_of=None, person__slug="rustem-umerov")
    row = words_of(page(UKRAINE).one("//section[@aria-labelledby='people']//tbody/tr[th[contains(., 'Umerov')]]"))
    assert "Minister of Defence of Ukraine 1 Sep 2023 to 17 Jul 2025" in row
    assert "since 18 Jul 2025" in row
    assert f" {spoke.count()} " in row


def test_tells_which_delegations_it_sent_and_how_their_rank_changed(talks: Negotiation) -> None:
    told = section(page(RUSSIA), "delegations")
    assert "Alaska summit" in told
    assert "Higher: after Vladimir Medinsky" in told
    assert "its first delegation of these talks" in told


def test_a_delegation_to_a_round_after_the_day_shown_is_not_told(talks: Negotiation) -> None:
    assert "Alaska summit" not in section(page(f"{RUSSIA}?on=2025-08-01"), "delegations")


def test_tells_blocs_and_that_positions_are_not_carried_over(db: None) -> None:
    found = sketch(parties=3)
    found.reports(2)
    Membership.objects.create(party=found.parties[1], bloc=found.parties[2], since="2025-01-01")
    member, bloc = (section(page(f"/n/canal/parties/{slug}/"), "blocs") for slug in ("p1", "p2"))
    assert "Member of" in member
    assert "P2" in member
    assert "Members in the codebook" in bloc
    assert "P1" in bloc
    assert "since 1 Jan 2025" in bloc
    assert "never carried over" in member


def test_each_bar_of_the_tone_leads_to_as_many_statements(talks: Negotiation) -> None:
    found = page(RUSSIA)
    bars = found.all("//*[contains(@class, 'chart-tone')]//*[local-name()='a'][@tabindex]")
    assert len(bars) > 10
    href = bars[3].get("href")
    title = words_of(bars[3].xpath("./*[local-name()='title']")[0])
    week = page(f"{RUSSIA}{href.split('#')[0]}")
    listed = week.all("//*[@id='week']//li[starts-with(@id, 's')]")
    assert title.endswith(f"of {len(listed)} statement{'' if len(listed) == 1 else 's'}")


def test_the_table_of_the_tone_adds_up_to_all_that_was_said(talks: Negotiation) -> None:
    rows = page(RUSSIA).all("//*[contains(@class, 'chart-tone')]//table/tbody/tr")
    counts = [[int(words_of(cell)) for cell in row.xpath("./td")] for row in rows]
    said = list(talks.statements.filter(party__slug="russia", repeat_of=None, superseded_at=None))
    tones = [tone_of(statement.act) for statement in said]
    assert [sum(column) for column in zip(*counts, strict=True)] == [
        tones.count(tone) for tone in ("cooperative", "hostile", "neither")
    ]


def test_its_counts_lead_to_as_many_statements_on_the_timeline(talks: Negotiation) -> None:
    found = page(f"{RUSSIA}?on=2025-06-03")
    links = found.all("//p[@class='coverage']/a[contains(@href, '/timeline/')]")
    links += found.all("//section[@aria-labelledby='people']//a[contains(@href, '/timeline/')]")
    assert len(links) > 4
    for link in links:
        there = page(link.get("href")).words("//*[@id='total']")
        assert there.split(" of ")[0] == words_of(link).split(" ")[0]


def test_a_week_in_which_nothing_was_said_is_empty_and_says_so(talks: Negotiation) -> None:
    assert "said nothing in that week" in page(f"{RUSSIA}?week=2023-01-02").words("//*[@id='week']")


def test_the_week_as_a_fragment_is_the_same_part_of_the_page(talks: Negotiation) -> None:
    url = f"{RUSSIA}?week=2025-05-12"
    part = Client().get(url, headers={"HX-Request": "true", "HX-Target": "week"})
    assert part.headers["Vary"].count("HX-Target") == 1
    assert words_of(Page(part).one("//*[@id='week']")) == page(url).words("//*[@id='week']")
    assert "<html" not in part.content.decode()


def test_the_contradictions_of_another_window_are_the_same_part_of_the_page(talks: Negotiation) -> None:
    url = f"{RUSSIA}?window=60"
    part = Client().get(url, headers={"HX-Request": "true", "HX-Target": "contradictions"})
    assert words_of(Page(part).one("//*[@id='contradictions']")) == section(page(url), "con")
    assert "<html" not in part.content.decode()


def test_contradictions_show_both_quotes_with_speaker_day_and_distance(talks: Negotiation) -> None:
    found = page(UKRAINE)
    first = found.all("//section[@id='contradictions']//li[contains(@class, 'contradiction')]")[0]
    assert len(first.xpath(".//blockquote")) == 2
    text = words_of(first)
    assert "75 points apart" in text
    assert "15 May 2025" in text
    assert "19 May 2025" in text


def test_a_shorter_window_finds_fewer(talks: Negotiation) -> None:
    def count(days: int) -> int:
        found = page(f"{UKRAINE}?window={days}")
        return len(found.all("//section[@id='contradictions']//li[contains(@class, 'contradiction')]"))

    assert count(1) < count(14) <= count(90)
    assert "None within 1 day" in section(page(f"{MATRIX}parties/turkey/?window=1"), "con")


def test_the_members_of_a_bloc_are_not_one_side(db: None) -> None:
    found = sketch(parties=3)
    for member in found.parties[:2]:
        Membership.objects.create(party=member, bloc=found.parties[2])
    found.says(found.article("One says no."), "One says", party=0, outcome=0, speaker="One")
    found.says(found.article("Two says yes."), "Two says", party=1, outcome=100, speaker="Two")
    for slug in ("p0", "p1", "p2"):
        assert "contradictions" not in section(page(f"/n/canal/parties/{slug}/"), "lead")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?week=2025-05-14", ["week", "is a Wednesday", "Monday"]),
        ("?week=soon", ["week", "YYYY-MM-DD"]),
        ("?window=0", ["window", "1"]),
        ("?window=91", ["window", "90"]),
        ("?window=two", ["window", "whole number"]),
        ("?windw=2", ["windw", "'window'"]),
        ("?window=2&window=3", ["window", "more than once"]),
    ],
)
def test_refuses_by_name_what_it_cannot_answer(talks: Negotiation, query: str, says: list[str]) -> None:
    response = Client().get(f"{RUSSIA}{query}")
    assert response.status_code == 400
    assert all(word in response.content.decode().replace("&#x27;", "'") for word in says)


def test_an_unknown_party_is_not_found(talks: Negotiation) -> None:
    assert Client().get(f"{MATRIX}parties/atlantis/").status_code == 404


def test_a_party_of_whom_nothing_is_coded_says_so_and_what_to_do(talks: Negotiation) -> None:
    lead = section(page(f"{MATRIX}parties/hungary/"), "lead")
    assert "says nothing about where it stands" in lead
    assert "ingest" in lead


def test_was_empty_before_anything_was_known(talks: Negotiation) -> None:
    found = page(f"{RUSSIA}?known={LONG_BEFORE_THE_LOAD.date()}")
    assert "Nothing that Russia said" in section(found, "lead")
    assert not found.all("//blockquote")


def test_keeps_the_day_in_its_links(talks: Negotiation) -> None:
    found = page(f"{RUSSIA}?on=2025-05-16")
    for link in found.all("//section[@aria-labelledby='positions']//tbody//a/@href"):
        assert "on=2025-05-16" in link


def furnished(size: int) -> Sketch:
    """A party with as many rounds, people, delegations, demands and contradictions as is asked for."""
    found = sketch(parties=size, issues=size, rounds=size)
    found.reports(4 * size)
    for number, party in enumerate(found.parties):
        who = Person.objects.create(negotiation=found.negotiation, slug=f"n{number}", name=f"N{number}", party=party)
        Office.objects.create(person=who, party=party, title="Minister", rank=2)
    someone = Person.objects.filter(negotiation=found.negotiation).first()
    for number, round_ in enumerate(Round.objects.filter(negotiation=found.negotiation)):
        sent = Delegation.objects.create(round=round_, party=found.parties[0])
        Delegate.objects.create(delegation=sent, name=f"N{number}", person=someone, is_head=True)
    for number, issue in enumerate(found.issues):
        asks = Demand(negotiation=found.negotiation, slug=f"d{number}", title=f"D{number}", party=found.parties[0])
        asks.issue, asks.outcome = issue, NumericRange(50, 50, "[]")
        asks.save()
        asks.addressees.set(found.parties[1:])
        for words, outcome, day in (("We ask", 50, 0), ("They ask", 0, 1)):
            article = found.article(f"{words} for {number}.", on=FIRST_DAY + timedelta(days=day))
            found.says(article, words, issue=number, outcome=outcome, act="demand", demand=asks, speaker=words)
    return found


@pytest.mark.parametrize("size", [2, 4, 8])
def test_costs_the_same_queries_however_large(queries_of: Count, size: int) -> None:
    furnished(size)
    url = f"/n/canal/parties/p0/?on={date(2025, 7, 1)}"
    assert "contradiction" in section(page(url), "lead")
    assert queries_of(url) == QUERIES
    assert queries_of(f"{url}&week=2025-04-28") == QUERIES


def test_tells_the_moves_that_the_matrix_tells(talks: Negotiation) -> None:
    api = Client().get(f"/api/v1{MATRIX.replace('/n/', '/negotiations/')}moves/?on=2025-06-02").json()["results"]
    kinds = [move["kind"] for move in api if move["party"] == "russia"]
    assert (kinds.count("concession"), kinds.count("joint")) == (1, 1)
    lead = page(f"{RUSSIA}?on=2025-06-02").words("//section[contains(@class, 'lead')]")
    assert "closer on 1 issue" in lead
    assert "together with Ukraine, the gap unchanged, on 1 issue" in lead
