from __future__ import annotations

import csv
import io
import re
from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from negotiations.models import Negotiation, Shown
from negotiations.readers.timeline import PAGE
from tests.talks import LONG_BEFORE_THE_LOAD, sketch
from tests.web.conftest import MATRIX, Count
from tests.web.html import Balance, Page, words_of
from tests.web.test_appearances import printed

TIMELINE = f"{MATRIX}timeline/"
ROWS = "//ol[contains(@class, 'days')]//li[starts-with(@id, 's')]/@id"
QUERIES = 15
# the negotiation; its agenda: negotiation, parties, memberships, issues, options, saliences, rounds;
# revision, statements; the persons, every statement with the filters it passes; the words listed, their options;
# the words of all that was found


def page(query: str = "", place: str = TIMELINE, **headers: str) -> Page:
    response = Client().get(f"{place}{query}", headers=headers)
    assert response.status_code == 200
    return Page(response)


def total(found: Page) -> int:
    return int(found.words("//*[@id='total']/b"))


def api_of(found: Page) -> str:
    link = found.one("//*[@id='foot']//a[contains(@href, '/api/v1/statements/')]")
    return str(link.get("href"))


def walked(query: str, place: str = TIMELINE) -> list[int]:
    """Every statement from the first page of the list to the last."""
    ids: list[int] = []
    for _ in range(50):
        found = page(query, place)
        ids += [int(row[1:]) for row in found.all(ROWS)]
        more = found.all("//*[@id='more']//a/@href")
        if not more:
            return ids
        query = more[0].split("#")[0]
    raise AssertionError("the list does not end")


ASKED = [
    "",
    "?party=ukraine&party=us",
    "?act=reject&act=accept&issue=territory",
    "?person=volodymyr-zelensky&channel=direct",
    "?words=ceasefire",
    "?words=ceasefire&words_in=quote",
    "?words=%22prisoner+exchange%22&from=2025-05-01&to=2025-06-30",
    "?round=istanbul-2025-1",
    "?from=2022-01-01&to=2022-12-31",
    "?from=2025-05-01&on=2025-05-20&party=russia",
    "?on=2025-05-16",
    "?words=xylophone",
]


@pytest.mark.parametrize("query", ASKED)
def test_list_api_and_table_give_the_same_statements(talks: Negotiation, query: str) -> None:
    found = page(query)
    listed = walked(query)
    told = Client().get(f"{api_of(found)}&limit=1000").json()["results"]
    table = Client().get(found.one("//form[@id='filters']//a[text()='CSV']").get("href"))
    assert isinstance(table, StreamingHttpResponse)
    lines = list(csv.DictReader(io.StringIO(b"".join(table).decode())))
    assert listed == [one["id"] for one in told] == [int(line["id"]) for line in lines]
    assert len(listed) == len(set(listed)) == total(found)


def test_narrows_to_what_is_asked_for(talks: Negotiation) -> None:
    found = page("?party=ukraine&act=reject&issue=territory")
    statements = talks.statements.filter(pk__in=walked("?party=ukraine&act=reject&issue=territory"))
    assert {(s.party.slug, s.act, s.issue and s.issue.slug) for s in statements} == {("ukraine", "reject", "territory")}
    assert total(found) == len(statements)


@pytest.mark.parametrize("others", ["", "&party=russia&act=demand", "&words=ceasefire", "&on=2025-06-02"])
def test_each_choice_finds_as_many_as_stand_beside_it(talks: Negotiation, others: str) -> None:
    found = page(f"?from=2025-04-01&to=2025-08-31{others}")
    checked = 0
    for name, value, number in choices(found)[::5]:
        given = "".join(part for part in re.findall(r"&[^&]+", others) if not part.startswith(f"&{name}="))
        asked = page(f"?from=2025-04-01&to=2025-08-31{given}&{name}={value}")
        assert total(asked) == number, (name, value)
        checked += 1
    assert checked > 10


