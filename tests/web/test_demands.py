from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.test import Client

from negotiations.models import Demand, Negotiation
from tests.talks import FIRST_DAY, LONG_BEFORE_THE_LOAD, Sketch, sketch
from tests.web.conftest import MATRIX, Count
from tests.web.html import Page, words_of
from tests.web.test_party import furnished

DEMANDS = f"{MATRIX}demands/"
ROWS = "//tbody/tr[starts-with(@id, 'd-')]/@id"
QUERIES = 13
# the negotiation; its agenda: negotiation, parties, memberships, issues, options, saliences, rounds;
# revision, statements; demands, their addressees, when they were made


def page(url: str = DEMANDS) -> Page:
    response = Client().get(url)
    assert response.status_code == 200
    return Page(response)


def row(found: Page, slug: str) -> str:
    return words_of(found.one(f"//tr[@id='d-{slug}']"))


@pytest.fixture
def canal(db: None) -> Sketch:
    return sketch(parties=4)


def demand(found: Sketch, slug: str, *, party: int = 0, of: tuple[int, ...] = (1,), outcome: int = 100) -> Demand:
    made = Demand(negotiation=found.negotiation, slug=slug, title=f"The {slug}", party=found.parties[party])
    made.issue, made.outcome = found.issues[0], NumericRange(outcome, outcome, "[]")
    made.save()
    made.addressees.set([found.parties[number] for number in of])
    return made


def asks(found: Sketch, asked: Demand, *days: int) -> None:
    for day in days:
        article = found.article(f"We ask {asked.slug} on {day}.", on=FIRST_DAY + timedelta(days=day))
        party = next(n for n, party in enumerate(found.parties) if party == asked.party)
        found.says(article, "We ask", party=party, act="demand", outcome=None, demand=asked)


def test_shows_every_demand_on_the_record(talks: Negotiation) -> None:
    made = {
        f"d-{statement.demand.slug}"
        for statement in talks.statements.filter(demand__isnull=False).select_related("demand")
        if statement.demand
    }
    assert set(page().all(ROWS)) == made


def test_tells_when_each_was_made_and_how_often(canal: Sketch) -> None:
    asks(canal, demand(canal, "lock"), 0, 4, 9)
    told = row(page("/n/canal/demands/"), "lock")
    assert "1 May 2025" in told
    assert "10 May 2025" in told
    assert " 3 times" in told


def test_each_day_leads_to_the_words(canal: Sketch) -> None:
    asks(canal, demand(canal, "lock"), 0, 4, 9)
    links = page("/n/canal/demands/").all("//tr[@id='d-lock']//a[contains(@href, '/articles/')]/@href")
    assert len(links) == 5  # first, last, and each of the three
    for link in set(links):
        path, anchor = link.split("#")
        assert "We ask" in page(path).words(f"//li[@id='{anchor}']")


def test_answers_of_whom_it_was_asked_stand_apart_from_those_of_others(canal: Sketch) -> None:
    asks(canal, demand(canal, "lock", of=(1, 2)), 0)
    canal.says(canal.article("Never says one."), "Never", party=1, outcome=100, act="reject")
    canal.says(canal.article("Yes says three."), "Yes", party=3, outcome=100, act="accept")
    cells = page("/n/canal/demands/").all("//tr[@id='d-lock']/td")
    assert words_of(cells[0]) == "P1 refuses 1 May 2025 P2 no position known"
    assert words_of(cells[1]) == "P3 would accept 1 May 2025"


def test_others_who_stand_alike_stand_together(canal: Sketch) -> None:
    asks(canal, demand(canal, "lock"), 0)
    for number, day in ((2, 0), (3, 2)):
        article = canal.article(f"Half says {number}.", on=FIRST_DAY + timedelta(days=day))
        canal.says(article, "Half", party=number, outcome=50)
    others = page("/n/canal/demands/").all("//tr[@id='d-lock']/td")[1]
    assert words_of(others) == "P2 P3 half 3 May 2025"
    assert [link.split("cell=")[1] for link in others.xpath(".//a/@href")] == ["i0.p2#evidence", "i0.p3#evidence"]


def test_an_answer_leads_to_its_words(talks: Negotiation) -> None:
    found = page(f"{DEMANDS}?party=ukraine&on=2025-11-27")
    link = found.all("//tr[@id='d-ua-unconditional-ceasefire']//a[@class='ans']/@href")[0]
    assert link == f"{MATRIX}?on=2025-11-27&cell=ceasefire.russia#evidence"
    assert page(link.split("#")[0]).all("//*[@id='evidence']//blockquote")


