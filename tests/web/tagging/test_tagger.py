"""The reader in which one tags: what it shows, what each deed answers, what is never lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from negotiations import actions
from negotiations.models import Article, Draft, Edit, Statement, Status, Suggestion
from tests.desk import filled, long_article, signed_in, suggested
from tests.factories import make_article
from tests.talks import FIRST_DAY, Sketch, person, sketch
from tests.web.html import Page

BODY = "“We want peace,” she said. “Nobody will pay,” he added. P0 talked on.\n\nA second paragraph."


@pytest.fixture
def found(db: None) -> Sketch:
    return sketch(issues=2)


@pytest.fixture
def article(found: Sketch) -> Article:
    return found.article(BODY)


@pytest.fixture
def peace(found: Sketch, article: Article) -> Suggestion:
    return suggested(found, article, "“We want peace,”")


@pytest.fixture
def pay(found: Sketch, article: Article) -> Suggestion:
    return suggested(found, article, "“Nobody will pay,”", party=1, outcome=0)


@pytest.fixture
def client(db: None) -> Client:
    return signed_in()


@pytest.fixture
def colleague(db: None) -> Client:
    return signed_in(person(Role.EDITOR, "colleague"))


def url(article: Article, rest: str = "") -> str:
    return f"/n/canal/tagging/articles/{article.pk}/{rest}"


def opened(client: Client, article: Article, rest: str = "") -> Page:
    response = client.get(url(article, rest))
    assert response.status_code == 200
    return Page(response)


def chosen(page: Page, name: str) -> list[str]:
    return page.all(f"//input[@name='{name}'][@checked]/@value")


def post(client: Client, article: Article, verb: str, data: dict[str, Any], *, htmx: bool = False) -> Any:
    headers = {"HX-Request": "true", "HX-Target": "tagger"} if htmx else {}
    return client.post(url(article, f"{verb}/"), data, headers=headers)


def test_opens_at_what_waits_first_with_all_that_the_suggestion_tells(
    client: Client, article: Article, peace: Suggestion, pay: Suggestion
) -> None:
    page = opened(client, article)
    assert page.words("//h2[starts-with(., 'Suggestion')]") == "Suggestion 1 of 2"
    assert page.words("//*[@id='tag-quote']") == "“We want peace,”"
    assert chosen(page, "party") == ["p0"]
    assert chosen(page, "act") == ["comment"]
    assert chosen(page, "option") == ["half"]
    assert chosen(page, "channel") == ["direct"]
    assert page.one("//select[@name='issue']/option[@selected]").get("value") == "i0"
    assert "0.80" in page.words("//dl[@class='why']")


def test_marks_every_suggestion_and_statement_with_its_state(
    found: Sketch, client: Client, article: Article, peace: Suggestion, pay: Suggestion
) -> None:
    found.says(article, "second paragraph")
    actions.reject_suggestion(pay, reason="a repeat", by=person(Role.EDITOR))
    page = opened(client, article)
    states = {state for mark in page.all("//mark/@class") for state in mark.split() if state.startswith("sg-")}
    assert states == {"sg-waiting", "sg-now", "sg-rejected", "sg-accepted"}
    assert page.words("//*[@id='tally']") == "3 marks · 1 accepted · 1 rejected · 1 waiting"


def test_overlapping_marks_keep_the_text_whole(found: Sketch, client: Client, article: Article) -> None:
    suggested(found, article, "We want peace,” she")
    suggested(found, article, "peace,” she said", party=1)
    texts = opened(client, article).all("//*[@id='art-text']//*[@data-at]")
    assert "".join(run.text for run in texts) == BODY.replace("\n\n", "")
    assert all(article.body[int(run.get("data-at")) :].startswith(run.text) for run in texts)


def test_an_editor_sees_the_whole_of_an_article_of_which_readers_see_the_quotes(found: Sketch, client: Client) -> None:
    page = opened(client, found.article(BODY, shown="quotes"))
    assert "A second paragraph." in page.words("//*[@id='art-text']")


def test_accepts_in_one_request_and_answers_with_the_next(
    client: Client, article: Article, peace: Suggestion, pay: Suggestion
) -> None:
    response = post(client, article, "code", filled(article, peace), htmx=True)
    page = Page(response)
    assert response.status_code == 200
    assert response["HX-Replace-Url"] == url(article, f"?s=suggestion-{pay.pk}")
    assert page.root.get("id") == "tagger"
    assert page.words("//h2[starts-with(., 'Suggestion')]") == "Suggestion 2 of 2"
    assert "1 suggestion accepted" in page.words("//form[@class='last']")
    said = Statement.objects.get()
    assert (said.suggestion, said.act, said.quote) == (peace, "comment", "“We want peace,”")


def test_accepts_without_a_script_and_goes_to_the_next(
    client: Client, article: Article, peace: Suggestion, pay: Suggestion
) -> None:
    response = post(client, article, "code", filled(article, peace))
    assert (response.status_code, response["Location"]) == (303, url(article, f"?s=suggestion-{pay.pk}"))


def test_rejects_with_a_reason_and_marks_unsure(
    client: Client, article: Article, peace: Suggestion, pay: Suggestion
) -> None:
    post(client, article, "reject", filled(article, peace, why="wrong speaker"))
    post(client, article, "doubt", filled(article, pay))
    peace.refresh_from_db()
    pay.refresh_from_db()
    assert (peace.status, peace.reason, pay.status) == (Status.REJECTED, "wrong speaker", Status.UNSURE)
    assert [edit.reason for edit in Edit.objects.all()] == ["", "wrong speaker"]


WRONG = [
    ({"party": ""}, "Who says it? Choose a party."),
    ({"act": ""}, "What kind of statement is it? Choose."),
    ({"channel": ""}, "How was it printed? Choose a channel."),
    ({"end": 9999}, "The passage ends after it starts and inside the article"),
    ({"words": "no such words"}, "These words do not stand in the article: copy them to the letter."),
    ({"words": "a"}, "add some that stand beside them."),
    ({"act": "threaten"}, "“threaten” names no outcome"),
    ({"issue": ""}, "Select a valid choice"),
    ({"option": [], "low": "120"}, "The outcome lies off the scale, which goes from 0 to 100."),
    ({"option": [], "low": "60", "high": "40"}, "The lower end lies above the higher one: exchange them."),
    ({"or_less": "on", "or_more": "on"}, "Open at both ends says nothing: leave one end closed."),
    ({"said_on": "16 May"}, "is no day; expected YYYY-MM-DD"),
    ({"speaker": "x" * 501}, "at most 500 characters"),
    ({"party": "nobody"}, "Select a valid choice"),
]


@pytest.mark.parametrize(("wrong", "told"), WRONG)
@pytest.mark.parametrize("htmx", [True, False])
def test_tells_by_field_what_is_wrong_and_loses_nothing(
    wrong: dict[str, Any], told: str, htmx: bool, client: Client, article: Article, peace: Suggestion
) -> None:
    given = filled(article, peace, speaker="the envoy's aide") | wrong
    response = post(client, article, "code", given, htmx=htmx)
    page = Page(response)
    assert response.status_code == 422
    assert any(told in " ".join(one.text_content().split()) for one in page.all("//*[@class='wrong']"))
    assert page.one("//input[@name='speaker']").get("value") == given["speaker"]
    assert not Edit.objects.exists()


def test_corrects_and_takes_back_a_statement_with_a_reason(found: Sketch, client: Client, article: Article) -> None:
    said = found.says(article, "second paragraph")
    page = opened(client, article, f"?s=statement-{said.pk}")
    assert chosen(page, "option") == ["half"]
    given = {"target": f"statement-{said.pk}", "start": said.start, "end": said.end, "party": "p0", "act": "demand"}
    given |= {"channel": "paraphrase", "issue": "i0", "option": "yes", "reason": "misread"}
    assert post(client, article, "code", given).status_code == 303
    corrected = Statement.objects.get(superseded_at=None)
    assert (corrected.act, corrected.outcome.lower, corrected.lineage) == ("demand", 100, said.lineage)
    given["target"] = f"statement-{corrected.pk}"
    assert post(client, article, "retract", given).status_code == 303
    assert not Statement.objects.known_at(None).exists()
    assert [edit.reason for edit in Edit.objects.all()[:2]] == ["misread", "misread"]


def test_a_correction_keeps_the_pages_that_a_statement_rests_on(found: Sketch, client: Client) -> None:
    sources = [{"key": "a", "outlet": "One", "url": ""}, {"key": "b", "outlet": "Two", "url": ""}]
    article = make_article(found.negotiation, "We stand there.", sources=sources)
    said = found.says(article, "We stand")
    given = {"target": f"statement-{said.pk}", "start": said.start, "end": said.end, "party": "p0", "act": "demand"}
    assert post(client, article, "code", given | {"channel": "direct", "cites": ["b"]}).status_code == 303
    corrected = Statement.objects.get(superseded_at=None)
    assert corrected.cites == ["b"]
    assert chosen(opened(client, article, f"?s=statement-{corrected.pk}"), "cites") == ["b"]


def test_codes_a_passage_given_by_its_words(found: Sketch, client: Client, article: Article) -> None:
    page = opened(client, article, "?words=A second paragraph.")
    assert page.words("//h2[starts-with(., 'A new')]") == "A new passage"
    start = page.one("//input[@id='id_start']").get("value")
    assert int(start) == article.body.index("A second paragraph.")
    given = {"target": f"passage-{start}-{int(start) + 19}", "start": start, "end": int(start) + 19}
    given |= {"party": "p1", "act": "comment", "channel": "paraphrase"}
    assert post(client, article, "code", given).status_code == 303
    assert Statement.objects.get().quote == "A second paragraph."


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("?words=nothing like it", "words"),
        ("?words=a", "words"),
        ("?start=5", "end"),
        ("?start=9&end=3", "end"),
        ("?start=0&end=99999", "end"),
        ("?s=12", "s"),
        ("?colour=red", "colour"),
    ],
)
def test_what_cannot_be_opened_is_told_by_name(query: str, named: str, client: Client, article: Article) -> None:
    response = client.get(url(article, query))
    assert (response.status_code, Page(response).words("//dt")) == (400, named)


def test_a_second_statement_of_the_same_words_begins_as_the_first(
    client: Client, article: Article, peace: Suggestion
) -> None:
    response = post(client, article, "code", filled(article, peace, then="another"))
    page = Page(client.get(response["Location"]))
    assert page.words("//h2[starts-with(., 'A new')]") == "A new passage"
    assert chosen(page, "party") == ["p0"]
    start, end = (page.one(f"//input[@id='id_{name}']").get("value") for name in ("start", "end"))
    given = filled(article, peace, target=f"passage-{start}-{end}", party="p1")
    assert post(client, article, "code", given).status_code == 303
    assert list(Statement.objects.values_list("party__slug", flat=True)) == ["p0", "p1"]


def test_says_what_accepting_would_change(found: Sketch, client: Client) -> None:
    before, other = found.article("We stand there."), found.article("They stand there.")
    found.says(before, "We stand", outcome=0)
    found.says(other, "They stand", party=1, outcome=100)
    article = found.article("We moved on.", on=FIRST_DAY.replace(day=9))
    one = suggested(found, article, "We moved", outcome=50)
    told = opened(client, article).words("//*[@id='effect']")
    assert "P0 would stand at 50, half, on issue 0 from 9 May 2025." in told
    assert "It stood at no since 1 May 2025: a concession of 50 points." in told
    assert "The gap to P1 goes from 100 to 50." in told
    weighed = post(client, article, "weigh", filled(article, one, option=["no"]), htmx=True)
    assert "It stood there since 1 May 2025: a restatement." in Page(weighed).words("//*[@class='effect']")


def test_another_issue_brings_its_own_scale(client: Client, article: Article, peace: Suggestion) -> None:
    given = filled(article, peace, issue="i1", scaled="i0")
    answer = Page(post(client, article, "weigh", given, htmx=True))
    assert answer.one("//fieldset[@id='outcome']").get("hx-swap-oob") == "true"
    assert answer.one("//input[@name='scaled']").get("value") == "i1"
    given["scaled"] = "i1"
    assert not Page(post(client, article, "weigh", given, htmx=True)).all("//fieldset[@id='outcome']")


def test_keeps_a_draft_for_its_owner_alone_until_the_deed_is_done(
    client: Client, colleague: Client, article: Article, peace: Suggestion, pay: Suggestion
) -> None:
    post(client, article, "weigh", filled(article, peace, act="demand", speaker="an aide"), htmx=True)
    page = opened(client, article)
    assert (chosen(page, "act"), page.one("//input[@name='speaker']").get("value")) == (["demand"], "an aide")
    assert "Your draft" in page.words("//*[@id='effect']")
    assert chosen(opened(colleague, article), "act") == ["comment"]
    assert chosen(opened(client, article, f"?s=suggestion-{peace.pk}&fresh=on"), "act") == ["comment"]
    assert "1 draft of yours" in Page(client.get("/n/canal/tagging/")).words("//details[@class='drafts']/summary")
    assert not Page(colleague.get("/n/canal/tagging/")).all("//details[@class='drafts']")
    post(client, article, "code", filled(article, peace, act="demand"))
    assert not Draft.objects.exists()


def test_a_form_as_it_was_filled_by_itself_is_no_draft(client: Client, article: Article, peace: Suggestion) -> None:
    post(client, article, "weigh", filled(article, peace, act="demand"))
    assert Draft.objects.count() == 1
    post(client, article, "weigh", filled(article, peace))
    assert not Draft.objects.exists()


def test_a_draft_is_thrown_away_when_asked(client: Client, article: Article, peace: Suggestion) -> None:
    post(client, article, "weigh", filled(article, peace, act="demand"))
    assert post(client, article, "discard", {"target": f"suggestion-{peace.pk}"}).status_code == 303
    assert not Draft.objects.exists()


def test_the_second_of_two_editors_sees_both_versions_and_goes_on_from_either(
    client: Client, colleague: Client, article: Article, peace: Suggestion
) -> None:
    post(colleague, article, "code", filled(article, peace))
    theirs = Statement.objects.get()
    response = post(client, article, "code", filled(article, peace, act="demand", option=["yes"]), htmx=True)
    page = Page(response)
    assert response.status_code == 409
    assert page.words("//*[@id='clash']") == "colleague accepted this suggestion meanwhile."
    rows = {row[0]: row[1:] for row in ([cell.text_content() for cell in tr] for tr in page.all("//tbody/tr"))}
    assert rows["Act"] == [theirs.act, "demanddiffers"]
    assert chosen(page, "act") == ["demand"]
    assert page.one("//input[@name='target']").get("value") == f"statement-{theirs.pk}"
    assert Draft.objects.get().target == f"statement-{theirs.pk}"
    mine = filled(article, peace, act="demand", option=["yes"], target=f"statement-{theirs.pk}")
    assert post(client, article, "code", mine).status_code == 303
    standing = Statement.objects.get(superseded_at=None)
    assert (standing.supersedes, standing.act) == (theirs, "demand")
    assert not Draft.objects.exists()


def test_whoever_rejects_what_was_accepted_meanwhile_is_told_so_and_can_take_the_statement_back(
    client: Client, colleague: Client, article: Article, peace: Suggestion
) -> None:
    post(colleague, article, "code", filled(article, peace))
    response = post(client, article, "reject", filled(article, peace, why="out of scope"), htmx=True)
    page, theirs = Page(response), Statement.objects.get()
    assert response.status_code == 409
    assert "You rejected it: out of scope. That was not done." in page.words("//*[@class='clash']")
    assert page.all("//*[@class='clash']//table") == []
    assert page.one("//input[@name='reason']").get("value") == "out of scope"
    given = filled(article, peace, target=f"statement-{theirs.pk}", reason="out of scope")
    assert post(client, article, "retract", given).status_code == 303
    assert not Statement.objects.known_at(None).exists()


def test_a_correction_of_what_was_corrected_meanwhile_is_a_conflict_too(
    found: Sketch, client: Client, article: Article
) -> None:
    said = found.says(article, "second paragraph")
    newer = actions.correct_statement(
        said, actions.Coding(**(vars(actions.coding_of(said)) | {"act": "demand"})), by=person(Role.EDITOR, "colleague")
    )
    given = {"target": f"statement-{said.pk}", "start": said.start, "end": said.end, "party": "p1", "act": "propose"}
    response = post(client, article, "code", given | {"channel": "direct"})
    page = Page(response)
    assert response.status_code == 409
    assert page.one("//input[@name='target']").get("value") == f"statement-{newer.pk}"
    assert chosen(page, "party") == ["p1"]


def test_an_old_version_leads_to_the_one_that_stands(found: Sketch, client: Client, article: Article) -> None:
    said = found.says(article, "second paragraph")
    coding = actions.Coding(**(vars(actions.coding_of(said)) | {"act": "demand"}))
    newer = actions.correct_statement(said, coding, by=person(Role.EDITOR))
    page = opened(client, article, f"?s=statement-{said.pk}")
    assert page.one("//input[@name='target']").get("value") == f"statement-{newer.pk}"
    actions.retract_statement(newer, by=person(Role.EDITOR))
    assert client.get(url(article, f"?s=statement-{said.pk}")).status_code == 404


def test_what_a_colleague_rejected_can_still_be_coded_as_a_passage(
    client: Client, colleague: Client, article: Article, peace: Suggestion
) -> None:
    post(colleague, article, "reject", filled(article, peace, why="out of scope"))
    response = post(client, article, "code", filled(article, peace))
    target = Page(response).one("//input[@name='target']").get("value")
    assert (response.status_code, target) == (409, f"passage-{peace.start}-{peace.end}")


def test_undoes_the_last_deed_and_comes_back(client: Client, article: Article, peace: Suggestion) -> None:
    post(client, article, "code", filled(article, peace))
    page = opened(client, article)
    form = page.one("//form[@class='last']")
    back = form.xpath(".//input[@name='next']/@value")[0]
    response = client.post(form.get("action"), {"next": back})
    assert (response.status_code, response["Location"]) == (303, url(article, f"?s=suggestion-{peace.pk}"))
    peace.refresh_from_db()
    assert peace.status == Status.PENDING


def test_undoing_does_not_lead_to_another_site(client: Client, article: Article, peace: Suggestion) -> None:
    post(client, article, "code", filled(article, peace))
    response = client.post(f"/n/canal/tagging/edits/{Edit.objects.get().pk}/undo/", {"next": "https://elsewhere.test/"})
    assert response["Location"] == "/n/canal/tagging/"


def test_undoing_under_a_later_deed_says_what_rests_on_it(found: Sketch, client: Client, article: Article) -> None:
    said = found.says(article, "second paragraph")
    first = Edit.objects.get()
    actions.retract_statement(said, by=person(Role.EDITOR))
    response = client.post(f"/n/canal/tagging/edits/{first.pk}/undo/")
    assert response.status_code == 409
    assert "“second paragraph” rests on this: editor did “retract” with it" in Page(response).words(
        "//*[@class='problems']"
    )


def test_nothing_of_another_negotiation_is_reached(client: Client, article: Article, peace: Suggestion) -> None:
    other = sketch("moat")
    theirs = other.article("We stand here.")
    one = suggested(other, theirs, "We stand")
    edit = Edit.objects.create(verb="tag", by="x", negotiation="moat")
    assert client.get(url(theirs)).status_code == 404
    assert client.get(url(article, f"?s=suggestion-{one.pk}")).status_code == 404
    assert post(client, article, "code", filled(theirs, one)).status_code == 404
    assert client.post(f"/n/canal/tagging/edits/{edit.pk}/undo/").status_code == 404


@pytest.mark.parametrize("user", [None, "reader"])
def test_does_not_exist_for_readers(user: str | None, article: Article, peace: Suggestion) -> None:
    client = signed_in(person(Role.READER)) if user else Client()
    for verb in ("code", "reject", "doubt", "retract", "weigh", "discard"):
        assert post(client, article, verb, filled(article, peace)).status_code == 404
    assert client.get(url(article)).status_code == 404
    assert not Edit.objects.exists()


def test_what_was_typed_and_printed_is_escaped(found: Sketch, client: Client) -> None:
    article = found.article("<script>alert(1)</script> said P0.")
    one = suggested(found, article, "<script>alert(1)</script>")
    response = post(client, article, "code", filled(article, one, speaker="<b onclick=x>", act=""))
    assert b"<script>alert" not in response.content
    assert b"<b onclick" not in response.content


@pytest.mark.parametrize("number", [5, 10])
def test_costs_the_same_queries_however_many_marks(found: Sketch, client: Client, number: int) -> None:
    article, _ = long_article(found, number)
    client.get(url(article))
    with CaptureQueriesContext(connection) as seen:
        client.get(url(article))
    assert len(seen) == QUERIES


QUERIES = 25


def test_leads_here_from_the_article_and_from_each_statement(found: Sketch, client: Client, article: Article) -> None:
    said = found.says(article, "second paragraph")
    links = Page(client.get(f"/n/canal/articles/{article.pk}/")).all("//main//a/@href")
    assert {url(article), url(article, f"?s=statement-{said.pk}")} <= set(links)
    assert not [
        link for link in Page(Client().get(f"/n/canal/articles/{article.pk}/")).all("//a/@href") if "tagging" in link
    ]


def test_the_user_is_the_coder(client: Client, article: Article, peace: Suggestion) -> None:
    post(client, article, "code", filled(article, peace))
    assert Statement.objects.get().coder == User.objects.get(username="editor")