def choices(found: Page) -> list[tuple[str, str, int]]:
    boxes = [
        (box.get("name"), box.get("value"), int(box.xpath("..//span[@class='n']")[0].text_content()))
        for box in found.all("//form[@id='filters']//input[@type='checkbox']")
    ]
    options = [
        (option.getparent().get("name"), option.get("value"), int(re.findall(r"\((\d+)\)$", words_of(option))[0]))
        for option in found.all("//form[@id='filters']//option[@value!='']")
    ]
    return boxes + options


def test_a_choice_that_finds_nothing_is_shown_and_cannot_be_taken(talks: Negotiation) -> None:
    found = page("?party=nato")
    idle = found.one("//*[@id='f-act-threaten']")
    assert idle.get("disabled") is not None
    assert words_of(idle.getparent()) == "threaten 0"
    assert found.all("//option[contains(text(), '(0)')][not(@disabled)]") == []


def test_every_party_on_record_stays_a_choice(talks: Negotiation) -> None:
    on_record = set(talks.statements.values_list("party__slug", flat=True))
    found = page("?party=nato&act=threaten")
    assert {value for name, value, _ in choices(found) if name == "party"} == on_record


def test_a_choice_taken_can_be_left_though_it_finds_nothing(talks: Negotiation) -> None:
    found = page("?party=nato&act=threaten")
    assert found.one("//*[@id='f-act-threaten']").get("disabled") is None
    assert total(found) == 0


def test_where_nothing_is_found_it_says_which_filter_to_leave(talks: Negotiation) -> None:
    found = page("?party=nato&act=threaten")
    ways = [words_of(way) for way in found.all("//*[@class='none-found']//li")]
    assert "Without the filter by party 10 statements" in ways
    assert "Without the filter by act 1 statement" in ways
    for link in found.all("//*[@class='none-found']//a/@href"):
        assert Client().get(f"{TIMELINE}{link}").status_code == 200


def test_says_how_many_of_how_many_and_between_which_days(talks: Negotiation) -> None:
    status = page("?from=2025-05-01&to=2025-05-31&party=us").words("//*[@id='total']")
    assert re.fullmatch(r"\d+ of \d+ statements between 1 May 2025 and 31 May 2025", status)


def test_counts_an_utterance_once_however_many_print_it(db: None) -> None:
    found = sketch()
    printed(found, "The Gazette")
    printed(found, "The Herald")
    first = found.negotiation.statements.get(superseded_at=None, repeat_of=None)
    assert walked("", "/n/canal/timeline/") == [first.pk]
    assert "1 more print again" in page(place="/n/canal/timeline/").words("//details[@class='how']")


def test_nothing_said_after_the_day_is_listed_linked_or_counted(talks: Negotiation) -> None:
    found = page("?from=2025-05-01&to=2025-08-31&on=2025-05-20")
    statements = talks.statements.filter(pk__in=walked("?from=2025-05-01&to=2025-08-31&on=2025-05-20"))
    assert max(s.said_on for s in statements) <= date(2025, 5, 20)
    linked = {int(link.split("#s")[1]) for link in found.all(f"{PLOT}//*[local-name()='a']/@href")}
    assert linked == {s.pk for s in statements}
    assert found.all(f"{PLOT}//*[local-name()='use'][not(ancestor::*[local-name()='a'])]")
    assert "drawn pale" in found.words("//details[@class='how']")


PLOT = "//*[contains(@class, 'w-only')]/*[contains(@class, 'brush')]"


def test_near_every_statement_is_a_mark_that_leads_to_its_row(talks: Negotiation) -> None:
    query = "?from=2025-05-01&to=2025-08-15"
    found = page(query)
    links = found.all(f"{PLOT}//*[local-name()='a']/@href")
    assert len(links) == total(found) > 2 * PAGE
    on_this_page = set(found.all(ROWS))
    for link in links[::17]:
        path, anchor = link.split("#")
        rows = page(path).all(ROWS) if path else on_this_page
        assert anchor in rows