@pytest.mark.parametrize(("later", "silent"), [(90, False), (91, True)])
def test_one_not_repeated_for_longer_than_allowed_is_faded_with_its_age(
    canal: Sketch, later: int, silent: bool
) -> None:
    asks(canal, demand(canal, "lock"), 0)
    found = page(f"/n/canal/demands/?on={FIRST_DAY + timedelta(days=later)}")
    assert ("is-old" in (found.one("//tr[@id='d-lock']").get("class") or "")) == silent
    assert ("silent 3 months" in row(found, "lock")) == silent


def test_an_issue_may_have_a_silence_of_its_own(canal: Sketch) -> None:
    canal.issues[0].silent_after_days = 5
    canal.issues[0].save()
    asks(canal, demand(canal, "lock"), 0)
    assert "silent 6 days" in row(page(f"/n/canal/demands/?on={FIRST_DAY + timedelta(days=6)}"), "lock")


def test_one_made_after_the_day_shown_is_not_yet_on_the_record(canal: Sketch) -> None:
    asks(canal, demand(canal, "lock"), 4)
    found = page(f"/n/canal/demands/?on={FIRST_DAY}")
    assert not found.all(ROWS)
    assert "The lock" in found.words("//*[@class='never-made']")


def test_a_demand_of_the_codebook_never_made_stands_apart_and_says_so(canal: Sketch) -> None:
    asks(canal, demand(canal, "lock"), 0)
    demand(canal, "gate")
    found = page("/n/canal/demands/")
    assert found.all(ROWS) == ["d-lock"]
    told = found.words("//*[@class='never-made']")
    assert "never heard" in told
    assert "The gate" in told


def test_narrows_to_who_asks_and_to_an_issue(talks: Negotiation) -> None:
    of_russia = page(f"{DEMANDS}?party=russia").all(ROWS)
    assert of_russia
    assert all(slug.startswith("d-ru-") for slug in of_russia)
    both = page(f"{DEMANDS}?party=russia&issue=territory")
    assert set(both.all(ROWS)) == {"d-ru-withdrawal", "d-ru-recognition"}
    assert "2 of 19 demands" in both.words("//*[@role='status']")
    assert both.one("//select[@name='issue']/option[@selected]").get("value") == "territory"


def test_nothing_that_fits_says_so_and_leads_back(talks: Negotiation) -> None:
    found = page(f"{DEMANDS}?party=russia&issue=leaders-meeting")
    assert "No demand of Russia on leaders’ meeting is on the record" in found.words("//*[@class='none']")
    assert "Show all 19" in found.text


def test_orders_by_newest_oldest_and_most_repeated(canal: Sketch) -> None:
    for slug, days in (("early", (0, 1, 2)), ("late", (3, 9)), ("middle", (1, 5, 6, 7))):
        asks(canal, demand(canal, slug), *days)
    orders = {order: page(f"/n/canal/demands/?order={order}").all(ROWS) for order in ("newest", "oldest", "repeated")}
    assert orders == {
        "newest": ["d-late", "d-middle", "d-early"],
        "oldest": ["d-early", "d-middle", "d-late"],
        "repeated": ["d-middle", "d-early", "d-late"],
    }
    assert page("/n/canal/demands/").all(ROWS) == orders["newest"]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?party=rusia", ["party", "'russia'"]),
        ("?issue=cease", ["issue", "'ceasefire'"]),
        ("?order=loudest", ["order", "newest, oldest, repeated"]),
        ("?ordr=newest", ["ordr", "'order'"]),
        ("?party=russia&party=us", ["party", "more than once"]),
    ],
)
def test_refuses_by_name_what_it_cannot_answer(talks: Negotiation, query: str, says: list[str]) -> None:
    response = Client().get(f"{DEMANDS}{query}")
    assert response.status_code == 400
    assert all(word in response.content.decode().replace("&#x27;", "'") for word in says)


def test_another_choice_as_a_fragment_is_the_same_part_of_the_page(talks: Negotiation) -> None:
    url = f"{DEMANDS}?party=russia&order=repeated"
    part = Client().get(url, headers={"HX-Request": "true", "HX-Target": "answer"})
    assert words_of(Page(part).one("//*[@id='answer']")) == page(url).words("//*[@id='answer']")
    assert "<html" not in part.content.decode()
    assert "HX-Target" in part.headers["Vary"]


def test_was_empty_before_anything_was_known(talks: Negotiation) -> None:
    found = page(f"{DEMANDS}?known={LONG_BEFORE_THE_LOAD.date()}")
    assert not found.all(ROWS)
    assert "is on the record" in found.text


@pytest.mark.parametrize("size", [2, 4, 8])
def test_costs_the_same_queries_however_large(queries_of: Count, size: int) -> None:
    furnished(size)
    assert queries_of("/n/canal/demands/") == QUERIES
