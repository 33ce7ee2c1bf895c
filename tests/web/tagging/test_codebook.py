"""The codebook's pages: every row looked at, changed, merged, rescaled; names taken in; a file over it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from negotiations.actions import add_person, tag_statement
from negotiations.models import (
    Article,
    Delegation,
    Demand,
    Edit,
    Issue,
    Negotiation,
    NotAPerson,
    Party,
    Person,
    Round,
    Statement,
    Suggestion,
)
from negotiations.readers.codebook import person_named
from negotiations.readers.coding import values_of_suggestion
from tests.factories import (
    coding,
    issue_of,
    make_article,
    make_statement,
    make_suggestion,
    make_user,
    party_of,
    person_of,
)
from tests.web.html import Page

HOME = "/n/river-talks/tagging/codebook/"
API = "/api/v1/negotiations/river-talks/"


@pytest.fixture
def admin(negotiation: Negotiation) -> Client:
    return client_of(make_user("chief", Role.ADMIN))


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def filled(page: Page, form: str = "entry") -> dict[str, Any]:
    """What the form of a page would send."""
    sent: dict[str, Any] = {}
    for name, value in page.one(f"//form[contains(concat(' ', @class, ' '), ' {form} ')]").form_values():
        sent.setdefault(name, []).append(value)
    return sent


def url_of(row: Any) -> str:
    kinds = {Party: "parties", Person: "persons", Issue: "issues", Round: "rounds", Demand: "demands"}
    return f"{HOME}{kinds.get(type(row), 'delegations')}/{row.pk}/"


def test_the_page_lists_all_with_links_to_all_their_quotes(admin: Client) -> None:
    page = Page(admin.get(HOME))
    for kind in ("parties", "persons", "issues", "rounds", "demands"):
        assert page.all(f"//a[contains(@href, '{HOME}{kind}/')]")
    assert page.all("//a[contains(@href, 'timeline/?party=norland')]")
    assert page.all("//a[contains(@href, 'timeline/?person=ada-berg')]")
    assert page.all("//a[contains(@href, 'timeline/?issue=truce')]")


def test_an_editor_is_offered_what_an_editor_may(negotiation: Negotiation, editor: User) -> None:
    page = Page(client_of(editor).get(HOME))
    assert page.all("//a[@href='/n/river-talks/tagging/codebook/persons/add/']")
    assert not page.all("//a[@href='/n/river-talks/tagging/codebook/parties/add/']")
    entry = Page(client_of(editor).get(url_of(party_of(negotiation, "norland"))))
    assert entry.all("//form//fieldset[@disabled]")


@pytest.mark.parametrize("path", ["parties/add/", "issues/add/", "upload/"])
def test_what_takes_an_admin_is_not_there_for_an_editor(path: str, negotiation: Negotiation, editor: User) -> None:
    assert client_of(editor).get(HOME + path).status_code == 404
    assert client_of(editor).post(HOME + path).status_code == 404


@pytest.mark.parametrize(
    ("model", "field"),
    [(Party, "name"), (Person, "name"), (Issue, "title"), (Round, "label"), (Delegation, "level"), (Demand, "title")],
)
def test_each_kind_of_row_is_changed_and_that_undone(model: Any, field: str, admin: Client) -> None:
    row = model.objects.order_by("pk").first()
    sent = filled(Page(admin.get(url_of(row))))
    was = getattr(row, field)
    response = admin.post(url_of(row), sent | {field: "Another"})
    assert response.status_code == 303
    row.refresh_from_db()
    assert getattr(row, field) == "Another"
    page = Page(admin.get(response.headers["Location"]))
    assert "Undo" in page.words("//form[@class='done']")
    undoing = page.one("//form[@class='done']")
    assert admin.post(undoing.get("action"), {"next": url_of(row)}).status_code == 303
    row.refresh_from_db()
    assert getattr(row, field) == was


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("persons", {"name": "Una Ek", "offices-0-title": "Envoy", "offices-0-rank": "5"}),
        ("rounds", {"label": "Lake Talks III", "start": "2021-07-01", "end": "2021-07-02"}),
        ("parties", {"name": "Westmark", "code": "WES"}),
        ("demands", {"title": "A bridge", "low": "local-pauses"}),
        ("issues", {"title": "The bridge", "kind": "numeric", "unit": "m", "low": "0", "high": "90"}),
    ],
)
def test_each_kind_of_row_is_added(kind: str, sent: dict[str, str], admin: Client, negotiation: Negotiation) -> None:
    page = Page(admin.get(f"{HOME}{kind}/add/"))
    more = {"offices-0-party": party_of(negotiation, "norland").pk, "party": party_of(negotiation, "norland").pk}
    more["issue"] = issue_of(negotiation, "truce").pk
    asked = filled(page)
    response = admin.post(f"{HOME}{kind}/add/", asked | {k: v for k, v in more.items() if k in page.text} | sent)
    assert response.status_code == 303, Page(response).words("//form[@class='entry']")
    assert Edit.objects.get().verb == "add"
    assert Page(admin.get(HOME)).all(f"//a[text()='{next(iter(sent.values()))}']")


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"name": ""}, "This field is required."),
        ({"slug": "Not A Slug"}, "Expected small letters and digits"),
        ({"slug": "olav-lund"}, "taken already"),
        ({"offices-0-since": "2020-02-01", "offices-0-until": "2019-02-01"}, "or a day after it"),
        ({"offices-0-since": "1020-02-01"}, "Expected days from 1800"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(
    sent: dict[str, str], told: str, admin: Client, negotiation: Negotiation
) -> None:
    berg = person_of(negotiation, "ada-berg")
    asked = filled(Page(admin.get(url_of(berg))))
    response = admin.post(url_of(berg), asked | {"note": "What I typed."} | sent)
    page = Page(response)
    assert response.status_code == 422
    assert told in page.text
    assert "What I typed." in page.text
    assert not Edit.objects.exists()


def test_of_two_who_save_the_second_sees_both_versions_and_chooses(admin: Client, negotiation: Negotiation) -> None:
    berg = person_of(negotiation, "ada-berg")
    first = filled(Page(admin.get(url_of(berg))))
    second = dict(first)
    assert admin.post(url_of(berg), first | {"note": "The first."}).status_code == 303
    response = admin.post(url_of(berg), second | {"note": "The second."})
    page = Page(response)
    assert response.status_code == 409
    assert "The first." in page.words("//section[@id='both']")
    assert "The second." in page.words("//section[@id='both']")
    berg.refresh_from_db()
    assert berg.note == "The first."
    assert admin.post(url_of(berg), filled(page)).status_code == 303
    berg.refresh_from_db()
    assert berg.note == "The second."


def test_what_is_in_use_says_so_and_is_not_removed(article: Article, editor: User, admin: Client) -> None:
    make_statement(article, editor, person="pio-costa")
    costa = person_of(article.negotiation, "pio-costa")
    page = Page(admin.get(url_of(costa)))
    assert "1 statement" in page.words("//section[@aria-labelledby='remove']")
    sent = filled(page)
    response = admin.post(f"{url_of(costa)}remove/", {"made_from": sent["made_from"]})
    assert response.status_code == 409
    assert Person.objects.filter(pk=costa.pk).exists()


def test_what_nothing_rests_on_is_removed(admin: Client, negotiation: Negotiation) -> None:
    envoy = person_of(negotiation, "the-envoy")
    sent = filled(Page(admin.get(url_of(envoy))))
    assert admin.post(f"{url_of(envoy)}remove/", {"made_from": "old"}).status_code == 409
    assert admin.post(f"{url_of(envoy)}remove/", {"made_from": sent["made_from"]}).status_code == 303
    assert not Person.objects.filter(pk=envoy.pk).exists()


def test_the_row_of_another_negotiation_is_not_there(admin: Client, negotiation: Negotiation) -> None:
    other = Negotiation.objects.create(slug="canal", title="Canal")
    stranger = Party.objects.create(negotiation=other, slug="p", name="P", code="P")
    for path in ("", "remove/", "merge/"):
        assert admin.post(f"{url_of(stranger)}{path}").status_code == 404


def test_history_tells_who_changed_what_from_what_to_what(admin: Client, negotiation: Negotiation) -> None:
    berg = person_of(negotiation, "ada-berg")
    admin.post(url_of(berg), filled(Page(admin.get(url_of(berg)))) | {"name": "Ada Bergh"})
    told = Page(admin.get(url_of(berg))).words("//ol[contains(@class, 'history')]")
    assert "chief: rename" in told
    assert "nameAda BergAda Bergh" in told


# old addresses


def test_old_addresses_lead_on_with_their_query(admin: Client, article: Article, editor: User) -> None:
    home = article.negotiation
    make_statement(article, editor)
    norland, truce = party_of(home, "norland"), issue_of(home, "truce")
    for row, slug in ((norland, "northland"), (truce, "armistice")):
        assert admin.post(url_of(row), filled(Page(admin.get(url_of(row)))) | {"slug": slug}).status_code == 303
    leads = {
        "/n/river-talks/parties/norland/?on=2021-05-16": "/n/river-talks/parties/northland/?on=2021-05-16",
        "/n/river-talks/issues/truce/": "/n/river-talks/issues/armistice/",
        "/n/river-talks/?cell=truce.norland&a=norland": "/n/river-talks/?cell=armistice.northland&a=northland",
        "/n/river-talks/timeline/?party=norland&party=estria": "/n/river-talks/timeline/?party=northland&party=estria",
        f"{API}positions/?issue=truce": f"{API}positions/?issue=armistice",
        "/api/v1/statements/?negotiation=river-talks&party=norland": (
            "/api/v1/statements/?negotiation=river-talks&party=northland"
        ),
    }
    for old, new in leads.items():
        response = Client().get(old)
        assert (response.status_code, response.headers.get("Location")) == (302, new), old
        assert Client().get(new).status_code == 200
    assert Client().get("/n/river-talks/parties/nobody/").status_code == 404
    assert Client().get("/n/river-talks/?a=nobody").status_code == 400


def test_a_name_taken_over_by_another_is_the_others(admin: Client, negotiation: Negotiation) -> None:
    norland, estria = party_of(negotiation, "norland"), party_of(negotiation, "estria")
    admin.post(url_of(norland), filled(Page(admin.get(url_of(norland)))) | {"slug": "northland"})
    admin.post(url_of(estria), filled(Page(admin.get(url_of(estria)))) | {"slug": "norland"})
    assert "Estria" in Client().get("/n/river-talks/parties/norland/").content.decode()


def test_an_old_address_says_nothing_of_a_negotiation_to_who_may_not_see_it(
    admin: Client, negotiation: Negotiation
) -> None:
    norland = party_of(negotiation, "norland")
    admin.post(url_of(norland), filled(Page(admin.get(url_of(norland)))) | {"slug": "northland"})
    Negotiation.objects.update(public=False)
    assert Client().get("/n/river-talks/parties/norland/").status_code == 404


# merging


def test_a_merge_shows_what_it_touches_and_is_undone_as_one(admin: Client, article: Article, editor: User) -> None:
    make_statement(article, editor, party="sudmark")
    home = article.negotiation
    gone, into = party_of(home, "sudmark"), party_of(home, "estria")
    page = Page(admin.get(f"{url_of(gone)}merge/?into={into.pk}"))
    assert "We want the truce now" in page.words("//section[@aria-labelledby='touches']")
    response = admin.post(f"{url_of(gone)}merge/", filled(page, "ask"))
    assert response.status_code == 303
    assert Client().get("/n/river-talks/parties/sudmark/").headers["Location"] == "/n/river-talks/parties/estria/"
    assert not Page(admin.get(HOME)).all("//a[text()='Sudmark']")
    edit = Edit.objects.latest("id")
    assert admin.post(f"/n/river-talks/tagging/edits/{edit.pk}/undo/").status_code == 303
    assert Statement.objects.known_at(None).get().party == gone


def test_a_merge_that_something_overtook_is_shown_again(admin: Client, article: Article, editor: User) -> None:
    home = article.negotiation
    gone, into = party_of(home, "sudmark"), party_of(home, "estria")
    sent = filled(Page(admin.get(f"{url_of(gone)}merge/?into={into.pk}")), "ask")
    make_statement(article, editor, party="sudmark")
    response = admin.post(f"{url_of(gone)}merge/", sent)
    assert response.status_code == 409
    assert "We want the truce now" in response.content.decode()
    assert admin.post(f"{url_of(gone)}merge/", filled(Page(response), "ask")).status_code == 303


def test_issues_of_other_scales_ask_where_each_outcome_goes(admin: Client, article: Article, editor: User) -> None:
    said = make_statement(article, editor, issue="standing", outcome=100)
    home = article.negotiation
    gone, into = issue_of(home, "standing"), issue_of(home, "truce")
    sent = filled(Page(admin.get(f"{url_of(gone)}merge/?into={into.pk}")), "ask")
    response = admin.post(f"{url_of(gone)}merge/", sent)
    assert response.status_code == 422
    assert "Choose where it goes" in response.content.decode()
    chosen = {f"statement-{said.pk}-low": "25", f"statement-{said.pk}-high": "25"}
    assert admin.post(f"{url_of(gone)}merge/", sent | chosen).status_code == 303
    assert Statement.objects.known_at(None).get().issue == into


# scales


def option_line(sent: dict[str, Any], slug: str) -> str:
    return next(key.removesuffix("slug") for key, value in sent.items() if key.endswith("-slug") and value == [slug])


def test_a_new_scale_is_shown_on_each_statement_before_it_is_saved(
    admin: Client, article: Article, editor: User
) -> None:
    said = make_statement(article, editor, outcome=25)
    issue = issue_of(article.negotiation, "truce")
    sent = filled(Page(admin.get(f"{url_of(issue)}scale/")))
    sent[f"{option_line(sent, 'local-pauses')}value"] = "40"
    preview = admin.post(f"{url_of(issue)}scale/", sent)
    page = Page(preview)
    assert preview.status_code == 200
    assert "We want the truce now" in page.words("//ol[contains(@class, 'affected')]")
    assert Statement.objects.known_at(None).get() == said
    confirmed = {key: value for key, value in filled(page, "ask").items() if key != "change"}
    assert admin.post(f"{url_of(issue)}scale/", confirmed).status_code == 303
    now = Statement.objects.known_at(None).get()
    assert [now.outcome.lower, issue.options.get(slug="local-pauses").value] == [40, 40]


def test_an_option_that_goes_asks_for_each_statement_on_it(admin: Client, article: Article, editor: User) -> None:
    said = make_statement(article, editor, outcome=25)
    issue = issue_of(article.negotiation, "truce")
    sent = filled(Page(admin.get(f"{url_of(issue)}scale/")))
    sent[f"{option_line(sent, 'local-pauses')}DELETE"] = "on"
    page = Page(admin.post(f"{url_of(issue)}scale/", sent))
    assert "Choose its place" in page.text
    confirmed = {key: value for key, value in filled(page, "ask").items() if key != "change"}
    assert admin.post(f"{url_of(issue)}scale/", confirmed).status_code == 422
    chosen = {f"statement-{said.pk}-low": "0", f"statement-{said.pk}-high": "0"}
    assert admin.post(f"{url_of(issue)}scale/", confirmed | chosen).status_code == 303
    assert Statement.objects.known_at(None).get().outcome.lower == 0


def test_a_statement_made_while_one_looked_at_the_preview_is_shown_first(
    admin: Client, article: Article, editor: User
) -> None:
    make_statement(article, editor, outcome=25)
    issue = issue_of(article.negotiation, "truce")
    sent = filled(Page(admin.get(f"{url_of(issue)}scale/")))
    sent[f"{option_line(sent, 'local-pauses')}value"] = "40"
    confirmed = filled(Page(admin.post(f"{url_of(issue)}scale/", sent)), "ask")
    confirmed.pop("change", None)
    make_statement(article, editor, "No truce", outcome=25)
    response = admin.post(f"{url_of(issue)}scale/", confirmed)
    assert response.status_code == 409
    assert "No truce" in response.content.decode()
    again = filled(Page(response), "ask")
    again.pop("change", None)
    assert admin.post(f"{url_of(issue)}scale/", again).status_code == 303


def test_a_scale_of_one_option_is_refused_in_words(admin: Client, negotiation: Negotiation) -> None:
    issue = issue_of(negotiation, "standing")
    sent = filled(Page(admin.get(f"{url_of(issue)}scale/")))
    sent[f"{option_line(sent, 'opposes')}DELETE"] = "on"
    response = admin.post(f"{url_of(issue)}scale/", sent)
    assert response.status_code == 422
    assert "at least two options" in response.content.decode()


def test_a_scale_that_touches_nothing_is_saved_at_once(admin: Client, negotiation: Negotiation) -> None:
    issue = issue_of(negotiation, "standing")
    sent = filled(Page(admin.get(f"{url_of(issue)}scale/")))
    sent[f"{option_line(sent, 'opposes')}label"] = "is against it"
    assert admin.post(f"{url_of(issue)}scale/", sent).status_code == 303
    assert issue.options.get(value=0).label == "is against it"


# names that the codebook lacks


@pytest.fixture
def named(negotiation: Negotiation) -> Article:
    body = "“A bridge,” Norlandic envoy Una Ek said. “A boat,” Tor Vik, the finance minister, said. Lake House spoke."
    article = make_article(negotiation, body)
    for words, speaker in (("A bridge", "Una Ek"), ("A boat", "Tor Vik")):
        at = body.index(speaker)
        make_suggestion(article, words, speaker=speaker, source=[at, at + len(speaker)])
    return article


def names(client: Client) -> list[str]:
    return [" ".join(h.text_content().split()) for h in Page(client.get(f"{HOME}names/")).all("//li//h3")]


def test_names_are_listed_with_their_words_and_the_office_these_tell(admin: Client, named: Article) -> None:
    page = Page(admin.get(f"{HOME}names/"))
    assert {"Una Ek", "Tor Vik", "A Stranger"} <= set(names(admin))
    forms = page.all("//form[contains(@action, 'names/person/')]")
    office = {form.fields["name"]: form.fields["office"] for form in forms}
    assert (office["Una Ek"], office["Tor Vik"]) == ("Envoy", "Finance minister")


def test_one_click_makes_a_person_of_a_party(admin: Client, named: Article) -> None:
    home = named.negotiation
    sent = {"name": "Una Ek", "party": party_of(home, "norland").pk, "office": "Envoy", "rank": "5"}
    assert admin.post(f"{HOME}names/person/", sent).status_code == 303
    person = person_named(home, "Una Ek")
    assert person is not None
    assert (person.party, person.offices.get().title) == (party_of(home, "norland"), "Envoy")
    assert "Una Ek" not in names(admin)


def test_a_name_becomes_another_name_or_nobodys(admin: Client, named: Article) -> None:
    berg = person_of(named.negotiation, "ada-berg")
    assert admin.post(f"{HOME}names/alias/", {"name": "Una Ek", "person": berg.pk}).status_code == 303
    assert person_named(named.negotiation, "Una Ek") == berg
    assert admin.post(f"{HOME}names/dismiss/", {"name": "Tor Vik"}).status_code == 303
    assert NotAPerson.objects.get().name == "Tor Vik"
    assert names(admin) == ["A Stranger"]
    admin.post(f"/n/river-talks/tagging/edits/{Edit.objects.latest('id').pk}/undo/")
    assert "Tor Vik" in names(admin)


def test_a_name_without_a_party_is_asked_for_it(admin: Client, named: Article) -> None:
    response = admin.post(f"{HOME}names/person/", {"name": "Una Ek", "office": "What I typed"})
    assert response.status_code == 422
    assert "What I typed" in response.content.decode()


# files


def test_what_is_downloaded_changes_nothing_when_it_is_loaded(admin: Client) -> None:
    text = admin.get(f"{HOME}codebook.yaml").content.decode()
    page = Page(admin.post(f"{HOME}upload/", {"text": text}))
    assert "It says what stands there already." in page.text


def test_a_file_shows_what_it_changes_and_is_undone_as_one(admin: Client, negotiation: Negotiation) -> None:
    text = admin.get(f"{HOME}codebook.yaml").content.decode().replace("name: Ada Berg", "name: Ada Bergh")
    page = Page(admin.post(f"{HOME}upload/", {"text": text}))
    assert "nameAda BergAda Bergh" in page.words("//section[@aria-labelledby='changes']")
    assert person_of(negotiation, "ada-berg").name == "Ada Berg"
    seen = page.one("//input[@name='seen']").get("value")
    assert admin.post(f"{HOME}upload/", {"text": text, "seen": "old"}).status_code == 409
    assert admin.post(f"{HOME}upload/", {"text": text, "seen": seen}).status_code == 303
    assert person_of(negotiation, "ada-berg").name == "Ada Bergh"
    admin.post(f"/n/river-talks/tagging/edits/{Edit.objects.latest('id').pk}/undo/")
    assert person_of(negotiation, "ada-berg").name == "Ada Berg"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("negotiation: river-talks", "negotiation: other", "this is &#x27;river-talks&#x27;"),
        ("parties:", "partes:", "partes"),
        ("value: 25", "value: 30", "change the scale on its own page first"),
    ],
)
def test_a_file_that_would_lose_something_is_refused_and_kept_in_the_form(
    old: str, new: str, told: str, admin: Client, article: Article, editor: User
) -> None:
    tag_statement(coding(article, outcome=25), by=editor)
    text = admin.get(f"{HOME}codebook.yaml").content.decode()
    assert old in text
    response = admin.post(f"{HOME}upload/", {"text": text.replace(old, new)})
    assert response.status_code == 422
    assert told in response.content.decode()
    assert new in response.content.decode()


# cost


@pytest.mark.parametrize(("path", "expected"), [("", 20), ("names/", 13)])
def test_the_number_of_queries_does_not_grow(path: str, expected: int, admin: Client, negotiation: Negotiation) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert admin.get(HOME + path).status_code == 200
        return len(seen)

    article = make_article(negotiation, "Una Ek and Tor Vik spoke.")
    make_suggestion(article, "Una Ek", speaker="Una Ek")
    first = queries()
    for number in range(5):
        Person.objects.create(negotiation=negotiation, slug=f"n{number}", name=f"N{number}", ordinal=50)
        make_suggestion(article, "Tor Vik", speaker=f"Tor Vik {number}")
    assert (first, queries()) == (expected, expected)


def test_the_audit_tells_old_and_new_of_each_row(admin: Client, negotiation: Negotiation) -> None:
    berg = person_of(negotiation, "ada-berg")
    admin.post(url_of(berg), filled(Page(admin.get(url_of(berg)))) | {"name": "Ada Bergh"})
    page = Page(admin.get("/n/river-talks/tagging/audit/"))
    assert "nameAda BergAda Bergh" in page.words("//li[@class='edit']")


def test_a_name_taken_in_is_filled_in_where_its_words_wait(admin: Client, named: Article) -> None:
    add_person("Una Ek", party_of(named.negotiation, "norland"), by=User.objects.get(username="chief"))
    waiting = Suggestion.objects.select_related("negotiation", "article").get(speaker="Una Ek")
    values = values_of_suggestion(waiting)
    assert (values["person"], values["speaker"]) == ("una-ek", "")