def test_far_a_bar_leads_to_its_days(talks: Negotiation) -> None:
    found = page()
    bars = found.all(f"{PLOT}//*[local-name()='a']")
    assert 20 < len(bars) < total(found)
    for bar in bars[::7]:
        count = int(bar.xpath("./*[local-name()='title']")[0].text.rsplit(" ", 1)[1])
        party = bar.xpath("./*[local-name()='title']")[0].text.split(",")[0]
        near = page(bar.get("href"))
        slug = talks.party_set.get(name=party).slug
        assert (slug, count) in [(value, number) for name, value, number in choices(near) if name == "party"]


def test_the_numbers_of_the_chart_are_also_a_table(talks: Negotiation) -> None:
    for query in ("", "?from=2025-05-01&to=2025-08-15", "?from=2025-05-16&to=2025-05-30"):
        found = page(query)
        numbers = [int(cell.text) for cell in found.all("//details[@class='numbers']//td")]
        assert sum(numbers) == total(found)
        link = found.all("//details[@class='numbers']//tbody//a/@href")[1]
        assert Client().get(f"{TIMELINE}{link}").status_code == 200


def test_without_dates_it_spans_the_period_of_the_record_and_all_reaches_back_to_its_beginning(
    talks: Negotiation,
) -> None:
    found = page()
    assert found.one("//*[@id='f-from']").get("value") > "2025-01-01"
    whole = page(found.one("//*[@id='zoom-all']").get("href"))
    assert whole.one("//*[@id='f-from']").get("value") < "2022-04-01"
    assert total(whole) == talks.statements.filter(repeat_of=None).count()


@pytest.mark.parametrize("name", ["zoom-in", "zoom-out", "earlier", "later", "all"])
def test_buttons_move_the_period_and_keep_the_filters(talks: Negotiation, name: str) -> None:
    found = page("?from=2025-05-01&to=2025-07-31&party=ukraine&party=us")
    link = found.one(f"//*[@id='zoom-{name}']").get("href")
    moved = page(link)
    assert link.startswith("?party=ukraine&party=us&from=")
    assert [box.get("value") for box in moved.all("//input[@name='party'][@checked]")] == ["ukraine", "us"]
    assert moved.words("//*[@class='shown']") != found.words("//*[@class='shown']")


def test_groups_by_day_with_the_round_of_that_day(talks: Negotiation) -> None:
    heads = [words_of(head) for head in page("?from=2025-05-14&to=2025-05-16").all("//li[@class='day-group']/h3")]
    assert heads[0] == "16 May 2025Istanbul 1"
    assert heads[1] == "15 May 2025"


def test_a_row_names_issue_outcome_and_place_and_leads_into_the_article(talks: Negotiation) -> None:
    statement = talks.statements.filter(issue__kind="ordinal", outcome__isnull=False, repeat_of=None).latest("said_on")
    assert statement.issue
    row = page(f"?issue={statement.issue.slug}").one(f"//li[@id='s{statement.pk}']")
    assert statement.issue.title in words_of(row)
    assert row.xpath(f".//a[contains(@href, '/issues/{statement.issue.slug}/')]")
    assert re.search(r"\d+$", words_of(row.xpath(".//*[@class='row-what']")[0]))
    path, anchor = row.xpath(".//*[@class='src']/a/@href")[0].split("#")
    assert Page(Client().get(path)).one(f"//li[@id='{anchor}']") is not None


def test_words_are_marked_in_the_quote_or_said_to_stand_in_the_article(talks: Negotiation) -> None:
    found = page("?words=ceasefire&from=2025-05-10&to=2025-05-20")
    rows = found.all("//li[@class='row']")
    hits = [row for row in rows if row.xpath(".//b[@class='hit']")]
    assert 0 < len(hits) < len(rows)
    assert all("ceasefire" in row.xpath(".//b[@class='hit']")[0].text.lower() for row in hits)
    assert all("words in the article" in words_of(row) for row in rows if row not in hits)


def test_words_may_be_asked_for_in_the_quote_alone(talks: Negotiation) -> None:
    found = page("?words=ceasefire")
    link = found.one("//*[@id='total']//a")
    narrowed = page(link.get("href"))
    assert words_of(link) == f"{total(narrowed)} with the words in the quote itself"
    assert all(row.xpath(".//b[@class='hit']") for row in narrowed.all("//li[@class='row']"))
    assert total(page(narrowed.one("//*[@id='total']//a").get("href"))) == total(found)
    assert total(page("?words_in=quote")) == total(page())


@pytest.mark.parametrize(
    ("query", "name", "says"),
    [
        ("?pary=russia", "pary", "did you mean 'party'?"),
        ("?party=russia&party=ukrain", "party", "there is no party 'ukrain'; did you mean 'ukraine'?"),
        ("?issue=cease-fire", "issue", "did you mean 'ceasefire'?"),
        ("?person=putin", "person", "there is no person 'putin'"),
        ("?round=istanbul-2025-9", "round", "there is no round 'istanbul-2025-9'; did you mean"),
        ("?act=shout", "act", "'shout' is none of demand, propose"),
        ("?channel=telepathy", "channel", "telepathy"),
        ("?from=2025-06-02&to=2025-06-01", "from", "2025-06-02 lies after 2025-06-01"),
        ("?from=soon", "from", "'soon' is no day"),
        ("?to=2025-6-1", "to", "'2025-6-1' is no day"),
        ("?before=first", "before", "'first' is no place"),
        ("?issue=ceasefire&issue=territory", "issue", "more than once"),
        ("?words=peace&words=war", "words", "more than once"),
        ("?words=peace&words_in=title", "words_in", "title"),
        ("?on=2025-05-16&on=2025-05-17", "on", "more than once"),
        (f"?words={'a' * 10_000}", "words", "200 characters"),
        ("?words=a%00b", "words", "Null characters"),
        ("?party=a%00b", "party", "Null characters"),
        ("?known=2999-01-01", "known", "future"),
        ("?negotiation=canal", "negotiation", "no such parameter"),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(talks: Negotiation, query: str, name: str, says: str) -> None:
    response = Client().get(f"{TIMELINE}{query}")
    assert response.status_code == 400
    refused = Page(response)
    assert refused.words("//dt") == name
    assert says in refused.words("//dd")


@pytest.mark.parametrize("words", ["the of", "<script>alert(1)</script>", "'\"&|!:*", "運河", "\\", "(((", "-"])
def test_words_that_nothing_has_find_nothing(talks: Negotiation, words: str) -> None:
    found = page(f"?{urlencode({'words': words})}")
    assert total(found) == 0
    assert "<script>alert" not in found.text


@pytest.mark.parametrize(
    ("first", "last"), [("1800-01-01", "2999-12-31"), ("2025-05-16", "2025-05-16"), ("1800-01-01", "1800-01-02")]
)
def test_takes_any_period(talks: Negotiation, first: str, last: str) -> None:
    found = page(f"?from={first}&to={last}")
    for link in found.all("//nav[@class='zoom']//a/@href"):
        assert Client().get(f"{TIMELINE}{link}").status_code == 200


def test_one_end_of_the_period_alone_takes_the_usual_other(talks: Negotiation) -> None:
    usual = page()
    first, last = (usual.one(f"//*[@id='f-{name}']").get("value") for name in ("from", "to"))
    assert page("?from=2025-05-16").one("//*[@id='f-to']").get("value") == last
    assert page("?to=2025-05-16").one("//*[@id='f-from']").get("value") == first
    assert page("?to=2022-12-31").one("//*[@id='f-from']").get("value") < "2022-12-31"
    assert page("?from=2027-01-01").one("//*[@id='f-to']").get("value") >= "2027-01-01"


def test_nothing_was_known_before_the_load(talks: Negotiation) -> None:
    found = page(f"?known={LONG_BEFORE_THE_LOAD.date()}")
    assert "Nothing is on record as known on" in found.words("//*[@id='answer']")
    assert not found.all(ROWS)


def test_a_negotiation_without_statements_says_how_to_bring_them_in(db: None) -> None:
    sketch()
    assert "manage.py ingest canal" in page(place="/n/canal/timeline/").text


def test_of_an_article_that_may_not_be_shown_only_the_sentence_is(db: None) -> None:
    found = sketch()
    found.says(found.article("We want it. The rest is not for you.", shown=Shown.QUOTES), "We want it")
    shown = page("?words=rest", place="/n/canal/timeline/")
    assert total(shown) == 1
    assert "not for you" not in shown.text


def test_only_reading_is_allowed(talks: Negotiation) -> None:
    assert Client().post(TIMELINE).status_code == 405
    assert Client().head(TIMELINE).status_code == 200
    assert Client().get("/n/atlantis/timeline/").status_code == 404


def test_the_permanent_link_answers_the_same(talks: Negotiation) -> None:
    found = page("?party=us&act=propose&act=accept")
    lasting = page(found.one("//*[@id='foot']//a[contains(@href, 'known=')]").get("href"))
    assert lasting.all(ROWS) == found.all(ROWS)
    assert lasting.words("//*[@id='total']") == found.words("//*[@id='total']")


@pytest.mark.parametrize("query", ["", "?party=us&words=plan", "?words=xylophone"])
def test_a_fragment_is_the_same_part_of_the_page(talks: Negotiation, query: str) -> None:
    part = page(query, **{"HX-Request": "true", "HX-Target": "answer"})
    assert "<body" not in part.text
    assert Balance.of(part.text).faults == []
    asked, whole = part.one("//*[@id='answer']"), page(query).one("//*[@id='answer']")
    assert [(e.tag, dict(e.attrib)) for e in asked.iter()] == [(e.tag, dict(e.attrib)) for e in whole.iter()]
    assert part.one("//*[@id='foot']").get("hx-swap-oob") == "true"


def test_the_next_page_comes_as_the_list_goes_on(talks: Negotiation) -> None:
    more = page().one("//*[@id='more']//a").get("hx-get")
    part = page(more, **{"HX-Request": "true", "HX-Target": "more"})
    assert "<body" not in part.text
    assert part.all("//li[starts-with(@id, 's')]/@id") == page(more).all(ROWS)


def test_it_streams_until_the_reader_has_seen_much_and_then_asks(db: None) -> None:
    found = sketch()
    found.reports(200)
    trigger = "//*[@id='more']/a/@hx-trigger"
    place, query = "/n/canal/timeline/", ""
    streams = []
    while more := (shown := page(query, place)).all("//*[@id='more']/a/@hx-get"):
        streams.append(bool(shown.all(trigger)))
        query = more[0]
    assert streams == [True, True, True, True, False, False]


@pytest.mark.parametrize("number", [40, 80])
def test_costs_the_same_queries_however_many_statements(queries_of: Count, number: int) -> None:
    sketch(issues=2).reports(number)
    for query in ("", "?words=stand", "?party=p0&party=p1&act=comment&issue=i0&from=2025-05-01"):
        assert queries_of(f"/n/canal/timeline/{query}") == QUERIES


@pytest.mark.parametrize("size", [3, 6])
def test_costs_the_same_queries_however_large_the_agenda(queries_of: Count, size: int) -> None:
    sketch(parties=size, issues=size, rounds=size).reports(4 * size)
    assert queries_of("/n/canal/timeline/") == QUERIES


def test_party_and_round_lead_to_their_pages(talks: Negotiation) -> None:
    found = page("?from=2025-05-14&to=2025-05-16&on=2025-05-16")
    for path in ("//a[@class='day-round']/@href", "//*[@class='row-party']/a/@href"):
        link = found.all(path)[0]
        assert "on=2025-05-16" in link or "/rounds/" in link
        assert Client().get(link).status_code == 200
